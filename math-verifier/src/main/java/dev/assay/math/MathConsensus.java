package dev.assay.math;

import dev.assay.math.cas.SymjaCas;
import dev.assay.math.consensus.Consensus;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.Profiles;
import dev.assay.reward.AssayException;
import dev.assay.reward.ConsensusFunction;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Consensus} over the rollouts of a group, with what the verifier says of their answers. */
public final class MathConsensus implements ConsensusFunction {
    private static final int MAX_GROUP = 1_024;

    /** For {@link java.util.ServiceLoader}. */
    public MathConsensus() {}

    @Override
    public Groups classify(List<Rollout> rollouts, Optional<String> name, List<Integer> ks) {
        if (rollouts.isEmpty() || rollouts.size() > MAX_GROUP) {
            throw invalid("a group has 1 to " + MAX_GROUP + " rollouts, not " + rollouts.size());
        }
        for (int k : ks) {
            if (k < 1 || k > rollouts.size()) {
                throw invalid("k must be from 1 to the number of rollouts, not " + k);
            }
        }
        Optional<Reference> reference = rollouts.stream()
                .map(Rollout::reference)
                .filter(one -> !(one instanceof Reference.None))
                .findFirst();
        Profile profile = profile(name.or(() -> reference.flatMap(MathConsensus::profileOf)));
        List<String> completions = rollouts.stream().map(Rollout::judged).toList();
        Consensus consensus = Consensus.of(completions, profile);
        if (reference.isEmpty()) {
            return groups(consensus, Optional.empty(), ks);
        }
        PreparedReference prepared =
                new MathVerifier(SymjaCas.shared(), profile).prepare(under(reference.get(), profile));
        List<Boolean> right = new ArrayList<>();
        for (String completion : completions) {
            Verification verification = prepared.verify(completion);
            if (!verification.scorable()) {
                throw invalid("the reference cannot be used: " + verification.evidence());
            }
            right.add(verification.accepted());
        }
        return groups(consensus, Optional.of(new Judged(completions, profile, right)), ks);
    }

    private record Judged(List<String> completions, Profile profile, List<Boolean> right) {
        boolean majorityOfFirst(int k) {
            return Consensus.of(completions.subList(0, k), profile)
                    .majority()
                    .map(most -> right.get(most.members().getFirst()))
                    .orElse(false);
        }
    }

    private static Groups groups(Consensus consensus, Optional<Judged> judged, List<Integer> ks) {
        List<Answers> classes = consensus.classes().stream()
                .map(one -> new Answers(
                        one.key(),
                        one.answer(),
                        one.members(),
                        judged.map(known -> known.right().get(one.members().getFirst()))))
                .toList();
        Map<Integer, Double> passAt = new TreeMap<>();
        Map<Integer, Boolean> consAt = new TreeMap<>();
        judged.ifPresent(known -> {
            int right = (int) known.right().stream().filter(one -> one).count();
            for (int k : ks) {
                passAt.put(k, Consensus.passAt(known.right().size(), right, k));
                consAt.put(k, known.majorityOfFirst(k));
            }
        });
        return new Groups(classes, consensus.without(), consensus.tied(), passAt, consAt);
    }

    private static Optional<String> profileOf(Reference reference) {
        return reference instanceof Reference.Answers(List<String> _, Optional<String> profile)
                ? profile
                : Optional.empty();
    }

    /** The reference without a profile of its own, so that the one that was asked for counts. */
    private static Reference under(Reference reference, Profile profile) {
        return reference instanceof Reference.Answers(List<String> answers, Optional<String> _)
                ? new Reference.Answers(answers, Optional.of(profile.name()))
                : reference;
    }

    private static Profile profile(Optional<String> name) {
        return name.map(known -> Profiles.named(known)
                        .orElseThrow(() -> invalid("unknown profile '" + known + "'; known: " + Profiles.known())))
                .orElse(Profiles.DEFAULT);
    }

    private static AssayException invalid(String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, message);
    }
}
