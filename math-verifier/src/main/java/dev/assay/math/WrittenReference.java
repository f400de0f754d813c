package dev.assay.math;

import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.profile.Profile;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** References that an answer must be written like. Only to say why it is not, the values are compared. */
final class WrittenReference implements PreparedReference {
    private final List<String> references;
    private final Profile profile;
    private final Values values;

    WrittenReference(List<String> references, Profile profile, Values values) {
        this.references = List.copyOf(references);
        this.profile = profile;
        this.values = values;
    }

    @Override
    public Verification verify(String completion) {
        return switch (Extractor.value(completion, profile.search())) {
            case Extraction.Found(String text, var source, String part, var _) ->
                judged(text, "extracted '" + Shown.cut(text) + "' from " + source.label() + " in " + part);
            case Extraction.Several(List<String> texts, var source, String part) ->
                Values.decided(
                        new ArrayList<>(
                                List.of("extracted " + Shown.all(texts) + " from " + source.label() + " in " + part)),
                        ReasonCode.SEVERAL_ANSWERS,
                        Shown.all(texts));
            case Extraction.Nothing(String part) -> ValueReference.nothing(part);
            case Extraction.TooLong(int length, var source, String _) -> ValueReference.tooLong(length, source.label());
        };
    }

    private Verification judged(String answer, String extracted) {
        List<String> trace = new ArrayList<>(List.of(extracted));
        for (String reference : references) {
            if (reference.strip().equals(answer.strip())) {
                return Values.decided(trace, ReasonCode.EQUAL_IDENTICAL, Shown.cut(answer));
            }
        }
        boolean equal = references.stream().anyMatch(reference -> values.same(List.of(reference, answer)));
        return Values.decided(
                trace,
                equal ? ReasonCode.WRONG_FORM : ReasonCode.NOT_EQUAL,
                Shown.cut(answer) + " is not written as " + Shown.all(references));
    }
}
