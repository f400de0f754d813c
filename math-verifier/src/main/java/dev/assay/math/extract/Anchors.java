package dev.assay.math.extract;

import java.util.EnumMap;
import java.util.Map;

/** Finds the phrases that announce an answer, in one pass with bounded look-back and look-ahead. */
final class Anchors {
    private static final int MAX_STATEMENT = 2_000;
    private static final int MAX_SKIP = 200;

    private final String text;
    private final int to;
    private final Statements statements;
    private final Map<Source, Values> values = new EnumMap<>(Source.class);
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
            switch (c) {
                case 'a', 'A' -> anchors.word(at, from, "answer");
                case 'o', 'O' -> anchors.word(at, from, "option");
                case 'c', 'C' -> anchors.word(at, from, "choice");
                case '#' -> at = anchors.hashes(at);
                case '答' -> anchors.chinese(at, from);
                default -> {}
            }
        }
        anchors.settle();
        return anchors.values;
    }

    private void word(int at, int from, String word) {
        if (!text.regionMatches(true, at, word, 0, word.length()) || at > from && isLetter(text.charAt(at - 1))) {
            return;
        }
        boolean answer = word.equals("answer");
        boolean last = answer && finalBefore(at, from);
        int next = at + word.length();
        if (text.startsWith("(s)", next)) {
            next += 3;
        } else if (next < to && text.charAt(next) == 's') {
            next++;
        }
        next = skipMarks(next);
        if (next >= to) {
            return;
        }
        char c = text.charAt(next);
        if (c == ':' || c == '：') {
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_COLON, next + 1);
        } else if (startsWord(next, "is") || startsWord(next, "are")) {
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_IS, next + (c == 'i' || c == 'I' ? 2 : 3));
        } else if (c == '=' && answer) {
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_IS, next + 1);
        } else if (c == '\n' && last) {
            pend(Source.FINAL_ANSWER, next + 1); // a heading
        }
    }

    private int skipMarks(int start) {
        int next = start;
        while (next < to && next - start < 10 && " *_\t".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }

    private boolean startsWord(int at, String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length()) && (end >= to || !isLetter(text.charAt(end)));
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

    private void chinese(int at, int from) {
        if (!text.startsWith("答案", at)) {
            return;
        }
        boolean last = at - 2 >= from && text.startsWith("最终", at - 2);
        int next = skipMarks(at + 2);
        if (next >= to) {
            return;
        }
        char c = text.charAt(next);
        if (c == '：' || c == ':') {
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_COLON, next + 1);
        } else if (c == '是' || c == '为' || c == '應' || c == '应') {
            boolean two = text.startsWith("应为", next) || text.startsWith("应是", next);
            pend(last ? Source.FINAL_ANSWER : Source.ANSWER_IS, next + (two ? 2 : 1));
        }
    }

    /** An announcement inside the statement of the one before replaces it: "Final answer: the final answer is 3". */
    private void pend(Source source, int start) {
        boolean replaces = pendingStart >= 0
                && start - pendingStart < 200
                && (source == pendingSource || pendingSource == Source.FINAL_ANSWER)
                && !text.substring(pendingStart, start).strip().contains("\n");
        Source kept = replaces ? pendingSource : source;
        if (!replaces) {
            settle();
        }
        pendingSource = kept;
        pendingStart = start;
    }

    private void settle() {
        if (pendingStart >= 0) {
            int start = pendingStart;
            while (start < to
                    && start - pendingStart < MAX_SKIP
                    && (Character.isWhitespace(text.charAt(start)) || ":：*".indexOf(text.charAt(start)) >= 0)) {
                start++;
            }
            String statement = statements.at(text, start, Math.min(to, start + MAX_STATEMENT));
            values.computeIfAbsent(pendingSource, _ -> new Values()).add(statement, pendingStart);
        }
        pendingStart = -1;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
