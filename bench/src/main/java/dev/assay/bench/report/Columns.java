package dev.assay.bench.report;

import java.util.List;

/** Rows of text, aligned. */
final class Columns {
    private Columns() {}

    static void write(List<List<String>> rows, StringBuilder out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                boolean number = !cell.isEmpty() && Character.isDigit(cell.charAt(0)) && i + 1 < columns;
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(number ? padding + cell : cell + padding).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
