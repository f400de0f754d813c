package dev.assay.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.code.judge.Submission;
import dev.assay.code.run.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Problems as JSON: {@code language}, {@code timeLimitMs}, {@code memoryLimitMb}, {@code generators} (each
 * {@code {language, source, runs}}), {@code inputs}, {@code validator}, {@code correct}, {@code wrong} (each
 * {@code {language, source}}), {@code checker}.
 */
public final class ProblemReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RUNS = 20;

    private ProblemReader() {}

    /** @throws IllegalArgumentException where it cannot be read, with a message that names the member */
    public static Problem read(byte[] json) {
        try {
            return problem(JSON.readTree(json));
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    private static Problem problem(JsonNode root) {
        String language = root.path("language").asText("python");
        List<Problem.Generator> generators = new ArrayList<>();
        for (JsonNode one : root.path("generators")) {
            generators.add(new Problem.Generator(
                    submission(one, language, "generators"), one.path("runs").asInt(RUNS)));
        }
        List<String> inputs = new ArrayList<>();
        root.path("inputs").forEach(one -> inputs.add(one.asText()));
        Limits limits = Limits.defaults();
        if (root.has("timeLimitMs")) {
            limits = limits.withCpu(Duration.ofMillis(positive(root, "timeLimitMs")));
        }
        if (root.has("memoryLimitMb")) {
            limits = limits.withMemory(positive(root, "memoryLimitMb") * Limits.MIB);
        }
        return new Problem(
                language,
                generators,
                inputs,
                root.has("validator")
                        ? Optional.of(submission(root.get("validator"), language, "validator"))
                        : Optional.empty(),
                submissions(root, "correct", language),
                submissions(root, "wrong", language),
                root.has("checker") ? Optional.of(root.get("checker").toString()) : Optional.empty(),
                limits);
    }

    private static List<Submission> submissions(JsonNode root, String name, String language) {
        List<Submission> submissions = new ArrayList<>();
        for (JsonNode one : root.path(name)) {
            submissions.add(submission(one, language, name));
        }
        return submissions;
    }

    /** A bare text is a program in the problem's language. */
    private static Submission submission(JsonNode one, String language, String name) {
        if (one.isTextual()) {
            return new Submission(language, one.asText());
        }
        if (!one.path("source").isTextual()) {
            throw new IllegalArgumentException(name + " must be programs: text, or language and source");
        }
        return new Submission(
                one.path("language").asText(language), one.path("source").asText());
    }

    private static long positive(JsonNode root, String name) {
        JsonNode value = root.get(name);
        if (!value.canConvertToInt() || value.asInt() < 1) {
            throw new IllegalArgumentException(name + " must be a whole number above 0");
        }
        return value.asInt();
    }
}
