package dev.assay.model.sequence;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A session of onnxruntime. Its inputs are int64 {@code [batch, time]}, its output floats {@code [batch, values]}. */
final class OnnxGraph implements AutoCloseable {
    private static final String LOGITS = "logits";
    private static final List<String> INPUTS = List.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final String output;
    private final int padding;
    private final int firstPosition;

    private OnnxGraph(OrtEnvironment environment, OrtSession session, String output, int padding, int firstPosition) {
        this.environment = environment;
        this.session = session;
        this.inputs = session.getInputNames();
        this.output = output;
        this.padding = padding;
        this.firstPosition = firstPosition;
    }

    /**
     * Opens a graph.
     *
     * @param padding the token that fills rows up
     * @param firstPosition the position of a row's first token
     * @throws AssayException CONFIGURATION where it cannot be used, UNAVAILABLE where the library does not load
     */
    static OnnxGraph open(Path file, int padding, int firstPosition, OptionalInt threads) {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Plans for one shape of batch only cost memory where every batch has another.
            options.setMemoryPatternOptimization(false);
            options.setInterOpNumThreads(1);
            if (threads.isPresent()) {
                options.setIntraOpNumThreads(threads.getAsInt());
            }
            OrtSession session = environment.createSession(file.toString(), options);
            try {
                checkInputs(file, session.getInputInfo());
                return new OnnxGraph(
                        environment, session, output(file, session.getOutputInfo()), padding, firstPosition);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw refused(file + " is no graph that can be used: " + firstLine(e));
        }
    }

    /** Why nothing can be computed on this machine; empty where it can. */
    static Optional<String> trouble() {
        try {
            environment();
            return Optional.empty();
        } catch (AssayException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static OrtEnvironment environment() {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "assay");
            // Builds for Windows report to the system's own tracing.
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | RuntimeException | LinkageError e) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE, "onnxruntime's native library cannot be loaded here: " + e, e);
        }
    }

    private static void checkInputs(Path file, Map<String, NodeInfo> inputs) {
        if (!inputs.containsKey("input_ids")) {
            throw refused(file + ": the graph has no input input_ids; it has " + inputs.keySet());
        }
        inputs.forEach((name, node) -> {
            if (!INPUTS.contains(name)) {
                throw refused(
                        file + ": the graph's input " + name + " is not known; known: " + String.join(", ", INPUTS));
            }
            if (!(node.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.INT64
                    || tensor.getShape().length != 2) {
                throw refused(
                        file + ": the graph's input " + name + " must be int64 [batch, time], not " + node.getInfo());
            }
        });
    }

    private static String output(Path file, Map<String, NodeInfo> outputs) {
        String name = outputs.containsKey(LOGITS) || outputs.size() != 1
                ? LOGITS
                : outputs.keySet().iterator().next();
        NodeInfo node = outputs.get(name);
        if (node == null) {
            throw refused(file + ": the graph has no output logits; it has " + outputs.keySet());
        }
        if (!(node.getInfo() instanceof TensorInfo tensor)
                || (tensor.type != OnnxJavaType.FLOAT
                        && tensor.type != OnnxJavaType.FLOAT16
                        && tensor.type != OnnxJavaType.BFLOAT16)) {
            throw refused(
                    file + ": the graph's output " + name + " must be floats [batch, values], not " + node.getInfo());
        }
        return name;
    }

    /** As {@link SequenceModel#logits}. */
    float[][] run(List<Sequence> sequences, int rows, int width) throws OrtException {
        Map<String, OnnxTensor> arguments = new LinkedHashMap<>();
        try {
            for (String name : inputs) {
                arguments.put(
                        name,
                        OnnxTensor.createTensor(
                                environment,
                                LongBuffer.wrap(cells(name, sequences, rows, width)),
                                new long[] {rows, width}));
            }
            try (OrtSession.Result result = session.run(arguments, Set.of(output))) {
                if (!(result.get(0) instanceof OnnxTensor values)) {
                    throw refused("the graph's output " + output + " is no tensor");
                }
                return split(values, sequences.size(), rows);
            }
        } finally {
            arguments.values().forEach(OnnxTensor::close);
        }
    }

    private long[] cells(String name, List<Sequence> sequences, int rows, int width) {
        long[] cells = new long[Math.multiplyExact(rows, width)];
        for (int r = 0; r < rows; r++) {
            // A row needs something to attend to, also where nobody reads it.
            Sequence sequence = r < sequences.size() ? sequences.get(r) : new Sequence(new int[] {padding});
            int length = sequence.ids().length;
            int at = r * width;
            switch (name) {
                case "input_ids" -> {
                    Arrays.fill(cells, at + length, at + width, padding);
                    copy(sequence.ids(), cells, at);
                }
                case "attention_mask" -> Arrays.fill(cells, at, at + length, 1);
                case "token_type_ids" -> copy(sequence.types(), cells, at);
                default -> {
                    for (int t = 0; t < length; t++) {
                        cells[at + t] = firstPosition + t;
                    }
                }
            }
        }
        return cells;
    }

    private static void copy(int[] from, long[] into, int at) {
        for (int t = 0; t < from.length; t++) {
            into[at + t] = from[t];
        }
    }

    private float[][] split(OnnxTensor tensor, int sequences, int rows) {
        long[] shape = tensor.getInfo().getShape();
        FloatBuffer values = tensor.getFloatBuffer();
        boolean fits = values != null && shape.length == 2 && shape[0] == rows && shape[1] >= 1;
        if (values == null || !fits) {
            throw refused("the graph's output " + output + " must be floats [batch, values], not " + tensor.getInfo());
        }
        float[][] split = new float[sequences][Math.toIntExact(shape[1])];
        for (float[] row : split) {
            values.get(row);
        }
        return split;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssayException(ErrorCode.INTERNAL, "the graph cannot be closed: " + firstLine(e), e);
        }
    }

    static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static AssayException refused(String message) {
        return new AssayException(ErrorCode.CONFIGURATION, message);
    }
}
