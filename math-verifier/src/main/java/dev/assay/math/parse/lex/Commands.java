package dev.assay.math.parse.lex;

import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.Locale;
import java.util.Optional;

/** Reads what begins with a backslash. */
final class Commands {
    /** Which side of a pair the size command before a bar says that it is. */
    enum Side {
        NONE,
        LEFT,
        RIGHT
    }

    /** Delimiters that people run into the next letter, although TeX would not take it: {@code \vertx\vert}. */
    private static final String[] GLUED = {
        "lvert", "rvert", "vert", "lgroup", "rgroup", "lbrace", "rbrace", "lbrack", "rbrack", "quad", "cdot", "times"
    };

    private final Tokenizer tokenizer;
    private Side side = Side.NONE;
    private int environments;

    Commands(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    Side side() {
        return side;
    }

    void forget() {
        side = Side.NONE;
    }

    void read() throws ParseFailure {
        int start = tokenizer.at();
        char next = tokenizer.peek(1);
        if (!Characters.isLetter(next)) {
            tokenizer.move(start + 2);
            character(next, start);
            return;
        }
        String text = tokenizer.text();
        int end = start + 1;
        while (end < text.length() && Characters.isLetter(text.charAt(end))) {
            end++;
        }
        String name = Words.alias(text.substring(start + 1, end));
        tokenizer.move(end);
        if (!known(name, start)) {
            for (String prefix : GLUED) {
                if (name.startsWith(prefix)) {
                    tokenizer.move(start + 1 + prefix.length());
                    known(prefix, start);
                    return;
                }
            }
            throw new ParseFailure(start, "the command \\" + name);
        }
    }

    private void character(char next, int start) throws ParseFailure {
        switch (next) {
            case ',', ';', ':', '!', ' ', '/', '\n', '>' -> tokenizer.space();
            case '(', ')', '[', ']' -> tokenizer.space(); // formula delimiters
            case '{' -> tokenizer.open("\\{", start);
            case '}' -> tokenizer.close("\\}", start);
            case '|' -> tokenizer.bar(true, start);
            case '$' -> tokenizer.add(Kind.CURRENCY, "$", start);
            case '%', '&', '_', '#' -> tokenizer.add(Kind.SIGN, String.valueOf(next), start);
            case '\\' -> backslashes(start);
            default -> throw new ParseFailure(start, "a backslash before " + Tokenizer.shown(next));
        }
    }

    private boolean known(String name, int start) throws ParseFailure {
        Optional<String> sign = Words.sign(name);
        if (Words.isTextual(name)) {
            textual(name, start);
        } else if (isVector(name)) {
            unitVector(start);
        } else if (Words.isLayout(name)) {
            layout(name);
        } else if (sign.isPresent()) {
            bracketed(sign.get(), start);
        } else if (Words.currency(name).isPresent()) {
            tokenizer.add(Kind.CURRENCY, Words.currency(name).get(), start);
        } else if (Words.constant(name).isPresent()) {
            tokenizer.add(Kind.CONSTANT, name, start);
        } else if (Words.isCommandFunction(name)) {
            tokenizer.add(Kind.FUNCTION, name, start);
        } else if (name.equals("variable")) {
            variable(start);
        } else if (Words.isCommand(name)) {
            environments += name.equals("begin") ? 1 : 0;
            tokenizer.add(Kind.COMMAND, name, start);
        } else if (Words.isGreek(name)) {
            tokenizer.add(Kind.LETTER, name, start);
        } else {
            return false;
        }
        return true;
    }

    private void bracketed(String sign, int start) {
        switch (sign) {
            case "(", "[", "\\{" -> tokenizer.open(sign, start);
            case ")", "]", "\\}" -> tokenizer.close(sign, start);
            case "|" -> tokenizer.bar(false, start);
            case "‖" -> tokenizer.bar(true, start);
            case "lceil", "rceil", "lfloor", "rfloor" -> tokenizer.add(Kind.COMMAND, sign, start);
            default -> tokenizer.add(Kind.SIGN, sign, start);
        }
    }

    private void layout(String name) {
        tokenizer.space();
        boolean left = name.endsWith("left") || name.endsWith("l") && name.startsWith("big");
        boolean right = name.endsWith("right") || name.endsWith("r") && name.startsWith("big");
        if (left || right) {
            side = left ? Side.LEFT : Side.RIGHT;
            if (tokenizer.peek(0) == '.') {
                tokenizer.move(tokenizer.at() + 1);
                side = Side.NONE;
            }
        }
    }

    /** A doubled backslash is a line break in LaTeX, or an escape that was escaped once too often. */
    private void backslashes(int start) throws ParseFailure {
        char next = tokenizer.peek(0);
        boolean command = Characters.isLetter(next) && (environments == 0 || Characters.isLetter(tokenizer.peek(1)));
        if (command || next == '{' || next == '}' || next == '%' || next == '$') {
            tokenizer.move(tokenizer.at() - 1);
            read();
        } else {
            tokenizer.add(Kind.SIGN, "\\\\", start);
        }
    }

    private static boolean isVector(String name) {
        return switch (name) {
            case "vec", "hat", "overrightarrow", "boldsymbol", "bm" -> true;
            default -> false;
        };
    }

    /** {@code \hat{i}}, {@code \vec{j}}: the unit vectors; over other letters the mark says nothing. */
    private void unitVector(int start) {
        String text = tokenizer.text();
        int at = tokenizer.at();
        for (String written : new String[] {"{i}", "{j}", "{k}", "{\\imath}", "{\\jmath}", "{\\mathbf{i}}"}) {
            if (text.startsWith(written, at)) {
                tokenizer.move(at + written.length());
                String letter = written.contains("i") ? "i" : written.contains("j") ? "j" : "k";
                tokenizer.add(Kind.LETTER, letter + "\u0302", start);
                return;
            }
        }
        tokenizer.space();
    }

    /** {@code \variable{name}}: a variable whose name is written out. */
    private void variable(int start) throws ParseFailure {
        String content = braced(start);
        tokenizer.add(Kind.LETTER, content.replaceAll("[{}\\\\ ]", ""), start);
    }

    /** The raw content of the braces that follow. */
    private String braced(int start) throws ParseFailure {
        while (tokenizer.peek(0) == ' ') {
            tokenizer.move(tokenizer.at() + 1);
        }
        String text = tokenizer.text();
        int from = tokenizer.at() + 1;
        int end = from;
        int depth = tokenizer.peek(0) == '{' ? 1 : 0;
        while (end < text.length() && depth > 0) {
            char c = text.charAt(end++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        if (depth > 0 || end == from) {
            throw new ParseFailure(start, "a text without end");
        }
        tokenizer.move(end);
        return text.substring(from, end - 1);
    }

    private void textual(String name, int start) throws ParseFailure {
        while (tokenizer.peek(0) == ' ') {
            tokenizer.move(tokenizer.at() + 1);
        }
        if (tokenizer.peek(0) != '{') {
            return; // \mathrm e
        }
        String raw = braced(start);
        String content = spacedOut(raw).strip();
        String lower = content.toLowerCase(Locale.ROOT);
        if (content.isEmpty()) {
            tokenizer.space();
        } else if (Words.plainSign(lower).isPresent()) {
            tokenizer.add(Kind.SIGN, Words.plainSign(lower).get(), start);
        } else if (content.length() == 1 && Characters.isLetter(content.charAt(0))) {
            boolean vector = name.equals("mathbf") && "ijk".contains(content);
            if (raw.startsWith(" ") && tokenizer.afterNumber()) {
                tokenizer.add(Kind.TEXT, content, start);
            } else if (vector) {
                tokenizer.add(Kind.LETTER, content + "\u0302", start);
            } else {
                tokenizer.letter(content, start);
            }
        } else if (isWordy(content)) {
            String known = Words.alias(content);
            boolean function = Words.isCommandFunction(known) && (!content.equals("min") || !tokenizer.afterNumber());
            tokenizer.add(function ? Kind.FUNCTION : Kind.TEXT, function ? known : content, start);
        } else {
            tokenizer.inner(content, start, tokenizer.afterNumber());
        }
    }

    /** With plain spaces for thin ones: {@code km\,h^{-1}}. */
    private static String spacedOut(String content) {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        return content.replace("\\,", " ")
                .replace("\\;", " ")
                .replace("\\ ", " ")
                .replace("\\cdot", "*");
    }

    private static boolean isWordy(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (!Character.isLetter(c) && c != ' ' && c != '.' && c != '-' && c != '\'' && c != '/') {
                return false;
            }
        }
        return true;
    }
}
