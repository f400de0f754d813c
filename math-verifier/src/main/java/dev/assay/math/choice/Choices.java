package dev.assay.math.choice;

import dev.assay.math.extract.Denials;
import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Judges the answer to a multiple choice: by letter in any spelling, else by the text or value of the option. */
public final class Choices {
    private static final Set<String> LEADS = Set.of("option", "choice", "answer", "the", "is", "选项", "选");

    /**
     * What the answer is.
     *
     * @param evidence one short line
     * @param trace what led to it, a step a line
     */
    public record Verdict(ReasonCode reason, String evidence, List<String> trace) {}

    private final BiPredicate<String, String> same;
    private final String choice;
    private final Map<String, String> options;

    /**
     * A multiple choice.
     *
     * @param choice the letters of the right options
     * @param options the text of each option by its letter; may be empty
     * @param same whether two texts have the same value
     */
    public Choices(String choice, Map<String, String> options, BiPredicate<String, String> same) {
        this.same = same;
        this.choice = choice;
        this.options = new LinkedHashMap<>();
        options.forEach((letter, text) -> this.options.put(letter.strip().toUpperCase(Locale.ROOT), text));
    }

    /** Whether a reference answer is just the letter of an option. */
    public static boolean isLetter(String answer) {
        String bare = answer.length() > 100 ? "" : letterOf(answer);
        return bare.length() == 1 && bare.charAt(0) >= 'A' && bare.charAt(0) <= 'J';
    }

    /** The letter of an answer that {@link #isLetter}. */
    public static String letterOf(String answer) {
        String bare = bare(answer);
        boolean bracketed =
                bare.length() == 3 && "([（".indexOf(bare.charAt(0)) >= 0 && ")]）".indexOf(bare.charAt(2)) >= 0;
        return bracketed ? bare.substring(1, 2) : bare;
    }

    /** Judges a completion. */
    public Verdict judge(String completion) {
        Optional<Set<String>> right = letters(choice);
        if (right.isEmpty() || !options.isEmpty() && !options.keySet().containsAll(right.get())) {
            String why = "the choice '" + Shown.cut(choice) + "' is not among the options";
            return new Verdict(ReasonCode.REFERENCE_UNREADABLE, why, List.of(why));
        }
        return switch (Extractor.option(completion)) {
            case Extraction.Found(String text, var source, String part, var _) ->
                judged(right.get(), text, source.label(), List.of(extracted(text, source.label(), part)));
            case Extraction.Several(List<String> texts, var source, String part) -> {
                Set<Optional<Set<String>>> named = new java.util.HashSet<>();
                texts.forEach(text -> named.add(named(text)));
                List<String> trace = List.of(extracted(Shown.all(texts), source.label(), part));
                yield named.size() > 1 || named.contains(Optional.<Set<String>>empty())
                        ? new Verdict(ReasonCode.SEVERAL_ANSWERS, source.label() + " " + Shown.all(texts), trace)
                        : judged(right.get(), texts.getLast(), source.label(), trace);
            }
            case Extraction.Nothing(String part) ->
                new Verdict(ReasonCode.NO_ANSWER, "no answer in " + part, List.of("no answer in " + part));
            case Extraction.TooLong(int length, var source, String _) ->
                new Verdict(
                        ReasonCode.TOO_COSTLY,
                        source.label() + " answer of " + length + " characters",
                        List.of("too long"));
        };
    }

    private static String extracted(String text, String source, String part) {
        return "extracted '" + Shown.cut(text) + "' from " + source + " in " + part;
    }

    private Verdict judged(Set<String> right, String text, String source, List<String> before) {
        Optional<Set<String>> given = named(text);
        List<String> trace = new ArrayList<>(before);
        if (given.isEmpty()) {
            trace.add("no option is named");
            return new Verdict(
                    ReasonCode.WRONG_CHOICE,
                    source + " '" + Shown.cut(text) + "' names no option; right is " + String.join("", right),
                    trace);
        }
        String letters = String.join("", given.get());
        trace.add("read as option " + letters);
        boolean equal = given.get().equals(right);
        return new Verdict(
                equal ? ReasonCode.EQUAL_CHOICE : ReasonCode.WRONG_CHOICE,
                (equal ? "" : source + " ") + letters + (equal ? " = " : " ≠ ") + String.join("", right),
                trace);
    }

    /** The options that an answer names, by letter or by their text or value; empty where it names none. */
    private Optional<Set<String>> named(String text) {
        if (Denials.in(text) && written(text).isEmpty()) {
            return undenied(Clauses.of(bare(text)));
        }
        Optional<Set<String>> byLetter = letters(text);
        if (byLetter.isPresent() && byLetter.get().size() == 1) {
            Optional<String> other = behindLetter(text).flatMap(this::written);
            if (other.isPresent() && !byLetter.get().contains(other.get())) {
                return Optional.empty(); // one option's letter with another's text
            }
        }
        if (byLetter.isPresent() && (options.isEmpty() || options.keySet().containsAll(byLetter.get()))) {
            return byLetter;
        }
        Optional<String> written = written(text);
        if (written.isPresent()) {
            return written.map(Set::of);
        }
        return valued(text).map(Set::of).or(() -> texts(text));
    }

    /** What is asserted, or the only option that is left when the others are denied. */
    private Optional<Set<String>> undenied(Clauses clauses) {
        if (!clauses.asserted().isEmpty()) {
            boolean known = options.isEmpty() || options.keySet().containsAll(clauses.asserted());
            return known ? Optional.of(clauses.asserted()) : Optional.empty();
        }
        Set<String> left = new TreeSet<>(options.keySet());
        left.removeAll(clauses.denied());
        return left.size() == 1 && !clauses.denied().isEmpty() ? Optional.of(left) : Optional.empty();
    }

    /** The text after {@code B.}, {@code (B)} or {@code B:}. */
    private static Optional<String> behindLetter(String text) {
        if (text.length() > 2_000) {
            return Optional.empty();
        }
        String bare = bare(text);
        int at = bare.startsWith("(") ? 1 : 0;
        int end = at + 1;
        while (end < bare.length() && ").:：． ".indexOf(bare.charAt(end)) >= 0) {
            end++;
        }
        return end > at + 1 && end < bare.length() ? Optional.of(bare.substring(end)) : Optional.empty();
    }

    /** Texts of several options that are joined by commas or "and". */
    private Optional<Set<String>> texts(String text) {
        if (text.length() > 2_000) {
            return Optional.empty();
        }
        Set<String> found = new TreeSet<>();
        String[] parts =
                text.replace(" and ", ",").replace("、", ",").replace("和", ",").split(",", 12);
        for (String part : parts) {
            if (!part.isBlank()) {
                Optional<String> option = written(part).or(() -> valued(part));
                if (option.isEmpty()) {
                    return Optional.empty();
                }
                found.add(option.get());
            }
        }
        return parts.length < 2 ? Optional.empty() : some(found);
    }

    private Optional<String> written(String text) {
        return options.entrySet().stream()
                .filter(option -> Shown.normal(bare(option.getValue())).equalsIgnoreCase(Shown.normal(bare(text))))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<String> valued(String text) {
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (same.test(option.getValue(), text)) {
                return Optional.of(option.getKey());
            }
        }
        return Optional.empty();
    }

    /** The letters at the beginning of an answer: {@code B}, {@code (b)}, {@code B. text}, {@code A, C}, {@code AC}. */
    private static Optional<Set<String>> letters(String text) {
        if (text.length() > 2_000) {
            return Optional.empty();
        }
        String bare = bare(text);
        Set<String> letters = new TreeSet<>();
        int at = 0;
        boolean bracket = false;
        while (at < bare.length()) {
            char c = bare.charAt(at);
            if (" ,;&()[]、".indexOf(c) >= 0) {
                bracket |= c == ')' || c == ']';
                at++;
                continue;
            }
            if (c == '.' || c == ':' || c == '：' || c == '．') {
                return letters.size() == 1 || at + 1 == bare.length() ? some(letters) : Optional.empty();
            }
            int end = at;
            while (end < bare.length() && Character.isLetter(bare.charAt(end)) && bare.charAt(end) < 0x80) {
                end++;
            }
            String word = bare.substring(at, end);
            if (word.equals("and") || word.equals("or")) {
                at = end;
            } else if (word.length() == 1 && isOption(word) && (letters.isEmpty() || !bracket || !lowerCase(word))) {
                letters.add(word.toUpperCase(Locale.ROOT));
                at = end;
            } else if (letters.isEmpty()
                    && word.length() <= 6
                    && word.chars().allMatch(l -> l >= 'A' && l <= 'J')
                    && !word.isEmpty()
                    && end == bare.length()) {
                word.chars().forEach(l -> letters.add(Character.toString(l)));
                at = end;
            } else {
                return bracket ? some(letters) : Optional.empty(); // "(B) because ..."
            }
        }
        return some(letters);
    }

    private static boolean lowerCase(String word) {
        return Character.isLowerCase(word.charAt(0));
    }

    private static boolean isOption(String word) {
        char upper = Character.toUpperCase(word.charAt(0));
        return upper >= 'A' && upper <= 'J';
    }

    private static Optional<Set<String>> some(Set<String> letters) {
        return letters.isEmpty() ? Optional.empty() : Optional.of(letters);
    }

    /** Without markup: dollars, {@code \text{}}, bold, a trailing full stop, and words such as "option" before it. */
    private static String bare(String text) {
        String bare = text.strip();
        for (String markup : new String[] {
            "\\textbf", "\\textrm", "\\text", "\\mathrm", "\\mathbf", "\\mbox", "\\boxed", "\\left", "\\right", "\\(",
            "\\)", "\\[", "\\]", "$", "**", "__", "{", "}", "`", "\\"
        }) {
            bare = bare.replace(markup, " ");
        }
        bare = bare.strip();
        boolean again = true;
        while (again) {
            again = false;
            int end = bare.indexOf(' ');
            if (end > 0 && LEADS.contains(bare.substring(0, end).toLowerCase(Locale.ROOT))) {
                bare = bare.substring(end).strip();
                again = true;
            }
        }
        while (!bare.isEmpty() && "故应選选擇择项項：:".indexOf(bare.charAt(0)) >= 0) {
            bare = bare.substring(1).strip(); // 选C, 故选：C
        }
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1).strip() : bare;
    }
}
