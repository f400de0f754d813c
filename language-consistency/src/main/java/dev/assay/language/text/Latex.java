package dev.assay.language.text;

import java.util.Set;

/** Names of LaTeX that matter for where prose is. */
final class Latex {
    /** No name is longer. */
    static final int LONGEST_NAME = 24;

    private static final Set<String> TEXT = Set.of(
            "text",
            "mbox",
            "hbox",
            "textbf",
            "textit",
            "textrm",
            "textsf",
            "textsl",
            "textsc",
            "textnormal",
            "emph",
            "underline",
            "intertext",
            "shortintertext",
            "footnote",
            "caption",
            "title",
            "section",
            "subsection",
            "subsubsection",
            "paragraph",
            "item",
            "quad",
            "qquad");

    private static final Set<String> MATHEMATICS = Set.of(
            "equation",
            "align",
            "alignat",
            "aligned",
            "gather",
            "gathered",
            "multline",
            "split",
            "cases",
            "array",
            "matrix",
            "pmatrix",
            "bmatrix",
            "vmatrix",
            "Bmatrix",
            "Vmatrix",
            "smallmatrix",
            "eqnarray",
            "displaymath",
            "math",
            "flalign",
            "subequations");

    private static final Set<String> CODE =
            Set.of("verbatim", "lstlisting", "minted", "algorithmic", "tikzpicture", "asy");

    private static final Set<String> OPERATORS = Set.of(
            "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln",
            "lg", "exp", "lim", "max", "min", "sup", "inf", "gcd", "lcm", "mod", "det", "dim", "ker", "deg", "arg",
            "rank", "tr", "sgn", "sqrt", "abs", "Re", "Im", "Var", "Cov");

    private Latex() {}

    /** A name, or empty where it is longer than any. */
    static String name(String text, int from, int to) {
        int end = to > from && text.charAt(to - 1) == '*' ? to - 1 : to;
        return end - from > LONGEST_NAME ? "" : text.substring(from, end);
    }

    /** Whether the command's argument is text. */
    static boolean setsText(String command) {
        return TEXT.contains(command);
    }

    /** Whether the environment holds mathematics or code. */
    static boolean isNeutral(String environment) {
        return MATHEMATICS.contains(environment) || isCode(environment);
    }

    static boolean isCode(String environment) {
        return CODE.contains(environment);
    }

    /** Whether the letters are the name of a function such as sin or gcd. */
    static boolean isOperator(String text, int from, int to) {
        return to - from >= 2 && to - from <= 6 && OPERATORS.contains(text.substring(from, to));
    }
}
