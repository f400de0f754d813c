package dev.assay.format;

import dev.assay.format.FormatRules.Surround;
import dev.assay.format.FormatVerdict.Span;
import dev.assay.format.TagRules.Finding;
import dev.assay.reward.ReasonCode;
import dev.assay.shaping.Repetition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules about what stands in and around sections whose tags are in place. */
final class ContentRules {
    private final FormatRules rules;
    private final List<String> tags;
    private final PromptEcho promptEcho;

    ContentRules(FormatRules rules, List<String> tags) {
        this.rules = rules;
        this.tags = tags;
        this.promptEcho = new PromptEcho(tags.get(0), tags.get(1));
    }

    /** The first broken rule, in the order that {@link FormatChecker} documents. */
    Optional<Finding> check(CharSequence text, Sections sections, FormatChecker.Context context) {
        return surroundings(text, sections)
                .or(() -> emptiness(text, sections, context))
                .or(() -> rules.promptEcho() == FormatRules.Sight.REFUSE
                        ? promptEcho.check(text, sections, context.prompt())
                        : Optional.empty())
                .or(() -> boxed(text, sections))
                .or(() -> code(text, sections.answer(), context))
                .or(() -> repetition(text));
    }

    private Optional<Finding> surroundings(CharSequence text, Sections sections) {
        Optional<Finding> found = surrounding(
                text, sections.before(), rules.before(), ReasonCode.TEXT_BEFORE, "before " + tags.getFirst());
        for (int i = 0; found.isEmpty() && i < sections.between().size(); i++) {
            String place = "between " + tags.get(2 * i + 1) + " and " + tags.get(2 * i + 2);
            found = surrounding(text, sections.between().get(i), rules.between(), ReasonCode.TEXT_BETWEEN, place);
        }
        return found.or(() ->
                surrounding(text, sections.after(), rules.after(), ReasonCode.TEXT_AFTER, "after " + tags.getLast()));
    }

    private static Optional<Finding> surrounding(
            CharSequence text, Span span, Surround allowed, ReasonCode reason, String place) {
        int visible = Characters.firstVisible(text, span.start(), span.end());
        int at = switch (allowed) {
            case NONE -> span.start();
            case WHITESPACE -> visible;
            case ANY -> span.end();
        };
        if (at >= span.end()) {
            return Optional.empty();
        }
        String what = visible == span.end() ? "white space" : Characters.excerpt(text, visible, span.end());
        return Optional.of(new Finding(reason, "%s %s, at %d".formatted(what, place, at), at));
    }

    private Optional<Finding> emptiness(CharSequence text, Sections sections, FormatChecker.Context context) {
        int last = sections.inside().size() - 1;
        for (int i = 0; i <= last; i++) {
            Span span = sections.inside().get(i);
            int asked = i == 0 ? rules.minThinking() : 1;
            int content = Characters.content(text, span.start(), span.end(), asked, i == last);
            if (content < asked) {
                return Optional.of(empty(text, span, i, i == last, content, context.truncated()));
            }
        }
        return Optional.empty();
    }

    private Finding empty(CharSequence text, Span span, int section, boolean answer, int content, boolean truncated) {
        boolean summary = 2 * section >= tags.size();
        if (summary && truncated) {
            return new Finding(ReasonCode.TRUNCATED, "length limit before the summary", -1);
        }
        String name = summary ? "the summary" : tags.get(2 * section);
        String evidence = content > 0
                ? "%s at %d has %d letters and digits, at least %d are asked for"
                        .formatted(name, span.start(), content, rules.minThinking())
                : "%s at %d holds no letter or digit: %s"
                        .formatted(name, span.start(), Characters.excerpt(text, span.start(), span.end()));
        return new Finding(answer ? ReasonCode.EMPTY_ANSWER : ReasonCode.EMPTY_THINKING, evidence, span.start());
    }

    private Optional<Finding> boxed(CharSequence text, Sections sections) {
        Span answer = sections.answer();
        return switch (rules.boxed()) {
            case IGNORE -> Optional.empty();
            case ONE_VALUE -> several(BoxedValues.in(text, 0, answer.end()));
            case IN_ANSWER -> {
                BoxedValues answered = BoxedValues.in(text, answer.start(), answer.end());
                if (answered.count() > 0) {
                    yield several(answered);
                }
                BoxedValues thought = BoxedValues.in(
                        text, sections.thinking().start(), sections.thinking().end());
                yield thought.count() == 0
                        ? Optional.empty()
                        : Optional.of(new Finding(
                                ReasonCode.BOXED_ONLY_IN_THINKING,
                                "\\boxed at %d and none in the answer".formatted(thought.first()),
                                thought.first()));
            }
        };
    }

    private static Optional<Finding> several(BoxedValues values) {
        return values.other() < 0
                ? Optional.empty()
                : Optional.of(new Finding(
                        ReasonCode.SEVERAL_BOXED,
                        "different values boxed at %d and %d".formatted(values.first(), values.other()),
                        values.other()));
    }

    private Optional<Finding> code(CharSequence text, Span answer, FormatChecker.Context context) {
        if (!rules.codeFence()) {
            return Optional.empty();
        }
        Optional<CodeFences.Fence> fence = new CodeFences(text, answer.end()).last(answer.start());
        if (fence.isEmpty()) {
            return Optional.of(new Finding(
                    ReasonCode.NO_CODE_FENCE, "no closed code fence with code in the answer", answer.start()));
        }
        Optional<String> asked = rules.codeLanguage()
                .flatMap(name -> name.equals("reference") ? context.codeLanguage() : Optional.of(name));
        String named = fence.get().language();
        if (asked.isEmpty() || CodeFences.sameLanguage(named, asked.get())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                ReasonCode.WRONG_CODE_LANGUAGE,
                "the fence names %s, %s is asked for".formatted(named.isEmpty() ? "no language" : named, asked.get()),
                fence.get().body()));
    }

    private Optional<Finding> repetition(CharSequence text) {
        if (rules.maxRepetition() >= 1) {
            return Optional.empty();
        }
        double share = Repetition.share(text, 0, text.length(), rules.repetitionNgram());
        return share <= rules.maxRepetition()
                ? Optional.empty()
                : Optional.of(new Finding(
                        ReasonCode.REPETITIVE,
                        "%.3f of the word %d-grams are repetitions, at most %s"
                                .formatted(share, rules.repetitionNgram(), rules.maxRepetition()),
                        -1));
    }

    /**
     * Where the parts of a completion are whose tags are all in place.
     *
     * @param before what stands before the first tag; empty where the prompt opened it
     * @param inside the sections, the summary as the last one where the template has it
     * @param between what stands between two sections
     * @param after what stands behind the last tag, where no summary is asked for
     */
    record Sections(Span before, List<Span> inside, List<Span> between, Span after) {

        static Sections of(List<String> tags, TagScanner.Tally tally, int end, boolean summary) {
            List<Span> inside = new ArrayList<>();
            List<Span> between = new ArrayList<>();
            int behind = 0;
            for (int open = 0; open < tags.size(); open += 2) {
                boolean prompt = tally.count[open] == 0;
                int start = prompt ? 0 : tally.first[open] + tags.get(open).length();
                if (open > 0) {
                    between.add(new Span(behind, tally.first[open]));
                }
                inside.add(new Span(start, tally.first[open + 1]));
                behind = tally.first[open + 1] + tags.get(open + 1).length();
            }
            if (summary) {
                inside.add(new Span(behind, end));
                behind = end;
            }
            return new Sections(new Span(0, Math.max(0, tally.first[0])), inside, between, new Span(behind, end));
        }

        Span thinking() {
            return inside.getFirst();
        }

        Span answer() {
            return inside.getLast();
        }
    }
}
