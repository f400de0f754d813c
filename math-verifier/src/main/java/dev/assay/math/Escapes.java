package dev.assay.math;

/** Mends LaTeX that was escaped once too often, or unescaped once too often, on its way through JSON. */
final class Escapes {
    private Escapes() {}

    static String mended(String text) {
        String known = text;
        if (text.indexOf('\f') >= 0 || text.indexOf('\b') >= 0) {
            known = text.replace("\\\f", "\\f")
                    .replace("\f", "\\f")
                    .replace("\\\b", "\\b")
                    .replace("\b", "\\b");
        }
        return isDoubled(known) ? known.replace("\\\\", "\\") : known;
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
