package dev.assay.format;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognises what looks like a tag of the template but is not written exactly like it: other case, attributes, white
 * space inside, zero-width characters, full-width forms, HTML or JSON escapes, letters of another script. Such a tag is
 * reported and never accepted, so a miss here changes a reason and never a value of 1.
 */
final class Lookalikes {
    /** How far attributes are followed; they end at the next {@code <} anyway, which keeps the whole scan linear. */
    private static final int LONGEST = 128;

    private static final String OPENERS = "<＜〈⟨‹﹤";
    private static final String CLOSERS = ">＞〉⟩›﹥";
    private static final String SLASHES = "/\\／∕⁄";
    /** The characters with which a look-alike may begin. */
    static final String MAY_OPEN = OPENERS + "&\\";

    static final List<String> ESCAPED_OPENERS = List.of("&lt;", "&lt", "&#60;", "&#060;", "&#x3c;", "\\u003c");
    private static final List<String> ESCAPED_CLOSERS = List.of("&gt;", "&gt", "&#62;", "&#062;", "&#x3e;", "\\u003e");

    private static final Map<Integer, Integer> CONFUSABLE = confusable(
            "аaеeоoрpсcуyхxіiјjѕsһhкkнhтtмmвbԁdԛqԝwпnАaВbЕeКkМmНhОoРpСcТtУyХxІiЈjЅs",
            "αaοoνvιiκkτtρpυuηnχxεeωwΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx",
            "ıiɑaɡgħhłlᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz",
            "օoոnսuհhցg");

    private final List<int[]> names;

    /** @param names of the tags, without brackets */
    Lookalikes(List<String> names) {
        this.names = names.stream().map(Lookalikes::fold).toList();
    }

    /** Whether a look-alike may begin with this character. */
    static boolean mayOpen(char c) {
        return MAY_OPEN.indexOf(c) >= 0;
    }

    /** Whether this ASCII character may stand between a bracket and a look-alike's name, or begin the name. */
    boolean mayFollowOpener(char c) {
        return Characters.isWhite(c)
                || isInvisible(c)
                || SLASHES.indexOf(c) >= 0
                || names.stream().anyMatch(name -> name.length == 0 || name[0] == fold(c));
    }

    /** Whether two names could be taken for each other. */
    static boolean alike(String one, String other) {
        return java.util.Arrays.equals(fold(one), fold(other));
    }

    /** The length of the look-alike that begins here, or 0. Exact tags are the caller's to recognise first. */
    int lengthAt(CharSequence text, int at, int end) {
        int opener = bracket(text, at, end, OPENERS, ESCAPED_OPENERS);
        if (opener == 0) {
            return 0;
        }
        int limit = Math.min(end, at + LONGEST);
        int i = skipBlank(text, at + opener, limit);
        boolean closing = i < limit && SLASHES.indexOf(text.charAt(i)) >= 0;
        if (closing) {
            i = skipBlank(text, i + 1, limit);
        }
        for (int[] name : names) {
            int after = matchName(text, i, limit, name);
            if (after >= 0 && !(after < end && isNamePart(text.charAt(after)))) {
                if (!closing && isTypeArgument(text, at, i, after, end)) {
                    return 0;
                }
                int stop = closeAfter(text, after, limit, end);
                if (stop >= 0) {
                    return stop - at;
                }
                return closing && after < end ? after - at : 0; // "</think" without its bracket is no prose
            }
        }
        return 0;
    }

    /** {@code List<Answer>} in a program is a type, not a tag. */
    private static boolean isTypeArgument(CharSequence text, int at, int nameStart, int nameEnd, int end) {
        if (at == 0 || nameStart != at + 1 || nameEnd >= end || text.charAt(nameEnd) != '>') {
            return false;
        }
        char before = text.charAt(at - 1);
        boolean identifier = before == '_' || (before < 0x80 && Character.isLetterOrDigit(before));
        if (!identifier || !isAscii(text.charAt(nameStart), 'A', 'Z')) {
            return false;
        }
        for (int i = nameStart + 1; i < nameEnd; i++) {
            if (!isAscii(text.charAt(i), 'a', 'z')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(char c, char from, char to) {
        return c >= from && c <= to;
    }

    private static int closeAfter(CharSequence text, int after, int limit, int end) {
        int i = skipBlank(text, after, limit);
        if (i < limit && text.charAt(i) == '\\' && i + 1 < limit && text.charAt(i + 1) == '>') {
            return i + 2;
        }
        int closer = i < end ? bracket(text, i, end, CLOSERS, ESCAPED_CLOSERS) : 0;
        if (closer > 0) {
            return i + closer;
        }
        if (i == after && i < limit && SLASHES.indexOf(text.charAt(i)) < 0) {
            return -1;
        }
        for (; i < limit; i++) {
            char c = text.charAt(i);
            if (CLOSERS.indexOf(c) >= 0) {
                return i + 1;
            }
            if (OPENERS.indexOf(c) >= 0) {
                return -1;
            }
        }
        return -1;
    }

    private static int bracket(CharSequence text, int at, int end, String single, List<String> escaped) {
        char c = text.charAt(at);
        if (single.indexOf(c) >= 0) {
            return 1;
        }
        if (c != '&' && c != '\\') {
            return 0;
        }
        for (String form : escaped) {
            if (matchesIgnoringCase(text, at, end, form)) {
                return form.length();
            }
        }
        return 0;
    }

    private static boolean matchesIgnoringCase(CharSequence text, int at, int end, String lower) {
        if (lower.length() > end - at) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (Character.toLowerCase(text.charAt(at + i)) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int skipBlank(CharSequence text, int from, int limit) {
        int i = from;
        while (i < limit && (Characters.isWhite(text.charAt(i)) || isInvisible(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    private static int matchName(CharSequence text, int from, int limit, int[] name) {
        int i = from;
        int matched = 0;
        while (i < limit && matched < name.length) {
            int point = Character.codePointAt(text, i);
            if (!isInvisible(point)) {
                if (fold(point) != name[matched]) {
                    return -1;
                }
                matched++;
            }
            i += Character.charCount(point);
        }
        while (i < limit && isInvisible(text.charAt(i))) {
            i++;
        }
        return matched == name.length ? i : -1;
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '-' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    private static boolean isInvisible(int point) {
        if (point < 0x80) {
            return point < 0x20 && !Characters.isWhite(point);
        }
        int type = Character.getType(point);
        return type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || Characters.isFiller(point);
    }

    private static int[] fold(String name) {
        return name.codePoints()
                .filter(point -> !isInvisible(point))
                .map(Lookalikes::fold)
                .toArray();
    }

    private static int fold(int point) {
        if (point < 0x80) {
            return Character.toLowerCase(point);
        }
        Integer known = CONFUSABLE.get(point);
        if (known != null) {
            return known;
        }
        if (!Character.isLetterOrDigit(point) && Character.getType(point) != Character.OTHER_SYMBOL) {
            return point;
        }
        int plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD)
                .codePointAt(0);
        return CONFUSABLE.getOrDefault(plain, Character.toLowerCase(plain));
    }

    private static Map<Integer, Integer> confusable(String... pairs) {
        Map<Integer, Integer> map = new HashMap<>();
        for (String row : pairs) {
            List<Integer> points = new ArrayList<>(row.codePoints().boxed().toList());
            for (int i = 0; i < points.size(); i += 2) {
                map.put(points.get(i), points.get(i + 1));
            }
        }
        return Map.copyOf(map);
    }
}
