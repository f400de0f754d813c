package dev.assay.code.pool;

import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/**
 * A program that fights back, and the endings that are right for it.
 *
 * @param fields as in {@code hostile.yaml}
 */
record HostileProgram(Map<String, Object> fields) {
    private static final int FILL = 2_000_000;

    static List<HostileProgram> all() {
        try (InputStream in = Objects.requireNonNull(HostileProgram.class.getResourceAsStream("hostile.yaml"))) {
            List<Map<String, Object>> rows = new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return rows.stream().map(HostileProgram::new).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return text("name").orElseThrow();
    }

    String language() {
        return text("language").orElse("python");
    }

    /** Runs it; what is wrong about how it went, where something is. */
    Optional<String> complaint(Sandbox sandbox) {
        String ended;
        String said;
        switch (sandbox.prepare(Program.of(language(), code()))) {
            case Preparation.Ready ready -> {
                Run run = sandbox.run(ready.program(), request());
                ended = word(run.ending());
                said = run.output() + "\n" + (ended.startsWith("exit 0") ? "" : run.errors());
            }
            case Preparation.CompileError error -> {
                ended = "compile";
                said = error.message();
            }
            case Preparation.Trouble trouble -> {
                ended = "trouble";
                said = trouble.why();
            }
        }
        String shown = said.substring(0, Math.min(said.length(), 600));
        if (!((List<?>) Objects.requireNonNull(fields.get("ends"))).contains(ended)
                && !(watched(sandbox) && words("ends-watched").contains(ended))) {
            return Optional.of(name() + ": ended by " + ended + " instead of " + fields.get("ends") + ": " + shown);
        }
        if (!said.contains(text("prints").orElse(""))) {
            return Optional.of(name() + ": did not print " + text("prints").orElse("") + " but " + shown);
        }
        if (text("hides").filter(said::contains).isPresent()) {
            return Optional.of(name() + ": printed " + shown);
        }
        return Optional.empty();
    }

    /** Whether memory is only looked at, since no control group can be written. */
    private static boolean watched(Sandbox sandbox) {
        return sandbox.report().guarantees().stream()
                .anyMatch(one -> one.name().equals("memory") && one.why().contains("no control group"));
    }

    private List<?> words(String field) {
        return fields.get(field) instanceof List<?> list ? list : List.of();
    }

    private RunRequest request() {
        Duration cpu = seconds("cpu").orElse(Duration.ofMillis(300));
        Limits limits = Boxes.LIMITS.withCpu(cpu).withWall(seconds("wall").orElse(Duration.ofSeconds(30)));
        byte[] input = new byte[((Number) fields.getOrDefault("input", 0)).intValue()];
        Arrays.fill(input, (byte) '\n');
        RunRequest request = RunRequest.of(input, limits);
        return text("collect").map(request::withCollect).orElse(request);
    }

    private byte[] code() {
        Optional<String> hexadecimal = text("bytes");
        if (hexadecimal.isPresent()) {
            return java.util.HexFormat.of().parseHex(hexadecimal.get());
        }
        String code = text("code").orElseThrow();
        String fill = text("fill").orElse("");
        if (fill.equals("ZEROS")) {
            code = code.replace(fill, "0,".repeat(70_000));
        } else if (fill.equals("NESTED")) {
            code = code.replace(fill, "(".repeat(100_000));
        } else if (!fill.isEmpty()) {
            code = code.replace(fill, "x".repeat(FILL));
        }
        return code.getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Duration> seconds(String field) {
        return Optional.ofNullable(fields.get(field))
                .map(value -> Duration.ofMillis(Math.round(((Number) value).doubleValue() * 1000)));
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(String::valueOf);
    }

    static String word(Ending ending) {
        return switch (ending) {
            case Ending.Exited exited -> "exit " + exited.code();
            case Ending.Signalled signalled -> "signal " + signalled.signal();
            case Ending.CpuLimit _ -> "cpu";
            case Ending.Idle _ -> "idle";
            case Ending.MemoryLimit _ -> "memory";
            case Ending.OutputLimit _ -> "output";
            case Ending.Trouble trouble -> "trouble " + trouble.why();
        };
    }
}
