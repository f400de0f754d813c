package dev.assay.math.puzzle;

import dev.assay.math.text.Shown;

/**
 * A Sudoku: {@code {"grid": "53..7…"}} of 4×4 or 9×9 cells, with {@code 0}, {@code .} or {@code _} for open ones. The
 * answer is any complete grid that keeps the given cells and has each digit once in every row, column and box.
 *
 * @param cells row by row, 0 for open
 * @param size cells in a row
 */
record Sudoku(String cells, int size) implements Puzzle {
    static Puzzle read(Members members) throws PuzzleFailure {
        String grid = cells(members.text("grid").orElseThrow(() -> members.wrong("grid", "a text")));
        int size = (int) Math.round(Math.sqrt(grid.length()));
        if (size * size != grid.length() || size != 4 && size != 9) {
            throw members.wrong("grid", "16 or 81 cells");
        }
        return new Sudoku(grid, size);
    }

    private static String cells(String text) {
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                cells.append(c);
            } else if (c == '.' || c == '_') {
                cells.append('0');
            }
        }
        return cells.toString();
    }

    @Override
    public String checks() {
        return "A full grid that keeps what is given and has every digit once in each row, column and box.";
    }

    @Override
    public Form form() {
        return Form.BLOCK;
    }

    @Override
    public Finding judge(String answer) {
        String digits = cells(answer);
        if (digits.length() != cells.length()) {
            return Finding.unreadable(digits.length() + " digits, not " + cells.length() + ": " + Shown.cut(answer));
        }
        int box = (int) Math.round(Math.sqrt(size));
        int[] rows = new int[size];
        int[] columns = new int[size];
        int[] boxes = new int[size];
        for (int i = 0; i < digits.length(); i++) {
            int row = i / size;
            int column = i % size;
            char digit = digits.charAt(i);
            String place = "row " + (row + 1) + ", column " + (column + 1);
            if (digit == '0' || digit > '0' + size) {
                return Finding.broken(place + " is " + digit);
            }
            if (cells.charAt(i) != '0' && cells.charAt(i) != digit) {
                return Finding.broken(place + " is " + digit + ", but given as " + cells.charAt(i));
            }
            int bit = 1 << (digit - '0');
            int square = row / box * box + column / box;
            if ((rows[row] & bit) != 0 || (columns[column] & bit) != 0 || (boxes[square] & bit) != 0) {
                return Finding.broken(place + " repeats " + digit);
            }
            rows[row] |= bit;
            columns[column] |= bit;
            boxes[square] |= bit;
        }
        return Finding.solved("every row, column and box is right");
    }
}
