package dev.assay.math;

import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.profile.Profile;
import dev.assay.math.text.Shown;
import dev.assay.math.text.Words;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** References that are short texts, the best of which counts. */
final class TextReference implements PreparedReference {
    private final List<String> references;
    private final List<Words> words;
    private final Profile profile;
    private final boolean keepCase;

    TextReference(List<String> references, Profile profile) {
        this.references = List.copyOf(references);
        this.profile = profile;
        this.keepCase = profile.letterCase() == Profile.LetterCase.KEPT;
        this.words = references.stream()
                .map(reference -> Words.of(reference, keepCase))
                .toList();
    }

    @Override
    public Verification verify(String completion) {
        List<String> trace = new ArrayList<>();
        String whole = "";
        switch (Extractor.whole(completion)) {
            case Extraction.Found(String text, var _, String part, var _) -> {
                whole = text;
                trace.add("the text of " + part);
            }
            case Extraction.Nothing(String part) -> {
                return ValueReference.nothing(part);
            }
            case Extraction.Several _, Extraction.TooLong _ -> trace.add("a text that is too long to be the answer");
        }
        Words given = Words.of(whole, keepCase);
        if (!whole.isEmpty() && words.contains(given)) {
            return Values.decided(trace, ReasonCode.EQUAL_TEXT, Shown.cut(whole));
        }
        return switch (Extractor.text(completion, profile.search())) {
            case Extraction.Found(String text, var source, String part, var _) -> {
                trace.add("extracted '" + Shown.cut(text) + "' from " + source.label() + " in " + part);
                yield judged(text, trace);
            }
            case Extraction.Several(List<String> texts, var source, String part) -> {
                trace.add("extracted " + Shown.all(texts) + " from " + source.label() + " in " + part);
                yield Values.decided(trace, ReasonCode.SEVERAL_ANSWERS, Shown.all(texts));
            }
            case Extraction.Nothing(String part) ->
                whole.isEmpty() ? ValueReference.nothing(part) : judged(whole, trace);
            case Extraction.TooLong(int length, var source, String _) -> ValueReference.tooLong(length, source.label());
        };
    }

    private Verification judged(String answer, List<String> trace) {
        Words given = Words.of(answer, keepCase);
        double best = 0;
        int closest = 0;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(given)) {
                return Values.decided(trace, ReasonCode.EQUAL_TEXT, Shown.cut(answer));
            }
            double overlap = words.get(i).overlap(given);
            closest = overlap > best ? i : closest;
            best = Math.max(best, overlap);
        }
        String evidence = "'" + Shown.cut(answer) + "' beside '" + Shown.cut(references.get(closest)) + "'";
        if (profile.answer() == Profile.Answer.WORDS || best == 0) {
            return Values.decided(trace, ReasonCode.NOT_EQUAL, evidence);
        }
        trace.add("F1 of the words " + best);
        ReasonCode reason = best == 1 ? ReasonCode.EQUAL_TEXT : ReasonCode.PARTLY_EQUAL;
        trace.add(reason + ": " + reason.meaning());
        return new Verification(reason, best, evidence, trace);
    }
}
