package dev.assay.language.text;

/** Tokens of ASCII letters that are no words: addresses, and names and symbols as programs and formulas have them. */
final class Tokens {
    private static final int LONGEST_MAIL_NAME = 256;
    private static final int LONGEST_TAG = 300;
    private static final String ENDS_ADDRESS = "<>\"'`，。；：）」』】》、";
    private static final String CALLS = "({}_^\\$";

    private final String text;
    private int end;
    private int mailLooked;

    Tokens(String text) {
        this.text = text;
    }

    /** What a token is. */
    enum Kind {
        /** A word. */
        PLAIN,
        /** A name of a program, such as {@code maxLen} or {@code node_list}. */
        IDENTIFIER,
        /** A symbol of a formula, such as {@code x1} or the {@code gcd} of {@code gcd(a, b)}. */
        SYMBOL,
        /** A URL or mail address. */
        ADDRESS
    }

    /** Where the token ends that was read last. */
    int end() {
        return end;
    }

    /** Reads the token that begins with the ASCII letter here. */
    Kind read(int from, int to) {
        boolean digit = false;
        boolean underscore = false;
        boolean camel = false;
        char before = ' ';
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                camel |= before >= 'a' && before <= 'z';
            } else if (Glyphs.isAsciiDigit(c)) {
                digit = true;
            } else if (c == '_') {
                underscore = true;
            } else if (c < 'a' || c > 'z') {
                break;
            }
            before = c;
            i++;
        }
        end = i;
        char next = i < to ? text.charAt(i) : ' ';
        if (next == ':' && text.startsWith("://", i) || next == '.' && i - from == 3 && text.startsWith("www.", from)) {
            end = addressEnd(i, to);
            return Kind.ADDRESS;
        }
        if (from >= mailLooked && (next == '@' || next == '.' || next == '-' || next == '+') && isMail(from, to)) {
            return Kind.ADDRESS;
        }
        if (next >= 0x80
                && Glyphs.kind(next) != Glyphs.OTHER
                && Glyphs.script(next).isConfusable()) {
            return Kind.PLAIN; // goes on with letters beyond ASCII
        }
        if (digit || underscore) {
            return letters(from, i) <= 2 ? Kind.SYMBOL : Kind.IDENTIFIER;
        }
        if (i - from <= 6 && Latex.isOperator(text, from, i) && isApplied(i, to)) {
            return Kind.SYMBOL;
        }
        if (camel || next == '(' && i - from > 1 || next == '.' && isDotted(from, i, to) || isMember(from)) {
            return Kind.IDENTIFIER;
        }
        return Kind.PLAIN;
    }

    /** Whether something follows that functions are applied to: a bracket, an index, a number, a single letter. */
    private boolean isApplied(int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) == ' ') {
            i++;
        }
        if (i >= to) {
            return false;
        }
        char c = text.charAt(i);
        boolean single = Glyphs.isAsciiLetter(c)
                && (i + 1 >= to || !Glyphs.isAsciiLetter(text.charAt(i + 1)) && text.charAt(i + 1) < 0x80);
        return CALLS.indexOf(c) >= 0 || Glyphs.isAsciiDigit(c) || single;
    }

    /** Whether a name follows behind a dot without a space, as in {@code list.append}. */
    private boolean isDotted(int from, int dot, int to) {
        return dot + 1 < to && isSmall(text.charAt(dot + 1)) && isSmall(text.charAt(dot - 1)) && dot - from > 1;
    }

    private boolean isMember(int from) {
        return from > 1 && text.charAt(from - 1) == '.' && isSmall(text.charAt(from)) && isSmall(text.charAt(from - 2));
    }

    private boolean isMail(int from, int to) {
        int i = from;
        while (i < to && i < from + LONGEST_MAIL_NAME && isMailCharacter(text.charAt(i))) {
            i++;
        }
        mailLooked = i;
        if (i + 1 >= to || text.charAt(i) != '@' || !Glyphs.isAsciiLetter(text.charAt(i + 1))) {
            return false;
        }
        end = i + 1;
        while (end < to && isMailCharacter(text.charAt(end))) {
            end++;
        }
        return true;
    }

    private int addressEnd(int from, int to) {
        int i = from;
        while (i < to
                && Glyphs.kind(text.charAt(i)) != Glyphs.SPACE
                && Glyphs.kind(text.charAt(i)) != Glyphs.LINE
                && ENDS_ADDRESS.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private int letters(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (Glyphs.isAsciiLetter(text.charAt(i))) {
                count++;
            }
        }
        return count;
    }

    private static boolean isMailCharacter(char c) {
        return Glyphs.isAsciiLetter(c)
                || Glyphs.isAsciiDigit(c)
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '+'
                || c == '%';
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Behind the ASCII letters here. */
    static int lettersEnd(String text, int from, int to) {
        int i = from;
        while (i < to && Glyphs.isAsciiLetter(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Behind the ASCII letters, digits and underscores here. */
    static int nameEnd(String text, int from, int to) {
        int i = from;
        while (i < to
                && (Glyphs.isAsciiLetter(text.charAt(i))
                        || Glyphs.isAsciiDigit(text.charAt(i))
                        || text.charAt(i) == '_')) {
            i++;
        }
        return i;
    }

    /** Behind the number here, with its separators and a unit or suffix of at most three ASCII letters. */
    static int numberEnd(String text, int from, int to) {
        int i = from + 1;
        while (i < to) {
            char c = text.charAt(i);
            boolean separates = (c == '.' || c == ',' || c == ':' || c == '/' || c == '-')
                    && i + 1 < to
                    && Glyphs.isAsciiDigit(text.charAt(i + 1));
            if (Glyphs.kind(c) != Glyphs.DIGIT && !separates) {
                break;
            }
            i++;
        }
        int unit = lettersEnd(text, i, to);
        if (unit == i && i < to && Character.getType(text.charAt(i)) == Character.OTHER_SYMBOL) {
            unit++; // units as one character, such as ㎞
        }
        boolean ends = unit >= to || !Glyphs.script(text.charAt(unit)).isConfusable();
        return unit - i <= 3 && ends ? unit : i;
    }

    /**
     * Behind the tag of HTML or XML that begins here, or −1: a name, and attributes only where there is an equals sign.
     */
    static int tagEnd(String text, int from, int to) {
        int name = from + 1 < to && text.charAt(from + 1) == '/' ? from + 2 : from + 1;
        int nameEnd = nameEnd(text, name, to);
        if (nameEnd == name || Glyphs.isAsciiDigit(text.charAt(name))) {
            return -1;
        }
        boolean bare = true;
        boolean attributes = false;
        int limit = Math.min(to, from + LONGEST_TAG);
        for (int i = nameEnd; i < limit; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                return bare || attributes ? i + 1 : -1;
            }
            if (c == '<' || c == '\n') {
                return -1;
            }
            attributes |= c == '=';
            bare &= c == '/' || c == ' ';
        }
        return -1;
    }
}
