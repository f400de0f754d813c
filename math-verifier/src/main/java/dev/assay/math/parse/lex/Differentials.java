package dev.assay.math.parse.lex;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.lex.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds the {@code dx} that ends each integral, because without an integral it is a product. */
final class Differentials {
    private Differentials() {}

    /** Puts a {@link Kind#DIFFERENTIAL} in the place of the tokens that write it. */
    static void mark(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> opened(token) > 0)) {
            return;
        }
        List<Token> marked = new ArrayList<>(tokens.size());
        int open = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            open += opened(token);
            if (open > 0
                    && token.kind() == Kind.LETTER
                    && token.text().equals("d")
                    && tokens.get(i + 1).isName()) {
                marked.add(Token.of(Kind.DIFFERENTIAL, tokens.get(++i).text(), token.position(), token.spaced()));
                open--;
            } else if (open > 0 && token.kind() == Kind.WORD && token.text().indexOf('d') >= 0) {
                open = word(token, tokens.get(i + 1), open, marked);
                i += token.text().endsWith("d") && marked.getLast().kind() == Kind.DIFFERENTIAL ? 1 : 0;
            } else {
                marked.add(token);
            }
        }
        tokens.clear();
        tokens.addAll(marked);
    }

    private static int opened(Token token) {
        if (token.kind() != Kind.COMMAND) {
            return 0;
        }
        return switch (token.text()) {
            case "int", "oint" -> 1;
            case "iint" -> 2;
            case "iiint" -> 3;
            default -> 0;
        };
    }

    /** {@code xdx}, {@code dxdy}, {@code xd\theta}. */
    private static int word(Token token, Token next, int open, List<Token> marked) {
        int left = open;
        String word = token.text();
        for (int i = 0; i < word.length(); i++) {
            boolean differential = left > 0 && word.charAt(i) == 'd';
            String name = differential && i + 1 < word.length() ? word.substring(i + 1, i + 2) : next.text();
            if (differential && (i + 1 < word.length() || next.isName() && !next.spaced())) {
                marked.add(Token.of(Kind.DIFFERENTIAL, name, token.position() + i, i == 0 && token.spaced()));
                left--;
                i++;
            } else {
                String letter = word.substring(i, i + 1);
                Kind kind = letter.equals("e") || letter.equals("i") ? Kind.CONSTANT : Kind.LETTER;
                marked.add(
                        new Token(kind, letter, Rational.ZERO, false, token.position() + i, i == 0 && token.spaced()));
            }
        }
        return left;
    }
}
