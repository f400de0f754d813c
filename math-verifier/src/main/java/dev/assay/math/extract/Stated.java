package dev.assay.math.extract;

/**
 * The values that one kind of announcement states. What is written again is not read again, and of very many different
 * statements only the first ones and the last are read, so that a text of nothing but announcements costs little.
 */
final class Stated {
    private static final int MAX_STATEMENT = 2_000;
    private static final int MAX_READ = 256;

    private final String text;
    private final int to;
    private final Statements statements;
    private final Values values = new Values();
    private int read;
    private int lastStart = -1;
    private int lastEnd = -1;
    private int unread = -1;

    Stated(String text, int to, Statements statements) {
        this.text = text;
        this.to = to;
        this.statements = statements;
    }

    /** Adds the statement that begins at a position. */
    void add(int start) {
        int limit = Math.min(to, start + MAX_STATEMENT);
        int newline = text.indexOf('\n', start, limit);
        int end = newline < 0 ? limit : newline;
        boolean again = lastStart >= 0
                && end - start == lastEnd - lastStart
                && start + 1 < limit
                && text.charAt(start) != '\\'
                && text.charAt(start + 1) != '$'
                && text.regionMatches(start, text, lastStart, end - start);
        lastStart = start;
        lastEnd = end;
        if (again && unread < 0) {
            values.again(start);
        } else if (read < MAX_READ) {
            read++;
            values.add(statements.at(text, start, limit), start);
            unread = -1;
        } else {
            unread = start;
        }
    }

    Values values() {
        if (unread >= 0) {
            values.add(statements.at(text, unread, Math.min(to, unread + MAX_STATEMENT)), unread);
        }
        return values;
    }
}
