package dev.assay.math.extract;

/** What is taken where nothing announces an answer. Each looks from the end, and not further than needed. */
final class Fallbacks {
    private static final int MAX_LOOK_BACK = 1_000;

    private Fallbacks() {}

    /** The last text in bold markdown that has a digit or is short. */
    static Values lastBold(String text, int from, int to) {
        Values bold = new Values();
        int end = text.lastIndexOf("**", to - 2);
        if (end < from) {
            return bold;
        }
        int start = text.lastIndexOf("**", end - 2);
        if (start < from || end - start > MAX_LOOK_BACK) {
            return bold;
        }
        String content = text.substring(start + 2, end).strip();
        if (!content.isEmpty() && !content.contains("\n") && !content.endsWith(":") && !Statements.isProse(content)) {
            bold.add(content, start);
        }
        return bold;
    }

    /** The last number, with its sign, separators, fraction bar and percent sign. */
    static Values lastNumber(String text, int from, int to) {
        Values number = new Values();
        int end = to;
        while (end > from && !isDigit(text.charAt(end - 1))) {
            end--;
        }
        if (end == from) {
            return number;
        }
        int start = end;
        while (start > from && start > end - Values.MAX_LENGTH - 10 && isPart(text.charAt(start - 1))) {
            start--;
        }
        while (start < end && ",/".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        if (start > from && (text.charAt(start - 1) == '-' || text.charAt(start - 1) == '−')) {
            boolean sign = start - 1 == from || !Character.isLetterOrDigit(text.charAt(start - 2));
            start -= sign ? 1 : 0;
        }
        int after = end;
        if (after < to && text.charAt(after) == '\\') {
            after++;
        }
        boolean percent = after < to && text.charAt(after) == '%';
        number.add(text.substring(start, end) + (percent ? "%" : ""), start);
        return number;
    }

    private static String sentence(String text, int from, int at, int to) {
        int start = at;
        while (start > from && ".!?。！？\n".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        int end = at;
        while (end < to && ".!?。！？\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    /** The last capital letter from A to J that stands alone and is no word; its sentence where that denies. */
    static Values lastLetter(String text, int from, int to) {
        Values letter = new Values();
        for (int at = to - 1; at >= Math.max(from, to - MAX_LOOK_BACK); at--) {
            char c = text.charAt(at);
            if (c < 'A' || c > 'J') {
                continue;
            }
            boolean alone = (at == from
                            || !Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '\\')
                    && (at + 1 == to || !Character.isLetterOrDigit(text.charAt(at + 1)) && text.charAt(at + 1) != '\'');
            boolean word = (c == 'A' || c == 'I')
                    && at + 2 < to
                    && text.charAt(at + 1) == ' '
                    && Character.isLowerCase(text.charAt(at + 2));
            if (alone && !word) {
                String sentence = sentence(text, Math.max(from, at - 200), at, Math.min(to, at + 100));
                letter.add(Denials.in(sentence) ? sentence : String.valueOf(c), at);
                return letter;
            }
        }
        return letter;
    }

    private static boolean isPart(char c) {
        return isDigit(c) || c == '.' || c == ',' || c == '/';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
