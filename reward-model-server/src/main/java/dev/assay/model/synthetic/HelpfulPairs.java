package dev.assay.model.synthetic;

import dev.assay.model.preference.PreferencePair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes pairs of a helpful and a less helpful answer. Both answers draw their number of sentences alike, and in half
 * of the pairs of every fault the helpful one is the shorter.
 */
public final class HelpfulPairs {
    private static final List<String> COUNTS = List.of("two", "three", "four", "five");
    private static final int TRIES = 30;

    private final Lexicon lexicon;
    private final HelpfulForms forms;
    private final Draw draw;

    private HelpfulPairs(ExampleSet set, long seed) {
        this.lexicon = Lexicon.of(set);
        this.forms = HelpfulForms.of(set);
        this.draw = new Draw(seed);
    }

    /** What is wrong with the worse answer. */
    private enum Fault {
        /** It answers another kind of request, about something else. */
        OFF_TOPIC,
        /** It refuses without need. */
        REFUSAL,
        /** It says nothing. */
        VAGUE,
        /** It ends in the middle of a sentence. */
        CUT_OFF,
        /** It says the question again. */
        ECHO,
        /** It lists fewer things than asked for. */
        TOO_FEW
    }

    private enum Request {
        HOW_TO(List.of(Fault.OFF_TOPIC, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF, Fault.ECHO)),
        DESCRIBE(List.of(Fault.OFF_TOPIC, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF, Fault.ECHO)),
        LIST(List.of(Fault.OFF_TOPIC, Fault.TOO_FEW, Fault.REFUSAL, Fault.VAGUE, Fault.ECHO)),
        FACT(List.of(Fault.OFF_TOPIC, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF, Fault.ECHO));

        private final List<Fault> faults;

        Request(List<Fault> faults) {
            this.faults = faults;
        }
    }

    /**
     * Pairs of a set. The same set, count and seed give the same pairs.
     *
     * @param count 0 or more; of the harder set there are as many as were written, at most
     */
    public static List<PreferencePair> of(ExampleSet set, int count, long seed) {
        if (set == ExampleSet.HARDER) {
            List<PreferencePair> written = HarderExamples.helpful();
            return written.subList(0, Math.min(count, written.size()));
        }
        HelpfulPairs pairs = new HelpfulPairs(set, seed);
        List<PreferencePair> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(pairs.next(i % 2 == 0));
        }
        return all;
    }

    private PreferencePair next(boolean shorterIsBetter) {
        Request request = draw.of(List.of(Request.values()));
        Fault fault = draw.of(request.faults);
        PreferencePair pair = pair(request, fault);
        for (int i = 0; i < TRIES && pair.chosen().length() < pair.rejected().length() != shorterIsBetter; i++) {
            pair = pair(request, fault);
        }
        return pair;
    }

    private PreferencePair pair(Request request, Fault fault) {
        Map<String, String> words = new HashMap<>();
        String thing = draw.of(lexicon.nouns());
        words.put("thing", thing);
        words.put("action", draw.of(lexicon.actions()));
        words.put("place", draw.of(lexicon.places()));
        words.put("quality", draw.of(lexicon.qualities()));
        words.put("name", draw.of(lexicon.names()));
        int count = draw.below(COUNTS.size());
        words.put("count", COUNTS.get(count));
        String question = question(request, words);
        String chosen = good(request, words, count + 2, draw.between(1, 4));
        String rejected = switch (fault) {
            case OFF_TOPIC -> {
                words.put("thing", draw.other(lexicon.nouns(), List.of(thing)));
                words.put("action", draw.of(lexicon.actions()));
                Request other = draw.other(List.of(Request.values()), List.of(request));
                yield good(other, words, draw.between(2, 5), draw.between(1, 4));
            }
            case REFUSAL -> joined(forms.refusals(), draw.between(1, 4));
            case VAGUE -> joined(forms.vague(), draw.between(1, 4));
            case CUT_OFF -> cut(good(request, words, count + 2, draw.between(1, 5)));
            case ECHO -> question + (draw.once(2) ? " " + question : "");
            case TOO_FEW -> good(request, words, draw.between(1, count + 1), 0);
        };
        return new PreferencePair(
                question,
                chosen,
                rejected,
                fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private String question(Request request, Map<String, String> words) {
        return switch (request) {
            case HOW_TO -> Draw.fill(draw.of(forms.howTo()), words);
            case DESCRIBE -> Draw.fill(draw.of(forms.describe()), words);
            case LIST -> Draw.fill(draw.of(forms.lists()), words);
            case FACT -> Draw.fill(draw.of(forms.facts()), words) + " " + Draw.fill(draw.of(forms.questions()), words);
        };
    }

    private String good(Request request, Map<String, String> words, int items, int sentences) {
        return switch (request) {
            case HOW_TO -> sentences(forms.instructions(), words, sentences);
            case DESCRIBE -> sentences(forms.descriptions(), words, sentences);
            case LIST -> list(items);
            case FACT ->
                sentences(
                        forms.answers(),
                        words,
                        Math.min(sentences, forms.answers().size()));
        };
    }

    private String sentences(List<String> choices, Map<String, String> fixed, int count) {
        List<String> sentences = new ArrayList<>();
        for (String form : draw.several(choices, Math.min(count, choices.size()))) {
            Map<String, String> words = new HashMap<>(fixed);
            words.put("step", draw.of(lexicon.steps()));
            words.put("tool", draw.of(lexicon.tools()));
            words.putIfAbsent("quality", draw.of(lexicon.qualities()));
            sentences.add(Draw.fill(form, words));
        }
        return String.join(" ", sentences);
    }

    private String list(int items) {
        StringBuilder list = new StringBuilder();
        boolean long_ = draw.once(2);
        List<String> things = draw.several(lexicon.nouns(), items);
        for (int i = 0; i < items; i++) {
            String quality = long_ || draw.once(3) ? draw.of(lexicon.qualities()) + " " : "";
            String more = long_ ? " for " + draw.of(lexicon.names()) : "";
            list.append(i == 0 ? "" : "\n").append(i + 1).append(". A ").append(quality);
            list.append(things.get(i)).append(more).append('.');
        }
        return list.toString();
    }

    private String joined(List<String> sentences, int count) {
        return String.join(" ", draw.several(sentences, Math.min(count, sentences.size())));
    }

    /** Ends at a word inside of the last sentence. */
    private String cut(String text) {
        List<String> words = List.of(text.split(" "));
        int last = words.size() - 1;
        int from = last;
        while (from > 1 && !words.get(from - 1).endsWith(".")) {
            from--;
        }
        return String.join(" ", words.subList(0, Math.max(1, draw.between(Math.min(from + 1, last), last))));
    }
}
