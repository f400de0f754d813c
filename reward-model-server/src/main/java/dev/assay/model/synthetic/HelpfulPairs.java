package dev.assay.model.synthetic;

import dev.assay.model.preference.PreferencePair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

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
    private final Words words;
    /** To learn from, more pairs ask for nothing but a comparison of words, in few sentences. */
    private final boolean compares;

    private HelpfulPairs(ExampleSet set, long seed) {
        this.lexicon = Lexicon.of(set);
        this.forms = HelpfulForms.of(set);
        this.draw = new Draw(seed);
        this.words = new Words(set, draw);
        this.compares = set == ExampleSet.TRAIN;
    }

    /** What is wrong with the worse answer. */
    private enum Fault {
        /** It answers another kind of request, about something else. */
        OFF_TOPIC,
        /** It answers the same kind of request, about something else. */
        OTHER_THING,
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
        HOW_TO(List.of(Fault.OFF_TOPIC, Fault.OTHER_THING, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF, Fault.ECHO)),
        DESCRIBE(List.of(Fault.OFF_TOPIC, Fault.OTHER_THING, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF, Fault.ECHO)),
        LIST(List.of(Fault.OFF_TOPIC, Fault.TOO_FEW, Fault.REFUSAL, Fault.VAGUE, Fault.ECHO)),
        FACT(List.of(Fault.OFF_TOPIC, Fault.OTHER_THING, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF, Fault.ECHO)),
        /** A question about anything, with answers that have little in common but what it is about. */
        TOPIC(List.of(Fault.OFF_TOPIC, Fault.OTHER_THING, Fault.REFUSAL, Fault.VAGUE, Fault.CUT_OFF));

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
        Request request = compares && draw.once(3) ? Request.TOPIC : draw.of(List.of(Request.values()));
        Fault fault = compares && request.faults.contains(Fault.OTHER_THING) && draw.once(3)
                ? Fault.OTHER_THING
                : draw.of(request.faults);
        PreferencePair pair = pair(request, fault);
        for (int i = 0; i < TRIES && pair.chosen().length() < pair.rejected().length() != shorterIsBetter; i++) {
            pair = pair(request, fault);
        }
        return pair;
    }

    private PreferencePair pair(Request request, Fault fault) {
        Map<String, String> filled = new HashMap<>();
        String thing = words.of(lexicon.nouns());
        filled.put("thing", thing);
        filled.put("other", words.other(lexicon.nouns(), thing));
        filled.put("action", words.of(lexicon.actions()));
        filled.put("place", words.of(lexicon.places()));
        filled.put("quality", words.of(lexicon.qualities()));
        filled.put("name", draw.of(lexicon.names()));
        int count = draw.below(COUNTS.size());
        filled.put("count", COUNTS.get(count));
        String question = question(request, filled);
        String chosen = fault == Fault.OTHER_THING
                ? about(request, filled)
                : good(request, filled, count + 2, draw.between(1, 4));
        String rejected = switch (fault) {
            case OFF_TOPIC -> {
                Request other = draw.other(List.of(Request.values()), List.of(request));
                yield good(other, elsewhere(filled), draw.between(2, 5), draw.between(1, 4));
            }
            // In the same sentences nothing but the thing tells the answers apart.
            case OTHER_THING ->
                !compares && draw.once(2) ? about(request, elsewhere(filled)) : renamed(chosen, thing, filled);
            case REFUSAL -> joined(forms.refusals(), draw.between(1, 4));
            case VAGUE -> joined(forms.vague(), draw.between(1, 4));
            case CUT_OFF -> cut(good(request, filled, count + 2, draw.between(1, 5)));
            case ECHO -> question + (draw.once(2) ? " " + question : "");
            case TOO_FEW -> good(request, filled, draw.between(1, count + 1), 0);
        };
        return new PreferencePair(
                question,
                chosen,
                rejected,
                fault.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** The same words but for what it is about. */
    private Map<String, String> elsewhere(Map<String, String> filled) {
        Map<String, String> other = new HashMap<>(filled);
        String thing = words.of(lexicon.nouns());
        while (filled.containsValue(thing)) {
            thing = words.of(lexicon.nouns());
        }
        other.put("thing", thing);
        other.put("action", words.of(lexicon.actions()));
        return other;
    }

    private String renamed(String answer, String thing, Map<String, String> filled) {
        String other = String.valueOf(elsewhere(filled).get("thing"));
        return word(thing)
                .matcher(answer)
                .replaceAll(place -> Character.isUpperCase(answer.charAt(place.start())) ? capital(other) : other);
    }

    private static Pattern word(String word) {
        return Pattern.compile("\\b" + Pattern.quote(word) + "\\b", Pattern.CASE_INSENSITIVE);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A good answer that names what it is about. */
    private String about(Request request, Map<String, String> filled) {
        Pattern thing = word(String.valueOf(filled.get("thing")));
        String answer = good(request, filled, 0, sentencesAbout());
        while (!thing.matcher(answer).find()) {
            answer = good(request, filled, 0, sentencesAbout());
        }
        return answer;
    }

    private int sentencesAbout() {
        return compares ? draw.once(3) ? 2 : 1 : draw.between(1, 4);
    }

    private String question(Request request, Map<String, String> filled) {
        return switch (request) {
            case HOW_TO -> Draw.fill(draw.of(forms.howTo()), filled);
            case DESCRIBE -> Draw.fill(draw.of(forms.describe()), filled);
            case LIST -> Draw.fill(draw.of(forms.lists()), filled);
            case TOPIC -> Draw.fill(draw.of(forms.topics()), filled);
            case FACT ->
                Draw.fill(draw.of(forms.facts()), filled) + " " + Draw.fill(draw.of(forms.questions()), filled);
        };
    }

    private String good(Request request, Map<String, String> filled, int items, int sentences) {
        return switch (request) {
            case HOW_TO -> sentences(forms.instructions(), filled, sentences);
            case DESCRIBE -> sentences(forms.descriptions(), filled, sentences);
            case LIST -> list(items);
            case TOPIC -> sentences(forms.statements(), filled, Math.min(sentences, 3));
            case FACT ->
                sentences(
                        forms.answers(),
                        filled,
                        Math.min(sentences, forms.answers().size()));
        };
    }

    private String sentences(List<String> choices, Map<String, String> fixed, int count) {
        List<String> sentences = new ArrayList<>();
        for (String form : draw.several(choices, Math.min(count, choices.size()))) {
            Map<String, String> filled = new HashMap<>(fixed);
            filled.put("step", words.of(lexicon.steps()));
            filled.put("tool", words.of(lexicon.tools()));
            filled.put("some", words.of(lexicon.tools()));
            filled.put("more", words.of(lexicon.places()));
            sentences.add(Draw.fill(form, filled));
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
