package dev.assay.math.puzzle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads who has what from JSON, from a markdown table, or from lines of prose. */
final class AssignmentReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LINES = 500;

    private AssignmentReader() {}

    /** The rows of {@code {row: {attribute: value}}}, {@code [{…}]} or {@code {header, rows}}. */
    static Map<String, Map<String, String>> rows(JsonNode node) {
        JsonNode inner = node.has("solution") ? node.get("solution") : node;
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        if (inner.path("header").isArray() && inner.path("rows").isArray()) {
            inner.get("rows").forEach(row -> {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 1; i < Math.min(row.size(), inner.get("header").size()); i++) {
                    cells.put(Assignment.cell(inner.get("header").get(i)), Assignment.cell(row.get(i)));
                }
                rows.put(Assignment.cell(row.path(0)), cells);
            });
        } else if (inner.isObject()) {
            inner.properties().forEach(row -> {
                if (row.getValue().isObject()) {
                    rows.put(Cells.normal(row.getKey()), cells(row.getValue()));
                }
            });
        } else if (inner.isArray()) {
            inner.forEach(row -> rows.put(
                    row.isObject() && !row.isEmpty()
                            ? Assignment.cell(row.properties().iterator().next().getValue())
                            : "",
                    cells(row)));
        }
        return rows;
    }

    private static Map<String, String> cells(JsonNode row) {
        Map<String, String> cells = new LinkedHashMap<>();
        row.properties().forEach(cell -> cells.put(Cells.normal(cell.getKey()), Assignment.cell(cell.getValue())));
        return cells;
    }

    /** What an answer says, in the first form in which it can be read. */
    static Map<String, Map<String, String>> read(String answer, Map<String, Map<String, String>> asked) {
        Map<String, Map<String, String>> given = aligned(json(answer), asked);
        if (given.isEmpty()) {
            given = aligned(table(answer), asked);
        }
        return given.isEmpty() ? prose(answer, asked) : given;
    }

    /** Rows under the names that are asked for: {@code 1} is {@code house 1}. */
    private static Map<String, Map<String, String>> aligned(
            Map<String, Map<String, String>> given, Map<String, Map<String, String>> asked) {
        Map<String, Map<String, String>> aligned = new LinkedHashMap<>();
        given.forEach((name, cells) -> asked.keySet().stream()
                .filter(row -> row.equals(name) || row.endsWith(" " + name) || name.endsWith(" " + row))
                .findFirst()
                .ifPresent(row -> aligned.put(row, cells)));
        return aligned;
    }

    private static Map<String, Map<String, String>> json(String answer) {
        int open = answer.indexOf('{');
        int list = answer.indexOf('[');
        int from = open < 0 ? list : list < 0 ? open : Math.min(open, list);
        int to = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']'));
        if (from < 0 || to < from) {
            return Map.of();
        }
        try {
            return rows(JSON.readTree(answer.substring(from, to + 1)));
        } catch (JsonProcessingException _) {
            return Map.of();
        }
    }

    private static Map<String, Map<String, String>> table(String answer) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        List<String> header = List.of();
        for (String line : answer.lines().limit(MAX_LINES).toList()) {
            if (line.indexOf('|') < 0) {
                continue;
            }
            List<String> cells = cells(line);
            boolean rule = cells.stream().allMatch(String::isEmpty);
            if (header.isEmpty()) {
                header = cells;
            } else if (!rule && !cells.isEmpty()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i < Math.min(cells.size(), header.size()); i++) {
                    row.put(header.get(i), cells.get(i));
                }
                rows.put(cells.getFirst(), row);
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        String bare = line.strip();
        bare = bare.startsWith("|") ? bare.substring(1) : bare;
        bare = bare.endsWith("|") ? bare.substring(0, bare.length() - 1) : bare;
        List<String> cells = new ArrayList<>();
        for (String cell : bare.split("\\|", 100)) {
            cells.add(Cells.normal(cell));
        }
        return cells;
    }

    /** A line that begins with a row's name has those values of the puzzle that stand in it as whole words. */
    private static Map<String, Map<String, String>> prose(String answer, Map<String, Map<String, String>> asked) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (String raw : answer.lines().limit(MAX_LINES).toList()) {
            String line = " " + Cells.normal(raw) + " ";
            asked.keySet().stream()
                    .filter(row -> line.startsWith(" " + row + " "))
                    .findFirst()
                    .ifPresent(row -> rows.put(row, values(line.substring(row.length() + 1), asked)));
        }
        return rows;
    }

    private static Map<String, String> values(String line, Map<String, Map<String, String>> asked) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map<String, String> row : asked.values()) {
            row.forEach((attribute, value) -> {
                if (line.contains(" " + value + " ")) {
                    cells.merge(attribute, value, (one, other) -> one.equals(other) ? one : "several");
                }
            });
        }
        return cells;
    }
}
