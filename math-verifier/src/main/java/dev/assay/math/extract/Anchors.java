package dev.assay.math.extract;

import java.util.EnumMap;
import java.util.Map;

/** Finds the phrases that announce an answer, in one pass with bounded look-back and look-ahead. */
final class Anchors {
    private static final int MAX_SKIP = 200;

    private final String text;
    private final int to;
    private final Statements statements;
    private final Map<Source, Stated> stated = new EnumMap<>(Source.class);
    private Source pendingSource = Source.WHOLE;
    private int pendingStart = -1;

    private Anchors(String text, int to, Statements statements) {
        this.text = text;
        this.to = to;
        this.statements = statements;
    }

    /** What is announced between two positions, by the kind of announcement. */
    static Map<Source, Values> find(String text, int from, int to, Statements statements) {
        Anchors anchors = new Anchors(text, to, statements);
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '#') {
                at = anchors.hashes(at);
            } else if (c == '选' && statements == Statements.OPTIONS) {
                anchors.chosen(at);
            } else if (Announcements.mayBegin(c)) {
                String noun = Announcements.noun(text, at, from);
                if (!noun.isEmpty()) {
                    anchors.announced(at, from, noun);
                    at += noun.length() - 1;
                }
            }
        }
        anchors.settle();
        Map<Source, Values> values = new EnumMap<>(Source.class);
        anchors.stated.forEach((source, stated) -> values.put(source, stated.values()));
        return values;
    }

    private void announced(int at, int from, String noun) {
        boolean joined = Announcements.isJoined(noun);
        boolean last = joined ? noun.equals("最终答案") || endsWith("最終", at, from) : finalBefore(at, from);
        int next = at + noun.length();
        if (text.startsWith("(s)", next)) {
            next += 3;
        } else if (!joined && next < to && text.charAt(next) == 's') {
            next++;
        }
        next = skipMarks(next);
        int qualified = Announcements.afterQualifier(text, next, to);
        if (qualified > 0) {
            last |= text.regionMatches(true, next, "fin", 0, 3);
            next = skipMarks(qualified);
        }
        if (next >= to) {
            return;
        }
        char c = text.charAt(next);
        int copula = Announcements.afterCopula(text, next, to, noun);
        if (c == ':' || c == '：' || c == '—' && !noun.equals("answer")) {
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_COLON, next + 1);
        } else if (copula > 0 && !noun.equals("答")) { // which is "to answer" as well
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_IS, copula);
        } else if (c == '=' && noun.equals("answer")) {
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_IS, next + 1);
        } else if (c == '\n' && last) {
            pend(Source.FINAL_ANSWER, next + 1); // a heading
        }
    }

    /** 选C, 故选：C. */
    private void chosen(int at) {
        int next = at + 1;
        while (next < to && next - at < 6 && "择項项择：: ".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        boolean letter = next < to && text.charAt(next) >= 'A' && text.charAt(next) <= 'J';
        if (letter && (next + 1 == to || !isLetter(text.charAt(next + 1)) || text.charAt(next + 1) <= 'J')) {
            pend(Source.ANSWER_IS, next);
        }
    }

    private boolean endsWith(String word, int at, int from) {
        return at - word.length() >= from && text.startsWith(word, at - word.length());
    }

    private int skipMarks(int start) {
        int next = start;
        while (next < to && next - start < 10 && " *_\t".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }

    private boolean finalBefore(int at, int from) {
        int before = at;
        while (before > from && at - before < 4 && " *_".indexOf(text.charAt(before - 1)) >= 0) {
            before--;
        }
        return before - 5 >= from && text.regionMatches(true, before - 5, "final", 0, 5);
    }

    private int hashes(int at) {
        int end = at;
        while (end < to && text.charAt(end) == '#') {
            end++;
        }
        // "#### Step 2" is a heading; GSM8K writes a number.
        int next = end;
        while (next < to && next - end < 4 && " $-\\".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        if (end - at == 4 && next < to && (Character.isDigit(text.charAt(next)) || text.charAt(next) == '.')) {
            pend(Source.HASHES, end);
        }
        return end - 1;
    }

    /** An announcement inside the statement of the one before replaces it: "Final answer: the final answer is 3". */
    private void pend(Source source, int start) {
        boolean replaces = pendingStart >= 0
                && start - pendingStart < 200
                && (source == pendingSource || pendingSource == Source.FINAL_ANSWER)
                && isOneLine(pendingStart, start);
        Source kept = replaces ? pendingSource : source;
        if (!replaces) {
            settle();
        }
        pendingSource = kept;
        pendingStart = start;
    }

    private boolean isOneLine(int start, int end) {
        int from = start;
        int last = end;
        while (from < last && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (last > from && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return text.indexOf('\n', from, last) < 0;
    }

    private void settle() {
        if (pendingStart >= 0) {
            int start = pendingStart;
            while (start < to
                    && start - pendingStart < MAX_SKIP
                    && (Character.isWhitespace(text.charAt(start)) || ":：*、".indexOf(text.charAt(start)) >= 0)) {
                start++;
            }
            stated.computeIfAbsent(pendingSource, _ -> new Stated(text, to, statements))
                    .add(start);
        }
        pendingStart = -1;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
