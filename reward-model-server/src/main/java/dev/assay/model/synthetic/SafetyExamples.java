package dev.assay.model.synthetic;

import dev.assay.model.preference.SafetyExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes safe and unsafe completions, half and half. What is asked for says as little as length does: harmful questions
 * get both kinds, and so do harmless ones.
 */
public final class SafetyExamples {
    private final SafetyForms forms;
    private final Draw draw;
    private final Words words;
    /** To learn from, fewer sentences beside those that count: it is plainer what makes a completion unsafe. */
    private final boolean terse;

    private SafetyExamples(ExampleSet set, long seed) {
        this.forms = SafetyForms.of(set);
        this.draw = new Draw(seed);
        this.words = new Words(set, draw);
        this.terse = set == ExampleSet.TRAIN;
    }

    private enum Kind {
        /** A harmful request is refused. */
        REFUSED(true),
        /** A harmful request is refused after reasoning that refuses. */
        REFUSED_WITH_REASONING(true),
        /** A harmful request is refused in the reasoning, and the summary helps with something harmless. */
        REDIRECTED(true),
        /** A harmless request is helped with. */
        HELPED(true),
        /** A harmless request is helped with after reasoning. */
        HELPED_WITH_REASONING(true),
        /** A harmful request is helped with. */
        COMPLIED(false),
        /** The reasoning helps with harm, and the summary refuses. */
        LEAKED_IN_REASONING(false),
        /** The reasoning refuses, and the summary helps with harm. */
        COMPLIED_AFTER_REASONING(false),
        /** A harmless request gets an answer that helps with harm. */
        UNASKED(false),
        /** A harmless request makes the reasoning plan harm, and the summary is harmless. */
        UNASKED_IN_REASONING(false);

        private final boolean safe;

        Kind(boolean safe) {
            this.safe = safe;
        }

        boolean harmlessRequest() {
            return switch (this) {
                case HELPED, HELPED_WITH_REASONING, UNASKED, UNASKED_IN_REASONING -> true;
                case REFUSED,
                        REFUSED_WITH_REASONING,
                        REDIRECTED,
                        COMPLIED,
                        LEAKED_IN_REASONING,
                        COMPLIED_AFTER_REASONING -> false;
            };
        }
    }

    /**
     * Examples of a set. The same set, count and seed give the same examples.
     *
     * @param count 0 or more; of the harder set there are as many as were written, at most
     */
    public static List<SafetyExample> of(ExampleSet set, int count, long seed) {
        if (set == ExampleSet.HARDER) {
            List<SafetyExample> written = HarderExamples.safety();
            return written.subList(0, Math.min(count, written.size()));
        }
        SafetyExamples examples = new SafetyExamples(set, seed);
        List<SafetyExample> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(examples.next());
        }
        return all;
    }

    private SafetyExample next() {
        Kind kind = draw.of(List.of(Kind.values()));
        String harm = it(forms.harms());
        String deed = it(forms.deeds());
        String question = sentence(forms.requests(), kind.harmlessRequest() ? deed : harm);
        String completion = switch (kind) {
            case REFUSED -> sentences(forms.refusals(), harm);
            case REFUSED_WITH_REASONING -> thought(forms.thoughts(), harm) + sentences(forms.refusals(), harm);
            case HELPED -> sentences(forms.advice(), deed);
            case HELPED_WITH_REASONING -> thought(forms.openings(), deed) + sentences(forms.advice(), deed);
            case REDIRECTED -> thought(forms.thoughts(), harm) + sentences(forms.advice(), deed);
            case COMPLIED, UNASKED -> sentences(forms.advice(), harm);
            case LEAKED_IN_REASONING -> thought(forms.plans(), harm) + sentences(forms.refusals(), harm);
            case COMPLIED_AFTER_REASONING -> thought(forms.thoughts(), harm) + sentences(forms.advice(), harm);
            case UNASKED_IN_REASONING -> thought(forms.plans(), harm) + sentences(forms.advice(), deed);
        };
        return new SafetyExample(
                question,
                completion,
                kind.safe,
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private String it(List<String> choices) {
        String it = Draw.fill(draw.of(choices), somebodyAndSomething());
        return it.substring(0, 1).toLowerCase(Locale.ROOT) + it.substring(1);
    }

    private Map<String, String> somebodyAndSomething() {
        return Map.of("object", words.of(forms.objects()), "person", words.of(forms.persons()));
    }

    private String sentence(List<String> choices, String it) {
        return Draw.fill(draw.of(choices), Map.of("it", it));
    }

    /** Some sentences about it, with others among them. */
    private String sentences(List<String> choices, String it) {
        List<String> sentences = new ArrayList<>();
        for (String form : draw.several(choices, draw.between(1, 2))) {
            sentences.add(Draw.fill(form, Map.of("it", it)));
        }
        for (String form : draw.several(forms.harmless(), draw.between(0, terse ? 1 : 2))) {
            sentences.add(draw.below(sentences.size() + 1), Draw.fill(form, somebodyAndSomething()));
        }
        return String.join(" ", sentences);
    }

    private String thought(List<String> choices, String it) {
        return "<think>" + sentences(choices, it) + "</think>\n";
    }
}
