package dev.assay.gateway.app;

import dev.assay.gateway.join.JoinConnection;
import dev.assay.gateway.join.JoinCounters;
import dev.assay.gateway.join.JoinOptions;
import dev.assay.gateway.join.JoinService;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.service.app.ConfiguredRecipes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The join of this application, where Kafka is configured. */
@ApplicationScoped
public class Join {
    private static final String GATEWAY = "gateway";

    private final JoinConfig config;
    private final Optional<String> bootstrap;
    private final Optional<List<String>> only;
    private final int port;
    private final ConfiguredRecipes recipes;
    private final MeterRegistry meters;
    private Optional<JoinService> service = Optional.empty();

    @Inject
    public Join(
            JoinConfig config,
            @ConfigProperty(name = "assay.kafka.bootstrap") Optional<String> bootstrap,
            @ConfigProperty(name = "assay.only") Optional<List<String>> only,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            ConfiguredRecipes recipes,
            MeterRegistry meters) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.only = only;
        this.port = port;
        this.recipes = recipes;
        this.meters = meters;
    }

    /** The running join; empty where none is configured. */
    Optional<JoinService> service() {
        return service;
    }

    void start(@Observes StartupEvent event) {
        boolean wanted =
                config.enabled() && only.map(parts -> parts.contains(GATEWAY)).orElse(true);
        if (!wanted || bootstrap.isEmpty()) {
            return;
        }
        JoinService started = join(bootstrap.get());
        service = Optional.of(started);
        measure(started.counters());
    }

    private JoinService join(String at) {
        try {
            return new JoinService(
                    new JoinOptions(
                            recipes.known(),
                            recipes.otherwise(),
                            config.groupDeadline(),
                            config.remember(),
                            config.catchUp()),
                    new JoinConnection(
                            at,
                            config.instance().or(this::place),
                            config.threads(),
                            config.replication(),
                            config.session(),
                            Map.of()));
        } catch (IllegalArgumentException e) {
            throw new AssayException(ErrorCode.CONFIGURATION, "assay.join: " + e.getMessage(), e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        service.ifPresent(JoinService::close);
    }

    private void measure(JoinCounters counters) {
        Gauge.builder("assay.join.groups.open", counters, JoinCounters::open)
                .description("groups that wait for rollouts or components")
                .register(meters);
        FunctionCounter.builder("assay.join.groups.closed", counters, JoinCounters::complete)
                .tag("incomplete", "false")
                .description("groups that were rewarded")
                .register(meters);
        FunctionCounter.builder("assay.join.groups.closed", counters, JoinCounters::incomplete)
                .tag("incomplete", "true")
                .description("groups that were rewarded")
                .register(meters);
        count("assay.join.rewards", "rewards written", counters, JoinCounters::rewards);
        count("assay.join.dead.letters", "dead letters written", counters, JoinCounters::deadLetters);
        count(
                "assay.join.duplicates",
                "rollouts and components that were there already",
                counters,
                JoinCounters::duplicates);
        count("assay.join.orphans", "rollouts of which only components ever came", counters, JoinCounters::orphans);
    }

    private void count(String name, String description, JoinCounters counters, ToDoubleFunction<JoinCounters> value) {
        FunctionCounter.builder(name, counters, value).description(description).register(meters);
    }

    /** Host and port, which no other process has at the same time, and this one has again after a restart. */
    private Optional<String> place() {
        if (port == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName() + "-" + port);
        } catch (UnknownHostException e) {
            // Then a restart waits for the session of the process before it; everything else is the same.
            return Optional.empty();
        }
    }
}
