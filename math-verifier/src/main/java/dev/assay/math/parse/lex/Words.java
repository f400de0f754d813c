package dev.assay.math.parse.lex;

import dev.assay.math.parse.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What words and LaTeX commands mean. */
public final class Words {
    /** Functions of LaTeX and of plain text. */
    private static final Set<String> FUNCTIONS = words("""
            sin cos tan cot sec csc arcsin arccos arctan arccot arcsec arccsc sinh cosh tanh coth sech csch arcsinh \
            arccosh arctanh arccoth log ln lg exp gcd lcm abs floor ceil min max det tr rank sgn Re Im arg conjugate\
            """);

    /** Functions whose names are common words or variables, and so need their backslash. */
    private static final Set<String> COMMAND_FUNCTIONS = words("Re Im arg tr det rank deg dim ker sup inf");

    private static final Set<String> COMMANDS = words("""
            frac sqrt binom overline begin end lfloor rfloor lceil rceil mathbb bmod pmod sum prod int iint iiint oint \
            lim lim choose complement dot variable\
            """);

    private static final Set<String> GREEK = words("""
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi \
            omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega Upsilon ell hbar nabla aleph\
            """);

    /** Layout that says nothing. */
    private static final Set<String> LAYOUT = words("""
            left right mleft mright big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm middle rm \
            displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits quad qquad enspace thinspace medspace \
            thickspace negthinspace space boldsymbol bm mathstrut strut bf it tt cal hline boxed fbox angle triangle \
            nonumber noindent hfill vec hat widehat tilde widetilde mathcal mathscr mathfrak mathop mathrel mathbin \
            mathord displaylines ensuremath allowbreak break centering normalsize small large Large underline phantom \
            hphantom vphantom smash parallelogram odot therefore tag notag\
            """);

    /** Commands whose argument is text. */
    private static final Set<String> TEXTUAL = words("""
            text mbox textbf textit textnormal textrm textsf texttt textup textsc mathrm mathbf mathit mathsf mathtt \
            mathnormal operatorname hbox emph\
            """);

    private static final Map<String, String> SIGNS = new HashMap<>();
    private static final Map<String, String> CURRENCIES = new HashMap<>();
    private static final Map<String, Expr.Constant> CONSTANTS = new HashMap<>();
    private static final Map<String, String> ALIASES = new HashMap<>();

    static {
        pairs(SIGNS, """
                cdot *|times *|ast *|star *|div /|pm ±|mp ∓|le <=|leq <=|leqslant <=|leqq <=|ge >=|geq >=|geqslant >=|\
                geqq >=|lt <|gt >|ne !=|neq !=|in in|notin notin|ni ni|cup ∪|bigcup ∪|cap ∩|bigcap ∩|setminus \\|\
                smallsetminus \\|backslash \\|approx ≈|simeq ≈|doteq ≈|fallingdotseq ≈|cong ≅|sim ∼|equiv ≡|degree °|\
                circ °|lvert lvert|rvert rvert|vert ||mid ||lVert lVert|rVert rVert|Vert ‖|lbrace \\{|rbrace \\}|\
                langle (|rangle )|lbrack [|rbrack ]|lgroup (|rgroup )|lparen (|rparen )|colon :|percent %|pct %|\
                percentage %|permille ‰|degrees °|and and|or or|lor ∨|land ∧|vee ∨|wedge ∧|bigvee ∨|bigwedge ∧|neg ¬|\
                lnot ¬|oplus ⊕|veebar ⊕|to →|rightarrow →|longrightarrow →|Rightarrow ⇒|Longrightarrow ⇒|implies ⇒|\
                supset ⊃|subset ⊂|subseteq ⊆|supseteq ⊇|subsetneq ⊂|subsetneqq ⊂|leftrightarrow ↔|Leftrightarrow ↔|\
                longleftrightarrow ↔|Longleftrightarrow ↔|iff ↔|parallel ∥|perp ⊥|newline \\\\|cr \\\\|prime '|slash /|\
                partial ∂|ldots …|dots …|cdots …|dotsc …|dotsb …|dotsm …|vdots …|ddots …|comma ,|plus +|minus -|\
                times *|And and|ulcorner lceil|urcorner rceil|llcorner lfloor|lrcorner rfloor\
                """);
        pairs(ALIASES, """
                dfrac frac|tfrac frac|cfrac frac|nicefrac frac|sfrac frac|dbinom binom|tbinom binom|\
                overrightarrow overline|bar overline|varepsilon epsilon|vartheta theta|varphi phi|varrho rho|\
                varsigma sigma|varkappa kappa|mod bmod|pod pmod|tg tan|ctg cot|cotg cot|arctg arctan|arcctg arccot|\
                asin arcsin|acos arccos|atan arctan|acot arccot|sh sinh|ch cosh|th tanh|asinh arcsinh|acosh arccosh|\
                atanh arctanh|arsinh arcsinh|arcosh arccosh|artanh arctanh|ceiling ceil|sign sgn|ulcorner lceil|\
                urcorner rceil|llcorner lfloor|lrcorner rfloor|cosec csc|trace tr|rang rank|displaylimits limits|\
                lmoustache lbrace|Real Re|Imaginary Im|cancel quad\
                """);
        pairs(
                CURRENCIES,
                "euro €|euros €|pounds £|pound £|yen ¥|rupee ₹|ruble ₽|won ₩|cent ¢|cents ¢|textdollar $|dollar $");
        CONSTANTS.put("pi", Expr.Constant.PI);
        CONSTANTS.put("infty", Expr.Constant.INFINITY);
        CONSTANTS.put("infinity", Expr.Constant.INFINITY);
        CONSTANTS.put("inf", Expr.Constant.INFINITY);
        CONSTANTS.put("oo", Expr.Constant.INFINITY);
        CONSTANTS.put("emptyset", Expr.Constant.EMPTY_SET);
        CONSTANTS.put("varnothing", Expr.Constant.EMPTY_SET);
        CONSTANTS.put("imath", Expr.Constant.I);
        CONSTANTS.put("imaginaryI", Expr.Constant.I);
        CONSTANTS.put("exponentialE", Expr.Constant.E);
        CONSTANTS.put("top", Expr.Constant.TRUE);
        CONSTANTS.put("bot", Expr.Constant.FALSE);
    }

    private Words() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.strip().split("\\s+", -1)));
    }

    /** Pairs of a word and its meaning, with a bar between them; the meaning of one may be the bar itself. */
    private static void pairs(Map<String, String> into, String list) {
        for (String pair : list.strip().split("\\|(?=[A-Za-z])", -1)) {
            int space = pair.indexOf(' ');
            into.put(pair.substring(0, space), pair.substring(space + 1));
        }
    }

    static String alias(String command) {
        return ALIASES.getOrDefault(command, command);
    }

    /** Whether a word of plain text is a function. */
    public static boolean isFunction(String word) {
        return FUNCTIONS.contains(word) && !COMMAND_FUNCTIONS.contains(word);
    }

    /** Whether a command is a function. */
    static boolean isCommandFunction(String word) {
        return FUNCTIONS.contains(word) || COMMAND_FUNCTIONS.contains(word);
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

    /** The sign of a currency that a command stands for. */
    static Optional<String> currency(String command) {
        return Optional.ofNullable(CURRENCIES.get(command));
    }

    /** The constant that a word names. */
    public static Optional<Expr.Constant> constant(String word) {
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
}
