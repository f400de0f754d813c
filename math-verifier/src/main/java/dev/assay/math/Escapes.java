package dev.assay.math;

import dev.assay.math.parse.Reader;

/** Mends numbers with spaces around their separator, and LaTeX that was escaped once too often, or unescaped once too often, on its way through JSON. */
final class Escapes {
    private Escapes() {}

    static String mended(String text) {
        if (text.length() > Reader.MAX_LENGTH) {
            return text; // which nobody reads
        }
        String known = text;
        if (text.indexOf('\f') >= 0 || text.indexOf('\b') >= 0) {
            known = text.replace("\\\f", "\\f")
                    .replace("\f", "\\f")
                    .replace("\\\b", "\\b")
                    .replace("\b", "\\b");
        }
        known = isDoubled(known) ? known.replace("\\\\", "\\") : known;
        return known.indexOf('{') >= 0 && known.indexOf(',') >= 0 ? grouped(known) : known;
    }

    /** {@code 14 {, }916} is a number whose comma was kept from being one of a list. */
    private static String grouped(String text) {
        StringBuilder mended = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int comma = text.charAt(at) == '{' ? skip(text, at + 1) : text.length();
            int close = comma < text.length() && text.charAt(comma) == ',' ? skip(text, comma + 1) : text.length();
            int next = close < text.length() && text.charAt(close) == '}' ? skip(text, close + 1) : text.length();
            int last = next < text.length() && Character.isDigit(text.charAt(next)) ? end(mended) : 0;
            if (last > 0 && Character.isDigit(mended.charAt(last - 1))) {
                mended.setLength(last);
                mended.append("{,}");
                at = next;
            } else {
                mended.append(text.charAt(at++));
            }
        }
        return mended.toString();
    }

    private static int end(StringBuilder text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Whether backslashes come in even runs only, and one of two stands before a command. */
    private static boolean isDoubled(String text) {
        boolean command = false;
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at)) {
            int end = at;
            while (end < text.length() && text.charAt(end) == '\\') {
                end++;
            }
            if ((end - at) % 2 == 1) {
                return false;
            }
            command |= end - at == 2 && end < text.length() && Character.isLetter(text.charAt(end));
            at = end;
        }
        return command;
    }
}
