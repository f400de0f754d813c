package dev.assay.code.reward;

import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the program in a completion, in one pass over its lines:
 *
 * <ol>
 *   <li>Thinking does not count: everything up to the last {@code </think>}. A completion that never ends its thinking
 *       has no program.
 *   <li>A fence is a line of three or more backticks or tildes, with the language behind them; it ends at a line of as
 *       many of the same mark alone, or where the completion ends.
 *   <li>The last fence that names the language, or one of its aliases, is the program. Where no fence names it, it is
 *       the last fence that names nothing. Where every fence names another language, there is no program.
 *   <li>Text without fences is no program, unless the recipe says {@code unfenced: program}; then all of it is, without
 *       answer tags around it.
 * </ol>
 */
public final class CodeExtraction {
    private static final String END_OF_THINKING = "</think>";

    private final Set<String> names;
    private final boolean unfenced;

    /**
     * @param names the names of the language in lower case
     * @param unfenced whether text without fences is a program
     */
    public CodeExtraction(Set<String> names, boolean unfenced) {
        this.names = names;
        this.unfenced = unfenced;
    }

    /**
     * Finds the program.
     *
     * @param thinking whether the prompt has opened the thinking already
     */
    public Extraction extract(String completion, boolean thinking) {
        int end = completion.lastIndexOf(END_OF_THINKING);
        if (end < 0 && (thinking || completion.contains("<think>"))) {
            return new Extraction.Missing(ReasonCode.NO_CODE, "the thinking never ends");
        }
        String said = end < 0 ? completion : completion.substring(end + END_OF_THINKING.length());
        List<Fence> fences = fences(said);
        if (fences.isEmpty()) {
            String text = withoutAnswerTags(said);
            return unfenced && !text.isBlank()
                    ? new Extraction.Found(text)
                    : new Extraction.Missing(ReasonCode.NO_CODE, "there is no fenced code");
        }
        Optional<Fence> program = last(fences, true).or(() -> last(fences, false));
        if (program.isEmpty()) {
            return new Extraction.Missing(
                    ReasonCode.WRONG_CODE_LANGUAGE,
                    "the code is '" + fences.getLast().language() + "'");
        }
        return program.get().code().isBlank()
                ? new Extraction.Missing(ReasonCode.NO_CODE, "the code is empty")
                : new Extraction.Found(program.get().code());
    }

    private Optional<Fence> last(List<Fence> fences, boolean named) {
        for (Fence fence : fences.reversed()) {
            if (named ? names.contains(fence.language()) : fence.language().isEmpty()) {
                return Optional.of(fence);
            }
        }
        return Optional.empty();
    }

    private record Fence(String language, String code) {}

    private static List<Fence> fences(String text) {
        List<Fence> fences = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int lineEnd = lineEnd(text, at);
            int mark = markStart(text, at, lineEnd);
            int marks = marks(text, mark, lineEnd);
            if (marks < 3 || text.substring(mark + marks, lineEnd).indexOf('`') >= 0) {
                at = lineEnd + 1;
                continue;
            }
            int from = Math.min(text.length(), lineEnd + 1);
            int close = from;
            while (close < text.length() && !closes(text, close, text.charAt(mark), marks)) {
                close = lineEnd(text, close) + 1;
            }
            close = Math.min(close, text.length());
            fences.add(new Fence(language(text.substring(mark + marks, lineEnd)), text.substring(from, close)));
            at = lineEnd(text, close) + 1;
        }
        return fences;
    }

    private static boolean closes(String text, int line, char mark, int marks) {
        int end = lineEnd(text, line);
        int start = markStart(text, line, end);
        int count = marks(text, start, end);
        return count >= marks
                && text.charAt(start) == mark
                && (text.substring(start + count, end).isBlank()
                        || text.substring(start + count, end).strip().startsWith("</answer>"));
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Where the text of a line begins, an opening answer tag left out. */
    private static int markStart(String text, int from, int end) {
        int at = from;
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (text.startsWith("<answer>", at)) {
            at += "<answer>".length();
            while (at < end && text.charAt(at) == ' ') {
                at++;
            }
        }
        return at;
    }

    private static int marks(String text, int from, int end) {
        if (from >= end || (text.charAt(from) != '`' && text.charAt(from) != '~')) {
            return 0;
        }
        int at = from;
        while (at < end && text.charAt(at) == text.charAt(from)) {
            at++;
        }
        return at - from;
    }

    private static String language(String behindMarks) {
        String word = behindMarks.strip();
        int end = 0;
        while (end < word.length()
                && !Character.isWhitespace(word.charAt(end))
                && word.charAt(end) != '{'
                && word.charAt(end) != ','
                && word.charAt(end) != ':') {
            end++;
        }
        return word.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String withoutAnswerTags(String text) {
        int from = text.lastIndexOf("<answer>");
        String inner = from < 0 ? text : text.substring(from + "<answer>".length());
        int to = inner.indexOf("</answer>");
        return to < 0 ? inner : inner.substring(0, to);
    }
}
