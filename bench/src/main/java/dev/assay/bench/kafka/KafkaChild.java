package dev.assay.bench.kafka;

import dev.assay.bench.peer.UntilInputEnds;
import dev.assay.gateway.join.JoinConnection;
import dev.assay.gateway.join.JoinOptions;
import dev.assay.gateway.join.JoinService;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.RecipeReader;
import dev.assay.recipe.Recipes;
import dev.assay.service.kafka.RolloutWorker;
import dev.assay.service.kafka.Topics;
import dev.assay.service.kafka.WorkerOptions;
import dev.assay.service.kafka.WorkerState.Phase;
import dev.assay.service.metrics.WorkerMetrics;
import dev.assay.service.scoring.Functions;
import dev.assay.service.scoring.Scoring;
import dev.assay.service.scoring.ScoringOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What reads rollouts, as a process. {@code worker} and {@code bare} wait for lines: {@code run GROUP} begins to read
 * all rollouts anew as that consumer group, {@code stop} ends it. {@code path} runs a worker and the join until its
 * input ends.
 */
public final class KafkaChild {
    private static final String RECIPE = "name: form\ntasks:\n  default: {components: {format: 1}}\n";
    private static final Duration TOPICS = Duration.ofSeconds(30);

    // Held, because its level is forgotten with it.
    private static final Logger LOG = Logger.getLogger("dev.assay");

    private KafkaChild() {}

    /** Arguments: what it is, and where Kafka is. */
    public static void main(String[] arguments) throws Exception {
        LOG.setLevel(Level.WARNING);
        String bootstrap = arguments[1];
        Topics.ensure(bootstrap, TOPICS);
        Recipe recipe = RecipeReader.read("form", RECIPE);
        Functions functions =
                Functions.installed(function -> function.component().equals("format"));
        try (Scoring scoring = new Scoring(functions, Recipes.shipped(), ScoringOptions.defaults(), _ -> {})) {
            if (arguments[0].equals("path")) {
                path(scoring, recipe, bootstrap);
            } else {
                rounds(arguments[0].equals("bare"), scoring, recipe, bootstrap);
            }
        }
    }

    private static RolloutWorker worker(Scoring scoring, Recipe recipe, String bootstrap, String group) {
        return new RolloutWorker(
                scoring,
                recipe,
                WorkerOptions.of(bootstrap, group),
                new WorkerMetrics(new SimpleMeterRegistry()),
                OpenTelemetry.noop());
    }

    private static void rounds(boolean bare, Scoring scoring, Recipe recipe, String bootstrap) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("READY");
        String line;
        while ((line = lines.readLine()) != null) {
            String group = line.substring("run ".length());
            try (AutoCloseable reader =
                    bare ? new BareLoop(bootstrap, group) : worker(scoring, recipe, bootstrap, group)) {
                System.out.println("RUNNING");
                if (lines.readLine() == null) {
                    return;
                }
            }
            System.out.println("STOPPED");
        }
    }

    private static void path(Scoring scoring, Recipe recipe, String bootstrap) throws InterruptedException {
        JoinOptions options = JoinOptions.of(Recipes.shipped(), recipe);
        try (RolloutWorker worker = worker(scoring, recipe, bootstrap, "assay-format");
                JoinService join = new JoinService(options, JoinConnection.to(bootstrap))) {
            while (!join.isReady() || worker.state().phase() != Phase.RUNNING) {
                Thread.sleep(20);
            }
            System.out.println("READY");
            UntilInputEnds.await();
        }
    }
}
