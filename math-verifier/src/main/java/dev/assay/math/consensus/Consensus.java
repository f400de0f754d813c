package dev.assay.math.consensus;

import dev.assay.math.choice.Choices;
import dev.assay.math.compare.Canonical;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.math.parse.unit.Units;
import dev.assay.math.profile.Profile;
import dev.assay.math.text.Shown;
import dev.assay.math.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes of a group's answers, the largest first, of equal ones the one that comes first.
 *
 * <p>A class is what has the same canonical key under the profile. It may differ from what two answers are beside each
 * other: a label or unit counts as soon as the group has two different ones, and then an answer without is of its own
 * class; tolerances do not merge; {@code 90°} is π/2 and not 90; {@code 2,5} is a list; equations are not divided by a
 * factor; values that agree to twenty digits fall together, and what only computer algebra could show equal does so by
 * that.
 *
 * @param classes disjoint; each has at least one member
 * @param without completions without an answer, or with several different ones
 */
public record Consensus(List<AnswerClass> classes, List<Integer> without) {
    public Consensus {
        classes = List.copyOf(classes);
        without = List.copyOf(without);
    }

    /**
     * Answers that mean the same.
     *
     * @param key what they have in common
     * @param answer how the first of them is written
     * @param members which completions, counted from 0, in their order
     */
    public record AnswerClass(String key, String answer, List<Integer> members) {
        public AnswerClass {
            members = List.copyOf(members);
        }
    }

    /** One answer, and what it may have before and behind its value. */
    private record Answer(
            int member, String text, Optional<Expr> expr, Optional<String> label, Optional<String> unit) {}

    /** The classes of completions by a profile. */
    public static Consensus of(List<String> completions, Profile profile) {
        List<Answer> answers = new ArrayList<>();
        List<Integer> without = new ArrayList<>();
        for (int i = 0; i < completions.size(); i++) {
            Optional<String> text = text(completions.get(i), profile);
            if (text.isPresent()) {
                answers.add(answer(i, text.get(), profile));
            } else {
                without.add(i);
            }
        }
        Set<String> labels = new TreeSet<>();
        Set<String> units = new TreeSet<>();
        answers.forEach(answer -> {
            answer.label().ifPresent(labels::add);
            answer.unit().ifPresent(units::add);
        });
        Map<String, List<Answer>> byKey = new LinkedHashMap<>();
        for (Answer answer : answers) {
            String key = key(answer, labels.size() > 1, units.size() > 1, profile);
            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(answer);
        }
        List<AnswerClass> classes = new ArrayList<>();
        byKey.forEach((key, members) -> classes.add(new AnswerClass(
                key,
                members.getFirst().text(),
                members.stream().map(Answer::member).toList())));
        classes.sort(Comparator.comparing((AnswerClass one) -> -one.members().size())
                .thenComparing(one -> one.members().getFirst()));
        return new Consensus(classes, without);
    }

    /** The class that most completions are in; empty where there is no answer at all. */
    public Optional<AnswerClass> majority() {
        return classes.stream().findFirst();
    }

    /** Whether two classes are as large as the largest. */
    public boolean tied() {
        return classes.size() > 1
                && classes.get(0).members().size() == classes.get(1).members().size();
    }

    private static Optional<String> text(String completion, Profile profile) {
        Extraction extraction = switch (profile.answer()) {
            case VALUE, WRITTEN -> Extractor.value(completion, profile.search());
            case WORDS, OVERLAP -> {
                Extraction stated = Extractor.text(completion, profile.search());
                yield stated instanceof Extraction.Nothing ? Extractor.whole(completion) : stated;
            }
        };
        return extraction instanceof Extraction.Found(String text, var _, var _, var _)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Answer answer(int member, String text, Profile profile) {
        if (profile.answer() != Profile.Answer.VALUE || Choices.isLetter(text)) {
            return new Answer(member, text, Optional.empty(), Optional.empty(), Optional.empty());
        }
        try {
            Expr expr = Reader.read(text);
            Expr bare = Canonical.unlabelled(expr);
            Optional<String> unit = bare instanceof Expr.Measure(Expr _, String name)
                            && profile.policy().units() == dev.assay.math.compare.Policy.Units.CHECKED
                    ? Optional.of(Units.read(name, new Steps(profile.steps())).toString())
                    : Optional.empty();
            return new Answer(member, text, Optional.of(expr), Canonical.label(expr), unit);
        } catch (ParseFailure | TooCostly _) {
            return new Answer(member, text, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private static String key(Answer answer, boolean labels, boolean units, Profile profile) {
        if (answer.expr().isEmpty()) {
            return switch (profile.answer()) {
                case VALUE ->
                    Choices.isLetter(answer.text())
                            ? "choice " + Choices.letterOf(answer.text())
                            : "as written " + Shown.normal(answer.text());
                case WRITTEN -> answer.text().strip();
                case WORDS, OVERLAP ->
                    String.join(" ", Words.of(answer.text(), false).words());
            };
        }
        Expr bare = Canonical.unlabelled(answer.expr().get());
        String label = labels ? answer.label().map(name -> name + " is ").orElse("") : "";
        String unit = "";
        if (bare instanceof Expr.Measure(Expr value, String name)) {
            Units.Unit read = Units.read(name, new Steps(profile.steps()));
            bare = units ? new Expr.Product(List.of(value, new Expr.Num(read.factor()))) : value;
            unit = units ? " of " + read.dimension() : "";
        }
        try {
            return label + new Canonical(profile.steps()).key(profile.policy().reference(bare, bare)) + unit;
        } catch (TooCostly | ArithmeticException _) {
            return "as written " + Shown.normal(answer.text());
        }
    }

    /**
     * The unbiased estimator of the chance that at least one of k samples is right (Chen et al. 2021, equation 1): 1 −
     * C(n−c, k) / C(n, k).
     *
     * @param samples n, at least k
     * @param right c of them
     * @throws IllegalArgumentException where the numbers do not fit together
     */
    public static double passAt(int samples, int right, int k) {
        if (k < 1 || k > samples || right < 0 || right > samples) {
            throw new IllegalArgumentException("pass@" + k + " of " + right + " right among " + samples);
        }
        double none = 1;
        for (int i = 0; i < k; i++) {
            none *= (double) Math.max(0, samples - right - i) / (samples - i);
        }
        return 1 - none;
    }
}
