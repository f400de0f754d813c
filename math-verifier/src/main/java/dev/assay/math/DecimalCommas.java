package dev.assay.math;

import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Notation;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.math.text.Shown;
import java.util.Optional;

/**
 * The second reading of {@code 2,5}: two values, or with a decimal comma one. A list beside a list stays a list; beside
 * a single value the comma is read as decimal. A reference needs two decimals for that, because {@code 1,2} is far more
 * often two roots than a number.
 *
 * @param present whether there is such a reading, with one single value on either side
 */
record DecimalCommas(boolean present, Expr reference, Expr answer) {
    static DecimalCommas of(Expr reference, String referenceText, Expr answer, String answerText) {
        boolean inReference = reference instanceof Expr.Listing;
        boolean inAnswer = answer instanceof Expr.Listing;
        Optional<Expr> decimal =
                inReference == inAnswer ? Optional.empty() : inReference ? read(referenceText, 2) : read(answerText, 1);
        return decimal.isEmpty()
                ? new DecimalCommas(false, reference, answer)
                : new DecimalCommas(true, inReference ? decimal.get() : reference, inAnswer ? decimal.get() : answer);
    }

    private static Optional<Expr> read(String text, int decimals) {
        Optional<String> point = Reader.decimalComma(text, decimals);
        if (point.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Reader.read(point.get()));
        } catch (ParseFailure _) {
            return Optional.empty();
        }
    }

    String shown() {
        return Shown.cut(Notation.of(answer));
    }
}
