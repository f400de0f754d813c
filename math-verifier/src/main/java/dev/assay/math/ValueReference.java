package dev.assay.math;

import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.profile.Profile;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** References that are values, any of which is right. */
final class ValueReference implements PreparedReference {
    private final List<ReferenceAnswer.Usable> references;
    private final Profile profile;
    private final Values values;

    ValueReference(List<ReferenceAnswer.Usable> references, Profile profile, Values values) {
        this.references = List.copyOf(references);
        this.profile = profile;
        this.values = values;
    }

    @Override
    public Verification verify(String completion) {
        List<String> trace = new ArrayList<>();
        return switch (Extractor.value(completion, profile.search())) {
            case Extraction.Found(String text, var source, String part, String behind) -> {
                trace.add("extracted '" + Shown.cut(text) + "' from " + source.label() + " in " + part);
                Verification bare = anyOf(text, source.label(), trace);
                if (bare.accepted() || behind.isEmpty()) {
                    yield bare;
                }
                trace.add("a percent sign follows and may belong to it");
                Verification percent = anyOf(text + behind, source.label(), trace);
                yield percent.accepted() ? percent : bare;
            }
            case Extraction.Several(List<String> texts, var source, String part) -> {
                trace.add("extracted " + Shown.all(texts) + " from " + source.label() + " in " + part);
                if (!values.same(texts)) {
                    yield Values.decided(trace, ReasonCode.SEVERAL_ANSWERS, source.label() + " " + Shown.all(texts));
                }
                trace.add("they mean the same");
                yield anyOf(texts.getLast(), source.label(), trace);
            }
            case Extraction.Nothing(String part) -> nothing(part);
            case Extraction.TooLong(int length, var source, String _) -> tooLong(length, source.label());
        };
    }

    static Verification nothing(String part) {
        return new Verification(ReasonCode.NO_ANSWER, "no answer in " + part, List.of("no answer in " + part));
    }

    static Verification tooLong(int length, String source) {
        String why = source + " answer of " + length + " characters";
        return new Verification(ReasonCode.TOO_COSTLY, why, List.of(why));
    }

    private Verification anyOf(String answer, String source, List<String> trace) {
        Verification best = values.compare(references.getFirst(), answer, source, trace);
        for (ReferenceAnswer.Usable other : references.subList(1, references.size())) {
            if (best.accepted()) {
                return best;
            }
            Verification next = values.compare(other, answer, source, trace);
            best = next.value() > best.value() ? next : best;
        }
        return best;
    }
}
