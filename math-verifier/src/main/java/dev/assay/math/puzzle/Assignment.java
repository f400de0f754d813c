package dev.assay.math.puzzle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deduction grid ("Who owns the zebra?"): {@code {"solution": {"House 1": {"name": "Anna", "pet": "cat"}, …}}}, or
 * {@code header} and {@code rows}. The answer is JSON in the same form, a markdown table whose first column names the
 * row, or a line for each row. With {@code "score": "cells"} the value is the share of right cells.
 *
 * @param rows the value by attribute by row, all normalised
 * @param byCell whether cells count by themselves
 */
record Assignment(Map<String, Map<String, String>> rows, boolean byCell) implements Puzzle {
    private static final int MAX_CELLS = 1_000;

    static Puzzle read(Members members) throws PuzzleFailure {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        if (members.member("solution").isPresent()) {
            rows = AssignmentReader.rows(members.member("solution").get());
        } else if (members.member("rows").isPresent()) {
            rows = AssignmentReader.rows(members.root());
        }
        int cells = rows.values().stream().mapToInt(Map::size).sum();
        if (cells == 0 || cells > MAX_CELLS) {
            throw members.wrong("solution", "rows of attributes with their values");
        }
        Optional<String> score = members.text("score");
        if (score.isPresent() && !score.get().equals("cells") && !score.get().equals("all")) {
            throw members.wrong("score", "all or cells");
        }
        return new Assignment(rows, score.equals(Optional.of("cells")));
    }

    @Override
    public String checks() {
        return "Every attribute of " + String.join(", ", rows.keySet()) + " has its value.";
    }

    @Override
    public Form form() {
        return Form.BLOCK;
    }

    @Override
    public Finding judge(String answer) {
        Map<String, Map<String, String>> given = AssignmentReader.read(answer, rows);
        if (given.isEmpty()) {
            return Finding.unreadable("no JSON, table or lines that name " + rows.keySet());
        }
        int all = 0;
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> row : rows.entrySet()) {
            Map<String, String> cells = given.getOrDefault(row.getKey(), Map.of());
            for (Map.Entry<String, String> cell : row.getValue().entrySet()) {
                all++;
                String value = cells.getOrDefault(cell.getKey(), "nothing");
                if (value.equals(cell.getValue())) {
                    right++;
                } else if (wrong.size() < 3) {
                    wrong.add(row.getKey() + " " + cell.getKey() + ": " + value + ", not " + cell.getValue());
                }
            }
        }
        if (right == all) {
            return Finding.solved(all + " of " + all + " cells");
        }
        String evidence = right + " of " + all + " cells; " + String.join("; ", wrong);
        return byCell && right > 0
                ? new Finding(ReasonCode.PARTLY_EQUAL, (double) right / all, evidence)
                : Finding.broken(evidence);
    }

    /** A JSON value as a normalised cell. */
    static String cell(JsonNode node) {
        return Cells.normal(node.asText());
    }
}
