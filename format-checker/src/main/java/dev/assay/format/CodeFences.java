package dev.assay.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fenced code in Markdown: a line that begins with three or more backticks or tildes, up to the next line that begins
 * with three or more of the same. A fence that is never closed is no fence, so nothing can be hidden behind it.
 */
final class CodeFences {
    private static final int LONGEST_INLINE = 200;

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("py", "python"),
            Map.entry("pypy", "python"),
            Map.entry("c++", "cpp"),
            Map.entry("cc", "cpp"),
            Map.entry("cxx", "cpp"),
            Map.entry("js", "javascript"),
            Map.entry("node", "javascript"),
            Map.entry("nodejs", "javascript"),
            Map.entry("ts", "typescript"),
            Map.entry("golang", "go"),
            Map.entry("rs", "rust"),
            Map.entry("sh", "bash"),
            Map.entry("shell", "bash"),
            Map.entry("kt", "kotlin"),
            Map.entry("c#", "csharp"),
            Map.entry("cs", "csharp"),
            Map.entry("rb", "ruby"));

    private final CharSequence text;
    private final int end;
    private boolean noCloserOfBackticks;
    private boolean noCloserOfTildes;

    CodeFences(CharSequence text, int end) {
        this.text = text;
        this.end = end;
    }

    /**
     * A closed fence.
     *
     * @param language what the opening line names, possibly empty
     * @param body where the code begins
     * @param bodyEnd where the code ends
     * @param end behind the closing line's marks
     */
    record Fence(String language, int body, int bodyEnd, int end) {}

    /**
     * The closed fence that begins at this mark. A search that finds no closing line is never made again for the same
     * mark, which keeps repeated questions linear.
     *
     * @param lineStart a place that counts as the start of a line, such as the end of a tag
     */
    Optional<Fence> at(int mark, int lineStart) {
        char c = text.charAt(mark);
        if (c == '`' ? noCloserOfBackticks : noCloserOfTildes) {
            return Optional.empty();
        }
        int run = run(mark, c);
        if (run < 3 || !beginsLine(mark, lineStart)) {
            return Optional.empty();
        }
        int infoEnd = mark + run;
        while (infoEnd < end && text.charAt(infoEnd) != '\n') {
            if (text.charAt(infoEnd) == '`') {
                return Optional.empty();
            }
            infoEnd++;
        }
        int bodyEnd = infoEnd;
        while (bodyEnd < end) {
            int close = Characters.firstVisible(text, bodyEnd, end);
            if (close < end && text.charAt(close) == c && run(close, c) >= 3 && beginsLine(close, -1)) {
                String info = text.subSequence(mark + run, Math.min(infoEnd, mark + run + 64))
                        .toString();
                return Optional.of(new Fence(firstWord(info), infoEnd, bodyEnd, close + run(close, c)));
            }
            bodyEnd = Math.max(close, bodyEnd + 1);
            while (bodyEnd < end && text.charAt(bodyEnd) != '\n') {
                bodyEnd++;
            }
        }
        if (c == '`') {
            noCloserOfBackticks = true;
        } else {
            noCloserOfTildes = true;
        }
        return Optional.empty();
    }

    /** The end of the inline code that begins at this backtick, or −1. */
    int inlineEnd(int mark) {
        int limit = Math.min(end, mark + LONGEST_INLINE);
        for (int i = mark + 1; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '`') {
                return i == mark + 1 ? -1 : i + 1;
            }
            if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }

    /** The last closed fence with something in it in {@code [from, end)}. */
    Optional<Fence> last(int from) {
        Optional<Fence> last = Optional.empty();
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '`' || c == '~') {
                Optional<Fence> fence = at(i, from);
                if (fence.isPresent()) {
                    i = fence.get().end();
                    if (Characters.content(text, fence.get().body(), fence.get().bodyEnd(), 1, false) > 0) {
                        last = fence;
                    }
                    continue;
                }
                i += run(i, c);
                continue;
            }
            i++;
        }
        return last;
    }

    /** Whether two names mean the same language: case, aliases and versions aside. */
    static boolean sameLanguage(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int length = lower.length();
        while (length > 1 && (Character.isDigit(lower.charAt(length - 1)) || lower.charAt(length - 1) == '.')) {
            length--;
        }
        String bare = lower.substring(0, length);
        return ALIASES.getOrDefault(bare, bare);
    }

    private static String firstWord(String info) {
        String trimmed = info.strip();
        int i = 0;
        while (i < trimmed.length() && !Characters.isWhite(trimmed.charAt(i)) && trimmed.charAt(i) != '{') {
            i++;
        }
        return trimmed.substring(0, i);
    }

    private int run(int at, char c) {
        int i = at;
        while (i < end && text.charAt(i) == c) {
            i++;
        }
        return i - at;
    }

    /** Whether only blanks stand between the start of the line and this place; at most 16 are looked at. */
    private boolean beginsLine(int at, int lineStart) {
        for (int i = at; i >= 0 && i > at - 17; i--) {
            if (i == lineStart || i == 0 || text.charAt(i - 1) == '\n') {
                return true;
            }
            char before = text.charAt(i - 1);
            if (before != ' ' && before != '\t') {
                return false;
            }
        }
        return false;
    }
}
