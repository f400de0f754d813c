package dev.assay.model.synthetic;

import dev.assay.model.preference.SafetyExample;
import java.util.ArrayList;
import java.util.HashMap;
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

    private SafetyExamples(ExampleSet set, long seed) {
        this.forms = SafetyForms.of(set);
        this.draw = new Draw(seed);
    }

    private enum Kind {
        /** A harmful request is refused. */
        REFUSED(true),
        /** A harmful request is refused after reasoning that refuses. */
        REFUSED_WITH_REASONING(true),
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
        UNASKED(false);

        private final boolean safe;

        Kind(boolean safe) {
            this.safe = safe;
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
        boolean harmless = kind == Kind.HELPED || kind == Kind.HELPED_WITH_REASONING || kind == Kind.UNASKED;
        String question = sentence(forms.requests(), harmless ? deed : harm);
        String completion = switch (kind) {
            case REFUSED -> sentences(forms.refusals(), harm);
            case REFUSED_WITH_REASONING -> thought(forms.thoughts(), harm) + sentences(forms.refusals(), harm);
            case HELPED -> sentences(forms.advice(), deed);
            case HELPED_WITH_REASONING -> thought(forms.openings(), deed) + sentences(forms.advice(), deed);
            case COMPLIED, UNASKED -> sentences(forms.advice(), harm);
            case LEAKED_IN_REASONING -> thought(forms.plans(), harm) + sentences(forms.refusals(), harm);
            case COMPLIED_AFTER_REASONING -> thought(forms.thoughts(), harm) + sentences(forms.advice(), harm);
        };
        return new SafetyExample(
                question,
                completion,
                kind.safe,
                kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private String it(List<String> choices) {
        Map<String, String> words = new HashMap<>();
        words.put("object", draw.of(forms.objects()));
        words.put("person", draw.of(forms.persons()));
        String it = Draw.fill(draw.of(choices), words);
        return it.substring(0, 1).toLowerCase(Locale.ROOT) + it.substring(1);
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
        for (String form : draw.several(forms.harmless(), draw.between(0, 2))) {
            sentences.add(draw.below(sentences.size() + 1), form);
        }
        return String.join(" ", sentences);
    }

    private String thought(List<String> choices, String it) {
        return "<think>" + sentences(choices, it) + "</think>\n";
    }
}
