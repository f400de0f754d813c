package dev.assay.math.parse.lex;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The spelling in ASCII or LaTeX of the characters that mathematics is written with in Unicode. */
final class Characters {
    private static final Map<Character, String> SPELLINGS = new HashMap<>();

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿˣⁱ";
    private static final String RAISED = "0123456789+-=()nxi";
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙₓₖ";
    private static final String LOWERED = "0123456789+-=()nxk";

    static {
        spell("-", "−–—‐‑‒﹣");
        spell("*", "·⋅∙•∗⁎");
        spell("\\times ", "×");
        spell("/", "÷∕⁄");
        spell("'", "′’‘");
        spell("''", "″");
        spell(" , ", "、");
        spell(" and ", "和与且及");
        spell(" or ", "或");
        spell(" ", "\u00A0\u2009\u202F\u2002\u2003\u2005\u2006\u2007\u2008\u200A\u3000\u205F");
        spell("", "\u200B\u200C\u200D\uFEFF\u2060\u2061\u2062\u2063\u2064");
        for (String pair : ("√ sqrt|π pi|∞ infty|∅ emptyset|± pm|∓ mp|≤ le|⩽ le|≦ le|≥ ge|⩾ ge|≧ ge|≠ ne|≈ approx|"
                        + "≃ approx|≅ cong|≡ equiv|∼ sim|∈ in|∉ notin|∪ cup|∩ cap|∖ setminus|⊂ subset|⊆ subseteq|"
                        + "⊃ supset|⊇ supseteq|° degree|º degree|˚ degree|∧ land|⋀ land|∨ lor|⋁ lor|¬ neg|⊕ oplus|"
                        + "→ to|⟶ to|⇒ implies|⟹ implies|↔ iff|⇔ iff|⟺ iff|⊤ top|⊥ bot|∑ sum|∏ prod|∫ int|∂ partial|"
                        + "⌊ lfloor|⌋ rfloor|⌈ lceil|⌉ rceil|⟨ langle|⟩ rangle|〈 langle|〉 rangle|∣ mid|‖ Vert|"
                        + "∥ parallel|… ldots|⋯ cdots|‰ permille|α alpha|β beta|γ gamma|δ delta|ε epsilon|ζ zeta|η eta|"
                        + "θ theta|κ kappa|λ lambda|μ mu|µ mu|ν nu|ξ xi|ρ rho|σ sigma|τ tau|φ phi|ϕ phi|χ chi|ψ psi|"
                        + "ω omega|Γ Gamma|Δ Delta|Θ Theta|Λ Lambda|Π Pi|Σ Sigma|Φ Phi|Ψ Psi|Ω Omega|ℓ ell|△ triangle|"
                        + "∠ angle|∁ complement|△ triangle|⊙ odot|£ pounds|€ euro|¥ yen|￥ yen|₹ rupee|₽ ruble|"
                        + "₩ won|¢ cent|ℯ exponentialE|ⅈ imath|∆ Delta|Ø emptyset|∘ circ|∴ therefore")
                .split("\\|", -1)) {
            int space = pair.indexOf(' ');
            SPELLINGS.put(pair.charAt(0), "\\" + pair.substring(space + 1) + " ");
        }
        for (String pair : "ℝ R|ℤ Z|ℚ Q|ℕ N|ℂ C".split("\\|", -1)) {
            SPELLINGS.put(pair.charAt(0), "\\mathbb{" + pair.charAt(2) + "}");
        }
        for (String part : ("½ 1 2|⅓ 1 3|⅔ 2 3|¼ 1 4|¾ 3 4|⅕ 1 5|⅖ 2 5|⅗ 3 5|⅘ 4 5|⅙ 1 6|⅚ 5 6|⅐ 1 7|⅛ 1 8|⅜ 3 8|⅝ 5 8|"
                        + "⅞ 7 8|⅑ 1 9|⅒ 1 10")
                .split("\\|", -1)) {
            String[] words = part.split(" ", -1);
            SPELLINGS.put(part.charAt(0), "\\frac{" + words[1] + "}{" + words[2] + "}");
        }
        SPELLINGS.put('。', ".");
        SPELLINGS.put('【', "[");
        SPELLINGS.put('】', "]");
        SPELLINGS.put('〔', "(");
        SPELLINGS.put('〕', ")");
        SPELLINGS.put('℃', "\\degree C ");
        SPELLINGS.put('℉', "\\degree F ");
        SPELLINGS.put('Å', "\\text{Å}");
    }

    private Characters() {}

    private static void spell(String spelling, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            SPELLINGS.put(characters.charAt(i), spelling);
        }
    }

    /** The spelling of a character that has one. */
    static Optional<String> ascii(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return Optional.of(String.valueOf((char) (c - 0xFEE0)));
        }
        if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            return Optional.of(Integer.toString(Character.digit(c, 10)));
        }
        return Optional.ofNullable(SPELLINGS.get(c));
    }

    /** The text with Unicode spellings of mathematics in ASCII and LaTeX. */
    static String plain(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) < 0x80) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, first);
        int at = first;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0x80) {
                plain.append(c);
                at++;
            } else if ((c == 'μ' || c == 'µ') && isUnit(text, at)) {
                plain.append("\\text{u").append(text.charAt(at + 1)).append('}');
                at += 2;
            } else if (SUPERSCRIPTS.indexOf(c) >= 0) {
                at = script(text, at, plain.append("^{"), SUPERSCRIPTS, RAISED);
            } else if (SUBSCRIPTS.indexOf(c) >= 0) {
                at = script(text, at, plain.append("_{"), SUBSCRIPTS, LOWERED);
            } else if (Character.isHighSurrogate(c) && at + 1 < text.length()) {
                int point = text.codePointAt(at);
                boolean mathematical = point >= 0x1D400 && point <= 0x1D7FF;
                String written = Character.toString(point);
                plain.append(mathematical ? plain(Normalizer.normalize(written, Normalizer.Form.NFKC)) : written);
                at += Character.charCount(point);
            } else {
                Optional<String> ascii = ascii(c);
                if (ascii.isPresent()) {
                    plain.append(ascii.get());
                } else {
                    plain.append(c);
                }
                at++;
            }
        }
        return plain.toString();
    }

    /** Whether a micro sign begins a unit: {@code 5 μm}. */
    private static boolean isUnit(String text, int at) {
        boolean letter = at + 1 < text.length() && "mgslLAFVWJN".indexOf(text.charAt(at + 1)) >= 0;
        char before = at == 0 ? 'x' : text.charAt(at - 1);
        return letter && (isDigit(before) || before == ' ' || before == '{');
    }

    /** Neighbours that are raised or lowered stand in one exponent or index. */
    private static int script(String text, int from, StringBuilder plain, String small, String normal) {
        int at = from;
        while (at < text.length() && small.indexOf(text.charAt(at)) >= 0) {
            plain.append(normal.charAt(small.indexOf(text.charAt(at++))));
        }
        plain.append('}');
        return at;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
