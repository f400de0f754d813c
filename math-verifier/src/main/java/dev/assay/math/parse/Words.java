package dev.assay.math.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What words, LaTeX commands and single characters mean. */
final class Words {
    /** Functions of LaTeX and of plain text. */
    private static final Set<String> FUNCTIONS = Set.of(
            "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln",
            "lg", "exp", "gcd", "lcm", "abs", "floor", "ceil");

    private static final Set<String> COMMANDS = Set.of(
            "frac",
            "sqrt",
            "binom",
            "overline",
            "begin",
            "end",
            "lfloor",
            "rfloor",
            "lceil",
            "rceil",
            "mathbb",
            "bmod",
            "pmod");

    private static final Set<String> GREEK = Set.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda",
            "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega", "ell");

    /** Layout that says nothing. */
    private static final Set<String> LAYOUT = Set.of(
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "biggl",
            "biggr",
            "middle",
            "rm",
            "displaystyle",
            "textstyle",
            "limits",
            "nolimits",
            "quad",
            "qquad",
            "thinspace",
            "medspace",
            "boldsymbol",
            "mathstrut",
            "bf",
            "it",
            "tt",
            "hline",
            "boxed",
            "fbox",
            "angle",
            "triangle",
            "nonumber",
            "noindent",
            "hfill",
            "vec",
            "hat",
            "tilde",
            "bar",
            "mathcal");

    /** Commands whose argument is text. */
    private static final Set<String> TEXTUAL = Set.of(
            "text",
            "mbox",
            "textbf",
            "textit",
            "textnormal",
            "textrm",
            "textsf",
            "texttt",
            "mathrm",
            "mathbf",
            "mathit",
            "mathsf",
            "mathtt",
            "operatorname",
            "hbox",
            "emph");

    private static final Map<String, String> SIGNS = new HashMap<>();
    private static final Map<String, Expr.Constant> CONSTANTS = new HashMap<>();
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("dfrac", "frac"),
            Map.entry("tfrac", "frac"),
            Map.entry("cfrac", "frac"),
            Map.entry("dbinom", "binom"),
            Map.entry("tbinom", "binom"),
            Map.entry("overrightarrow", "overline"),
            Map.entry("varepsilon", "epsilon"),
            Map.entry("vartheta", "theta"),
            Map.entry("varphi", "phi"),
            Map.entry("varrho", "rho"),
            Map.entry("mod", "bmod"),
            Map.entry("pod", "pmod"),
            Map.entry("tg", "tan"),
            Map.entry("arctg", "arctan"),
            Map.entry("asin", "arcsin"),
            Map.entry("acos", "arccos"),
            Map.entry("atan", "arctan"));

    static {
        for (String pair : new String[] {
            "cdot *",
            "times *",
            "ast *",
            "div /",
            "pm ±",
            "mp ±",
            "le <=",
            "leq <=",
            "leqslant <=",
            "ge >=",
            "geq >=",
            "geqslant >=",
            "lt <",
            "gt >",
            "ne !=",
            "neq !=",
            "in in",
            "cup ∪",
            "cap ∩",
            "setminus \\",
            "approx ≈",
            "simeq ≈",
            "degree °",
            "circ °",
            "lvert |",
            "rvert |",
            "vert |",
            "mid |",
            "lbrace \\{",
            "rbrace \\}",
            "langle (",
            "rangle )",
            "lbrack [",
            "rbrack ]",
            "colon :",
            "percent %",
            "pct %",
            "percentage %",
            "degrees °",
            "and ,",
            "or ,",
            "lor ,",
            "land ,",
            "vee ,",
            "wedge ,",
            "newline \\\\",
            "cr \\\\",
            "prime '",
            "slash /",
            "equiv =",
            "euro $",
            "pounds $"
        }) {
            int space = pair.indexOf(' ');
            SIGNS.put(pair.substring(0, space), pair.substring(space + 1));
        }
        CONSTANTS.put("pi", Expr.Constant.PI);
        CONSTANTS.put("infty", Expr.Constant.INFINITY);
        CONSTANTS.put("infinity", Expr.Constant.INFINITY);
        CONSTANTS.put("inf", Expr.Constant.INFINITY);
        CONSTANTS.put("oo", Expr.Constant.INFINITY);
        CONSTANTS.put("emptyset", Expr.Constant.EMPTY_SET);
        CONSTANTS.put("varnothing", Expr.Constant.EMPTY_SET);
        CONSTANTS.put("imath", Expr.Constant.I);
    }

    private Words() {}

    /** Whether a text consists of words only, so that it is meant as words: {@code no real roots}, {@code Evelyn}. */
    static boolean isPhrase(String text) {
        int longest = 0;
        int run = 0;
        int words = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c) && ascii(c).isEmpty()) {
                words += run == 0 ? 1 : 0;
                longest = Math.max(longest, c >= 0x2E80 ? 3 : ++run);
            } else if (c == ' ' || c == '\n' || c == '.' || c == '-' || c == '\'' || c == ',' || c == '!' || c == '?') {
                run = 0;
            } else {
                return false;
            }
        }
        String word = text.strip();
        if (words == 1 && longest < 3) {
            return word.equalsIgnoreCase("no");
        }
        return longest >= 3 && !(words == 1 && (isGreek(word) || constant(word).isPresent())) && !isListOfLetters(text);
    }

    /** Single letters joined by "and" or "or" are variables in a list. */
    private static boolean isListOfLetters(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !Character.isLetter(text.charAt(i))) {
                String word = text.substring(start, i);
                if (word.length() == 1 && word.charAt(0) >= 0x80) {
                    return false;
                }
                if (word.length() > 1
                        && !word.equals("and")
                        && !word.equals("or")
                        && constant(word).isEmpty()) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    static String alias(String command) {
        return ALIASES.getOrDefault(command, command);
    }

    static boolean isFunction(String word) {
        return FUNCTIONS.contains(word);
    }

    static boolean isCommand(String word) {
        return COMMANDS.contains(word);
    }

    static boolean isGreek(String word) {
        return GREEK.contains(word);
    }

    static boolean isLayout(String command) {
        return LAYOUT.contains(command);
    }

    static boolean isTextual(String command) {
        return TEXTUAL.contains(command);
    }

    static Optional<Expr.Constant> constant(String word) {
        return Optional.ofNullable(CONSTANTS.get(word));
    }

    /** The sign that a LaTeX command stands for. */
    static Optional<String> sign(String command) {
        return Optional.ofNullable(SIGNS.get(command));
    }

    /** The sign that a word of plain text stands for; fewer than commands, because words are also variables. */
    static Optional<String> plainSign(String word) {
        return switch (word) {
            case "and", "or", "percent", "pct", "percentage", "degree", "degrees", "pm" -> sign(word);
            default -> Optional.empty();
        };
    }

    /** The spelling in ASCII of a character that has one; LaTeX where it is a command. */
    static Optional<String> ascii(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return Optional.of(String.valueOf((char) (c - 0xFEE0)));
        }
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            return Optional.of(Integer.toString(Character.digit(c, 10)));
        }
        return switch (c) {
            case '−', '–', '—', '‐', '‑', '‒', '﹣' -> Optional.of("-");
            case '×', '·', '⋅', '∙', '•', '∗', '⁎' -> Optional.of("*");
            case '÷', '∕', '⁄' -> Optional.of("/");
            case '√' -> Optional.of("\\sqrt ");
            case 'π' -> Optional.of("\\pi ");
            case '∞' -> Optional.of("\\infty ");
            case '∅' -> Optional.of("\\emptyset ");
            case '±', '∓' -> Optional.of("\\pm ");
            case '≤', '⩽' -> Optional.of("\\le ");
            case '≥', '⩾' -> Optional.of("\\ge ");
            case '≠' -> Optional.of("\\ne ");
            case '≈' -> Optional.of("\\approx ");
            case '∈' -> Optional.of("\\in ");
            case '∪' -> Optional.of("\\cup ");
            case '∩' -> Optional.of("\\cap ");
            case '∖' -> Optional.of("\\setminus ");
            case '°', 'º', '˚' -> Optional.of("\\degree ");
            case 'ℝ' -> Optional.of("\\mathbb{R}");
            case 'ℤ' -> Optional.of("\\mathbb{Z}");
            case 'ℚ' -> Optional.of("\\mathbb{Q}");
            case 'ℕ' -> Optional.of("\\mathbb{N}");
            case 'ℂ' -> Optional.of("\\mathbb{C}");
            case '、', '和', '或', '与' -> Optional.of(" , ");
            case '。' -> Optional.of(".");
            case '【' -> Optional.of("[");
            case '】' -> Optional.of("]");
            case '′', '’', '‘' -> Optional.of("'");
            case '€', '£', '¥', '￥' -> Optional.of("\\$");
            case '½' -> Optional.of("\\frac12 ");
            case '⅓' -> Optional.of("\\frac13 ");
            case '⅔' -> Optional.of("\\frac23 ");
            case '¼' -> Optional.of("\\frac14 ");
            case '¾' -> Optional.of("\\frac34 ");
            case '⅕' -> Optional.of("\\frac15 ");
            case '⅖' -> Optional.of("\\frac25 ");
            case '⅗' -> Optional.of("\\frac35 ");
            case '⅘' -> Optional.of("\\frac45 ");
            case '⅙' -> Optional.of("\\frac16 ");
            case '⅚' -> Optional.of("\\frac56 ");
            case '⅛' -> Optional.of("\\frac18 ");
            case '⅜' -> Optional.of("\\frac38 ");
            case '⅝' -> Optional.of("\\frac58 ");
            case '⅞' -> Optional.of("\\frac78 ");
            case '⁰' -> Optional.of("^0");
            case '¹' -> Optional.of("^1");
            case '²' -> Optional.of("^2");
            case '³' -> Optional.of("^3");
            case '⁴' -> Optional.of("^4");
            case '⁵' -> Optional.of("^5");
            case '⁶' -> Optional.of("^6");
            case '⁷' -> Optional.of("^7");
            case '⁸' -> Optional.of("^8");
            case '⁹' -> Optional.of("^9");
            case 'α' -> Optional.of("\\alpha ");
            case 'β' -> Optional.of("\\beta ");
            case 'γ' -> Optional.of("\\gamma ");
            case 'θ' -> Optional.of("\\theta ");
            case 'λ' -> Optional.of("\\lambda ");
            case 'μ', 'µ' -> Optional.of("\\mu ");
            case 'σ' -> Optional.of("\\sigma ");
            case 'φ' -> Optional.of("\\phi ");
            case 'ω' -> Optional.of("\\omega ");
            case '\u00A0', '\u2009', '\u202F', '\u2002', '\u2003', '\u3000' -> Optional.of(" ");
            case '\u200B', '\u200C', '\u200D', '\uFEFF', '\u2061', '\u2062' -> Optional.of("");
            default -> Optional.empty();
        };
    }
}
