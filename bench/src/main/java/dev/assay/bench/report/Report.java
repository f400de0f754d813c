package dev.assay.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one benchmark found.
 *
 * @param name such as {@code grpc}
 * @param command what to type to measure it again
 * @param notes what a reader must know to read the figures
 */
public record Report(
        String name,
        String command,
        Machine machine,
        List<Measurement> measurements,
        List<Comparison> comparisons,
        List<String> notes) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Report {
        measurements = List.copyOf(measurements);
        comparisons = List.copyOf(comparisons);
        notes = List.copyOf(notes);
    }

    /** As a table for a terminal of about 120 columns. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("scenario", "subject", "best", "unit", "rounds"));
        for (Measurement measurement : measurements) {
            String rounds = String.join(
                    " ", measurement.rounds().stream().map(Report::figure).toList());
            rows.add(List.of(
                    measurement.scenario(),
                    measurement.subject(),
                    measurement.isThere() ? figure(measurement.best()) : "-",
                    measurement.unit(),
                    (rounds + "  " + measurement.remark()).strip()));
        }
        StringBuilder text = new StringBuilder();
        text.append(name)
                .append(": ")
                .append(machine)
                .append('\n')
                .append(command)
                .append("\n\n");
        Columns.write(rows, text);
        if (!comparisons.isEmpty()) {
            List<List<String>> ratios = new ArrayList<>();
            ratios.add(List.of("scenario", "ratio", "best", "paired", "floor", ""));
            for (Comparison comparison : comparisons) {
                ratios.add(List.of(
                        comparison.scenario(),
                        comparison.subject() + " / " + comparison.against(),
                        ratio(comparison.best()),
                        ratio(comparison.paired()),
                        comparison.floor().isPresent()
                                ? ratio(comparison.floor().getAsDouble())
                                : "",
                        comparison.isKept() ? "" : "below"));
            }
            text.append('\n');
            Columns.write(ratios, text);
        }
        notes.forEach(note -> text.append("\n- ").append(note));
        return text.append('\n').toString();
    }

    /**
     * Writes the report as JSON.
     *
     * @throws IOException where the file cannot be written
     */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, JSON.writeValueAsString(json()) + "\n");
    }

    /** The report as JSON. */
    public ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", name)
                .put("command", command)
                .put("date", machine.date().toString());
        root.put("cores", machine.cores()).put("memoryMib", machine.memoryMib()).put("system", machine.system());
        root.put("jdk", machine.jdk()).put("loadBefore", machine.loadBefore());
        var results = root.putArray("results");
        for (Measurement measurement : measurements) {
            ObjectNode node = results.addObject()
                    .put("scenario", measurement.scenario())
                    .put("subject", measurement.subject())
                    .put("unit", measurement.unit());
            if (measurement.isThere()) {
                node.put("best", measurement.best());
            } else {
                node.putNull("best");
            }
            measurement.rounds().forEach(node.putArray("rounds")::add);
            if (!measurement.remark().isEmpty()) {
                node.put("remark", measurement.remark());
            }
        }
        var ratios = root.putArray("ratios");
        for (Comparison comparison : comparisons) {
            ObjectNode node = ratios.addObject()
                    .put("scenario", comparison.scenario())
                    .put("subject", comparison.subject())
                    .put("against", comparison.against())
                    .put("best", comparison.best())
                    .put("paired", comparison.paired());
            comparison.floor().ifPresent(floor -> node.put("floor", floor).put("kept", comparison.isKept()));
        }
        notes.forEach(root.putArray("notes")::add);
        return root;
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%,.0f", value);
    }
}
