package dev.assay.deploy.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.math.MathVerifier;
import dev.assay.math.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** No pair whose difference is certain is ever accepted, in either direction. */
final class NearMissTest {
    private static final Proof PROOF = new Proof("near-misses");
    private static final long PAIRS = PROOF.isLong() ? Long.getLong("assay.proof.pairs", 10_000_000) : 20_000;
    private static final Duration LIMIT = PROOF.length(Duration.ofMinutes(5), 60);
    private static final int MOST_FINDINGS = 20;
    /** Of so many pairs one is judged again, and the other way round. */
    private static final int SAMPLED = 64;

    private final MathVerifier verifier = new MathVerifier();
    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();
    private final LongAdder unscorable = new LongAdder();
    private final LongAdder done = new LongAdder();

    @Test
    void noPairThatDiffersForCertainIsAccepted() throws Exception {
        int threads = PROOF.isLong() ? Runtime.getRuntime().availableProcessors() : 1;
        long end = System.nanoTime() + LIMIT.toNanos();
        long first = PROOF.seed();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            long seed = first + i;
            all.add(Thread.ofPlatform().start(() -> run(seed, PAIRS / threads, end)));
        }
        for (Thread thread : all) {
            thread.join();
        }
        PROOF.figure(
                "%,d pairs of %d kinds from seed %d: %d accepted, or asymmetric or not repeatable where tried (one in %d),"
                        + " %,d with a reference that cannot be used",
                done.sum(), kinds.size(), first, findings.size(), SAMPLED, unscorable.sum());
        assertThat(findings).as("from seed %d", first).isEmpty();
        assertThat(unscorable.sum()).as("pairs that say nothing").isLessThan(done.sum() / 50);
        assertThat(done.sum()).isEqualTo(PAIRS / threads * threads);
    }

    private void run(long seed, long pairs, long end) {
        NearMisses misses = new NearMisses(new SplittableRandom(seed));
        for (long i = 0; i < pairs && System.nanoTime() < end && findings.size() < MOST_FINDINGS; i++) {
            NearMisses.Pair pair = misses.next();
            boolean swapped = i % 2 == 1;
            String reference = swapped ? pair.other() : pair.one();
            String given = swapped ? pair.one() : pair.other();
            String answer = "\\boxed{" + given + "}";
            Verification verification = verifier.verify(reference, answer);
            if (verification.accepted()) {
                findings.add(pair + ": " + verification.reason());
            }
            if (!verification.scorable()) {
                unscorable.increment();
            }
            if (i % SAMPLED == 0) {
                if (!verification.equals(verifier.verify(reference, answer))) {
                    findings.add(pair + ": another verdict the second time");
                }
                Verification turned = verifier.verify(given, "\\boxed{" + reference + "}");
                if (turned.accepted() != verification.accepted()) {
                    findings.add(pair + ": another verdict the other way round, " + turned.reason());
                }
            }
            kinds.computeIfAbsent(pair.kind(), _ -> new LongAdder()).increment();
            done.increment();
        }
    }
}
