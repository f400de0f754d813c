package dev.assay.deploy.child;

import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.Execution;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.service.app.RemoteServices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of reward models for a run that may need none: their process is started when the first rollout comes
 * that one of them applies to. Close it to stop the process.
 */
public final class ModelsOnDemand implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Execution EXECUTION = Execution.waiting(4, 64).withTimeout(Duration.ofMinutes(20));

    private final ModelsFlags flags;
    private Optional<Started> started = Optional.empty();
    private Optional<AssayException> failed = Optional.empty();

    private record Started(ModelsProcess process, RemoteServices services) {}

    /** Takes the flags; nothing is started. */
    public ModelsOnDemand(ModelsFlags flags) {
        this.flags = flags;
    }

    /** The functions {@code helpful} and {@code safety}. */
    public List<RewardFunction> functions() {
        return ModelsFlags.COMPONENTS.stream()
                .<RewardFunction>map(OnDemand::new)
                .toList();
    }

    private synchronized RemoteServices services() {
        if (failed.isPresent()) {
            throw failed.get();
        }
        if (started.isEmpty()) {
            try {
                started = Optional.of(start());
            } catch (AssayException e) {
                // Once is enough to know: the run goes on, and these components fail.
                failed = Optional.of(e);
                System.err.println("assay: " + e.getMessage());
                throw e;
            }
        }
        return started.get().services();
    }

    private Started start() {
        ModelsProcess process = ModelsProcess.start(flags.needed());
        try {
            return new Started(process, new RemoteServices(List.of(process.address()), PATIENCE));
        } catch (AssayException e) {
            process.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        started.ifPresent(running -> {
            running.services().close();
            running.process().close();
        });
    }

    private final class OnDemand implements RewardFunction {
        private final String component;

        OnDemand(String component) {
            this.component = component;
        }

        @Override
        public String component() {
            return component;
        }

        @Override
        public boolean owns(String task) {
            return true;
        }

        @Override
        public String grader() {
            return "reward-model-server/0.1.0";
        }

        @Override
        public Execution execution() {
            return EXECUTION;
        }

        @Override
        public Scorer configure(Settings settings) {
            ConcurrentHashMap<String, Optional<Scorer>> scorers = new ConcurrentHashMap<>();
            return new Scorer() {
                @Override
                public Outcome score(Rollout rollout, Deadline deadline) {
                    return scoreAll(List.of(rollout), deadline).getFirst();
                }

                @Override
                public List<Outcome> scoreAll(List<Rollout> rollouts, Deadline deadline) {
                    List<RewardFunction> functions = services().functions();
                    Optional<Scorer> scorer = scorers.computeIfAbsent(
                            component,
                            name -> functions.stream()
                                    .filter(function -> function.component().equals(name))
                                    .findFirst()
                                    .map(function -> function.configure(settings)));
                    return scorer.map(known -> known.scoreAll(rollouts, deadline))
                            .orElseGet(() -> rollouts.stream()
                                    .map(_ -> Outcome.failed(
                                            ReasonCode.NO_FUNCTION, "no reward model has the role " + component))
                                    .toList());
                }
            };
        }
    }
}
