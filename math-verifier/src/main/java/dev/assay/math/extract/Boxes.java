package dev.assay.math.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds boxed values in one pass. Boxes inside of boxes belong to the outer one. A box that is never closed counts
 * where no closed one comes after it, up to the end of its line or formula.
 */
final class Boxes {
    private static final int MAX_NESTING = 64;
    private static final int MAX_GAP = 40;
    private static final int NEAR = 10;
    private static final int FAR = 70;

    private final String text;
    private final boolean near;
    private final int to;
    private final int[] openStart = new int[MAX_NESTING];
    private final int[] openDepth = new int[MAX_NESTING];
    private int open;
    private int depth;

    /** The values so far; adjacent boxes are joined by commas. */
    private final Values values = new Values();

    private StringBuilder group = new StringBuilder();
    private int groupStart = -1;
    private int groupEnd = -1;

    private Boxes(String text, int to, boolean near) {
        this.near = near;
        this.text = text;
        this.to = to;
    }

    /** The boxed values between two positions; with {@code FIRST} and {@code ALL} one at most. */
    static Values find(String text, int from, int to, Search.Boxed which) {
        Boxes boxes = new Boxes(text, to, which == Search.Boxed.JOINED);
        boxes.scan(from);
        List<String> different = boxes.values.different();
        if (boxes.values.isEmpty() || which == Search.Boxed.LAST || which == Search.Boxed.JOINED) {
            return boxes.values;
        }
        Values one = new Values();
        one.add(
                which == Search.Boxed.FIRST ? different.getFirst() : String.join(", ", different),
                boxes.values.lastPosition());
        return one;
    }

    private void scan(int from) {
        List<int[]> closed = new ArrayList<>();
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                char next = at + 1 < to ? text.charAt(at + 1) : ' ';
                if (next != 'b' && next != 'f' && next != '\\') {
                    at++;
                    continue;
                }
                if (text.startsWith("\\\\boxed{", at)) {
                    at++; // escaped once too often
                }
                int content = contentOfBox(at);
                if (content < 0) {
                    at++; // an escaped character is no brace
                } else if (content < to && text.charAt(content) == '{') {
                    if (open < MAX_NESTING) {
                        openStart[open] = content + 1;
                        openDepth[open++] = depth;
                    }
                    depth++;
                    at = content;
                } else {
                    int end = wordEnd(content);
                    if (open == 0 && end > content) {
                        box(content, end, content);
                    }
                    at = Math.max(at + 1, end - 1);
                }
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
                if (open > 0 && openDepth[open - 1] == depth) {
                    open--;
                    closed(closed, openStart[open], at);
                }
            }
        }
        flush(closed);
        if (open > 0 && openStart[0] > groupEnd) {
            int start = openStart[open - 1];
            box(start, lineEnd(start), start);
        }
        endGroup();
    }

    /** Keeps outermost boxes only; those inside of a box that is still open wait until it closes or the text ends. */
    private void closed(List<int[]> closed, int start, int end) {
        while (!closed.isEmpty() && closed.getLast()[0] > start) {
            closed.removeLast();
        }
        if (open == 0) {
            flush(closed);
            box(start, end, start);
        } else if (closed.size() < MAX_NESTING) {
            closed.add(new int[] {start, end});
        } else {
            closed.set(MAX_NESTING - 1, new int[] {start, end});
        }
    }

    private void flush(List<int[]> closed) {
        for (int[] box : closed) {
            box(box[0], box[1], box[0]);
        }
        closed.clear();
    }

    private void box(int start, int end, int position) {
        boolean again = near && group.toString().equals(text.substring(start, end));
        if (groupStart >= 0 && (again || !joins(groupEnd, position))) {
            endGroup();
        }
        if (groupStart < 0) {
            groupStart = position;
        } else if (group.length() <= Values.MAX_LENGTH) {
            group.append(", ");
        }
        if (group.length() <= Values.MAX_LENGTH) {
            int content = start; // space before an answer is not what makes it long
            while (content < end && Character.isWhitespace(text.charAt(content))) {
                content++;
            }
            group.append(text, content, Math.min(end, content + Values.MAX_LENGTH + 1));
        }
        groupEnd = end;
    }

    private void endGroup() {
        if (groupStart >= 0) {
            values.add(group.toString(), groupStart, groupEnd);
        }
        group = new StringBuilder();
        groupStart = -1;
    }

    /** Whether nothing but separators and "and" stands between two boxes, so that they are parts of one answer. */
    private boolean joins(int end, int next) {
        int from = Math.min(end + 1, next);
        int stop = next;
        int back = text.lastIndexOf('\\', stop - 1);
        if (back >= from) {
            stop = back;
        }
        if (near && (stop - from < NEAR || stop - from < FAR && isJoint(text.substring(from, stop)))) {
            return true;
        }
        if (stop - from > MAX_GAP) {
            return false;
        }
        int at = from;
        while (at < stop) {
            char c = text.charAt(at);
            if (text.startsWith("\\text{", at)) {
                at += 6;
            } else if (text.startsWith("and", at)) {
                at += 3;
            } else if (text.startsWith("\\quad", at)) {
                at += 5;
            } else if (" ,;$}\n\t\\、和()".indexOf(c) >= 0) {
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isJoint(String between) {
        return between.contains(" and ") || between.contains(" or ") || between.contains(",");
    }

    /** A percent sign, or the word, that follows a box; empty where there is none. */
    static String percentBehind(String text, int end, int to) {
        int at = end + 1;
        while (at < to && at - end < 8 && " $}*)\\".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        boolean percent = end >= 0
                && at < to
                && (text.charAt(at) == '%' || text.startsWith("percent", at) || text.startsWith("pct", at));
        return percent ? "\\%" : "";
    }

    /** The position after {@code \boxed} or {@code \fbox} and spaces, or -1. */
    private int contentOfBox(int at) {
        int end = text.startsWith("\\boxed", at) ? at + 6 : text.startsWith("\\fbox", at) ? at + 5 : -1;
        if (end < 0 || end < to && Character.isLetter(text.charAt(end)) && text.charAt(end) < 0x80) {
            return -1;
        }
        while (end < to && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    /** Of a box without braces. */
    private int wordEnd(int start) {
        int end = start;
        while (end < to
                && end - start < 100
                && (Character.isLetterOrDigit(text.charAt(end)) || ".-/\\".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end > start && text.charAt(end - 1) == '.' ? end - 1 : end;
    }

    private int lineEnd(int start) {
        int end = start;
        while (end < to && text.charAt(end) != '\n' && text.charAt(end) != '$' && end - start <= Values.MAX_LENGTH) {
            end++;
        }
        return end;
    }
}
