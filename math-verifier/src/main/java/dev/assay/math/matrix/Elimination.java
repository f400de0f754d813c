package dev.assay.math.matrix;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.parse.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elimination in matrices of rational numbers. */
final class Elimination {
    private Elimination() {}

    /** The determinant of a square matrix; empty where an entry is no rational number. */
    static Optional<Rational> determinant(Expr.Matrix of, Scalars scalars, Steps steps) {
        List<List<Rational>> rows = new ArrayList<>();
        for (List<Expr> row : of.rows()) {
            List<Rational> values = new ArrayList<>();
            for (Expr entry : row) {
                Optional<Rational> value = scalars.rational(entry);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            rows.add(values);
        }
        Rational determinant = Rational.ONE;
        for (int k = 0; k < rows.size(); k++) {
            int pivot = k;
            while (pivot < rows.size() && rows.get(pivot).get(k).isZero()) {
                pivot++;
            }
            if (pivot == rows.size()) {
                return Optional.of(Rational.ZERO);
            }
            if (pivot != k) {
                determinant = determinant.negate();
                rows.add(k, rows.remove(pivot));
            }
            Rational head = rows.get(k).get(k);
            determinant = determinant.times(head, steps);
            for (int i = k + 1; i < rows.size(); i++) {
                Rational factor = rows.get(i).get(k).dividedBy(head, steps);
                for (int j = k; j < rows.size(); j++) {
                    Rational less = rows.get(k).get(j).times(factor, steps);
                    rows.get(i).set(j, rows.get(i).get(j).minus(less, steps));
                }
            }
        }
        return Optional.of(determinant);
    }
}
