package dev.assay.math;

import dev.assay.math.choice.Choices;
import dev.assay.math.ladder.Cas;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.Profiles;
import dev.assay.math.puzzle.PuzzleFailure;
import dev.assay.math.puzzle.Puzzles;
import dev.assay.reward.Deadline;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies the final answer of a completion against a reference: extract, parse, compare. Thread-safe, without state;
 * the same input gives the same verification. Extraction is linear in the completion, everything after it is bounded by
 * the steps of the profile.
 */
public final class MathVerifier {
    private final Cas cas;
    private final Profile otherwise;

    /** A verifier without computer algebra: what only that could decide is {@link ReasonCode#UNDECIDED}. */
    public MathVerifier() {
        this(Cas.NONE);
    }

    public MathVerifier(Cas cas) {
        this(cas, Profiles.DEFAULT);
    }

    /**
     * A verifier with a profile of one's own.
     *
     * @param otherwise for references that name no profile
     */
    public MathVerifier(Cas cas, Profile otherwise) {
        this.cas = cas;
        this.otherwise = otherwise;
    }

    /** The same verifier for a caller that stops waiting at some moment; only computer algebra ever waits. */
    public MathVerifier within(Deadline deadline) {
        return new MathVerifier(cas.within(deadline), otherwise);
    }

    /** Verifies a completion, which may be just an answer, against one right answer. */
    public Verification verify(String reference, String completion) {
        return verify(new Reference.Answers(List.of(reference), Optional.empty()), completion);
    }

    /**
     * Verifies a completion against a reference; references for programs are none for this verifier.
     *
     * @throws Cas.Unavailable where only computer algebra could decide and it could not be asked
     */
    public Verification verify(Reference reference, String completion) {
        return prepare(reference).verify(completion);
    }

    /** Reads a reference for many completions. One that cannot be used gives the same verdict on each of them. */
    public PreparedReference prepare(Reference reference) {
        return switch (reference) {
            case Reference.Answers(List<String> answers, Optional<String> name) -> {
                Optional<Profile> profile = name.isPresent() ? Profiles.named(name.get()) : Optional.of(otherwise);
                yield profile.isPresent()
                        ? answers(answers, profile.get())
                        : unscorable(
                                ReasonCode.REFERENCE_UNREADABLE,
                                "unknown profile '" + name.get() + "'; known: " + Profiles.known());
            }
            case Reference.Choice(String choice, Map<String, String> options) -> choice(choice, options);
            case Reference.Puzzle(String kind, String json) -> puzzle(kind, json);
            case Reference.None _ -> unscorable(ReasonCode.NO_REFERENCE, "no reference");
            case Reference.Code _ -> unscorable(ReasonCode.NO_REFERENCE, "the reference is a program's");
            case Reference.Repair _ -> unscorable(ReasonCode.NO_REFERENCE, "the reference is a repair task");
        };
    }

    private PreparedReference answers(List<String> answers, Profile profile) {
        return switch (profile.answer()) {
            case VALUE -> values(answers, profile);
            case WRITTEN -> new WrittenReference(answers, profile, new Values(cas, profile));
            case WORDS, OVERLAP -> new TextReference(answers, profile);
        };
    }

    private PreparedReference values(List<String> answers, Profile profile) {
        if (answers.stream().allMatch(Choices::isLetter)) {
            return anyOf(
                    answers.stream().map(answer -> choice(answer, Map.of())).toList());
        }
        Values values = new Values(cas, profile);
        List<ReferenceAnswer.Usable> usable = new ArrayList<>();
        boolean all = profile.references() == Profile.References.ALL;
        List<String> texts = answers.stream()
                .map(ReferenceAnswer::answersOf)
                .flatMap(readings -> readings.stream().limit(all ? 1 : 2))
                .toList();
        for (String text : texts) {
            switch (ReferenceAnswer.read(text, profile)) {
                case ReferenceAnswer.Usable readable -> usable.add(readable);
                case ReferenceAnswer.Unusable(ReasonCode reason, String why) -> {
                    return unscorable(reason, why);
                }
            }
        }
        return new ValueReference(all ? List.of(ReferenceAnswer.all(usable)) : usable, profile, values);
    }

    private static PreparedReference puzzle(String kind, String json) {
        try {
            return new PuzzleReference(Puzzles.read(kind, json));
        } catch (PuzzleFailure failure) {
            return unscorable(ReasonCode.REFERENCE_UNREADABLE, String.valueOf(failure.getMessage()));
        }
    }

    private PreparedReference choice(String choice, Map<String, String> options) {
        Values values = new Values(cas, Profiles.DEFAULT);
        Choices choices = new Choices(choice, options, (one, other) -> values.same(List.of(one, other)));
        return completion -> {
            Choices.Verdict verdict = choices.judge(completion);
            return new Verification(verdict.reason(), verdict.evidence(), verdict.trace());
        };
    }

    private static PreparedReference anyOf(List<PreparedReference> references) {
        return completion -> {
            Verification best = references.getFirst().verify(completion);
            for (PreparedReference other : references.subList(1, references.size())) {
                best = best.accepted() ? best : other.verify(completion);
            }
            return best;
        };
    }

    private static PreparedReference unscorable(ReasonCode reason, String why) {
        Verification verification = Verification.unscorable(reason, why);
        return _ -> verification;
    }
}
