package dev.assay.math.matrix;

import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Scalars;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Works out sums, products, powers, transposes, determinants and traces of matrices that are written out, entry by
 * entry. What is computed stays an expression; rational entries are numbers at once, so that they do not grow.
 */
public final class Matrices {
    private static final int MAX_SIZE = 12;
    private static final int MAX_SYMBOLIC = 4;
    private static final int MAX_POWER = 1_000;

    private final Scalars scalars;
    private final Steps steps;

    public Matrices(Scalars scalars, Steps steps) {
        this.scalars = scalars;
        this.steps = steps;
    }

    /** Whether something is done with a matrix, so that it has to be worked out before it can be compared. */
    public static boolean isArithmetic(Expr expr) {
        return isOperation(expr) && hasMatrix(expr);
    }

    private static boolean isOperation(Expr expr) {
        return switch (expr) {
            case Expr.Sum _, Expr.Product _, Expr.Negation _, Expr.Quotient _, Expr.Power _, Expr.Call _ -> true;
            case Expr _ -> false;
        };
    }

    private static boolean hasMatrix(Expr expr) {
        return expr instanceof Expr.Matrix
                || isOperation(expr) && expr.children().stream().anyMatch(Matrices::hasMatrix);
    }

    /** The value; empty where shapes do not fit, where it is undefined, or where a function has no rule. */
    public Optional<Expr> evaluate(Expr expr) {
        try {
            return Optional.of(of(expr));
        } catch (NoNormalForm | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private Expr of(Expr expr) {
        steps.spend(50);
        if (!isArithmetic(expr)) {
            return expr;
        }
        return switch (expr) {
            case Expr.Sum(List<Expr> terms) -> {
                Expr sum = of(terms.getFirst());
                for (Expr term : terms.subList(1, terms.size())) {
                    sum = plus(sum, of(term));
                }
                yield sum;
            }
            case Expr.Product(List<Expr> factors) -> {
                Expr product = of(factors.getFirst());
                for (Expr factor : factors.subList(1, factors.size())) {
                    product = times(product, of(factor));
                }
                yield product;
            }
            case Expr.Negation(Expr of) -> times(new Num(Rational.MINUS_ONE), of(of));
            case Expr.Quotient(Expr top, Expr bottom) ->
                times(new Expr.Quotient(new Num(Rational.ONE), of(bottom)), of(top));
            case Expr.Power(Expr base, Expr exponent) -> power(of(base), exponent);
            case Expr.Call(String function, List<Expr> arguments)
            when arguments.size() == 1 && of(arguments.getFirst()) instanceof Expr.Matrix matrix ->
                switch (function) {
                    case "transpose" -> transposed(matrix);
                    case "det", "abs" -> determinant(square(matrix));
                    case "tr" -> trace(square(matrix));
                    case "norm" -> norm(matrix);
                    default -> throw new NoNormalForm("the function " + function + " of a matrix");
                };
            case Expr _ -> throw new NoNormalForm("a matrix inside of something else");
        };
    }

    private Expr plus(Expr left, Expr right) {
        if (!(left instanceof Expr.Matrix a) || !(right instanceof Expr.Matrix b)) {
            if (left instanceof Expr.Matrix || right instanceof Expr.Matrix) {
                throw new NoNormalForm("a matrix and a number");
            }
            return simple(new Expr.Sum(List.of(left, right)));
        }
        if (height(a) != height(b) || width(a) != width(b)) {
            throw new NoNormalForm("matrices of different sizes");
        }
        List<List<Expr>> rows = new ArrayList<>();
        for (int i = 0; i < height(a); i++) {
            List<Expr> row = new ArrayList<>();
            for (int j = 0; j < width(a); j++) {
                row.add(simple(new Expr.Sum(List.of(at(a, i, j), at(b, i, j)))));
            }
            rows.add(row);
        }
        return new Expr.Matrix(rows);
    }

    private Expr times(Expr left, Expr right) {
        if (left instanceof Expr.Matrix a && right instanceof Expr.Matrix b) {
            return product(a, b);
        }
        if (left instanceof Expr.Matrix || right instanceof Expr.Matrix) {
            Expr.Matrix matrix = (Expr.Matrix) (left instanceof Expr.Matrix ? left : right);
            Expr factor = matrix == left ? right : left;
            return new Expr.Matrix(matrix.rows().stream()
                    .map(row -> row.stream()
                            .map(entry -> simple(new Expr.Product(List.of(factor, entry))))
                            .toList())
                    .toList());
        }
        return simple(new Expr.Product(List.of(left, right)));
    }

    private Expr.Matrix product(Expr.Matrix a, Expr.Matrix b) {
        if (width(a) != height(b)) {
            throw new NoNormalForm("matrices that cannot be multiplied");
        }
        List<List<Expr>> rows = new ArrayList<>();
        for (int i = 0; i < height(a); i++) {
            List<Expr> row = new ArrayList<>();
            for (int j = 0; j < width(b); j++) {
                List<Expr> terms = new ArrayList<>();
                for (int k = 0; k < width(a); k++) {
                    terms.add(new Expr.Product(List.of(at(a, i, k), at(b, k, j))));
                }
                row.add(simple(terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms)));
            }
            rows.add(row);
        }
        return new Expr.Matrix(rows);
    }

    private Expr power(Expr base, Expr exponent) {
        Rational n = scalars.rational(exponent)
                .filter(Rational::isInteger)
                .orElseThrow(() -> new NoNormalForm("a power of a matrix"));
        if (!(base instanceof Expr.Matrix written)) {
            return new Expr.Power(base, exponent);
        }
        Expr.Matrix matrix = square(written);
        if (n.abs().compareTo(Rational.of(MAX_POWER)) > 0) {
            throw new TooCostly("a power of a matrix above " + MAX_POWER);
        }
        int times = n.abs().numerator().intValueExact();
        Expr.Matrix factor = n.signum() < 0 ? inverse(matrix) : matrix;
        Expr.Matrix result = identity(height(matrix));
        for (int i = 31 - Integer.numberOfLeadingZeros(times); i >= 0; i--) {
            result = product(result, result);
            result = (times >> i & 1) == 1 ? product(result, factor) : result;
        }
        return result;
    }

    private static Expr.Matrix identity(int size) {
        List<List<Expr>> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Expr> row = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                row.add(new Num(i == j ? Rational.ONE : Rational.ZERO));
            }
            rows.add(row);
        }
        return new Expr.Matrix(rows);
    }

    /** By cofactors, which need no division before the last. */
    private Expr.Matrix inverse(Expr.Matrix of) {
        int size = height(of);
        if (size > MAX_SYMBOLIC) {
            throw new NoNormalForm("the inverse of a large matrix");
        }
        Expr determinant = determinant(of);
        if (scalars.rational(determinant).map(Rational::isZero).orElse(false)) {
            throw new ArithmeticException("the inverse of a singular matrix");
        }
        List<List<Expr>> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<Expr> row = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                Expr minor = size == 1 ? new Num(Rational.ONE) : determinant(without(of, j, i));
                Expr signed = (i + j) % 2 == 0 ? minor : new Expr.Negation(minor);
                row.add(simple(new Expr.Quotient(signed, determinant)));
            }
            rows.add(row);
        }
        return new Expr.Matrix(rows);
    }

    /** By elimination where all entries are rational, else by cofactors. */
    private Expr determinant(Expr.Matrix of) {
        int size = height(of);
        Optional<Rational> exact = Elimination.determinant(of, scalars, steps);
        if (exact.isPresent()) {
            return new Num(exact.get());
        }
        if (size > MAX_SYMBOLIC) {
            throw new NoNormalForm("the determinant of a large matrix");
        }
        if (size == 1) {
            return at(of, 0, 0);
        }
        List<Expr> terms = new ArrayList<>();
        for (int j = 0; j < size; j++) {
            Expr term = new Expr.Product(List.of(at(of, 0, j), determinant(without(of, 0, j))));
            terms.add(j % 2 == 0 ? term : new Expr.Negation(term));
        }
        return simple(new Expr.Sum(terms));
    }

    private static Expr.Matrix without(Expr.Matrix of, int row, int column) {
        List<List<Expr>> rows = new ArrayList<>();
        for (int i = 0; i < height(of); i++) {
            if (i != row) {
                List<Expr> kept = new ArrayList<>(of.rows().get(i));
                kept.remove(column);
                rows.add(kept);
            }
        }
        return new Expr.Matrix(rows);
    }

    private static Expr.Matrix transposed(Expr.Matrix of) {
        List<List<Expr>> rows = new ArrayList<>();
        for (int j = 0; j < width(of); j++) {
            List<Expr> row = new ArrayList<>();
            for (int i = 0; i < height(of); i++) {
                row.add(at(of, i, j));
            }
            rows.add(row);
        }
        return new Expr.Matrix(rows);
    }

    private Expr trace(Expr.Matrix of) {
        List<Expr> diagonal = new ArrayList<>();
        for (int i = 0; i < height(of); i++) {
            diagonal.add(at(of, i, i));
        }
        return diagonal.size() == 1 ? diagonal.getFirst() : simple(new Expr.Sum(diagonal));
    }

    private Expr norm(Expr.Matrix of) {
        if (height(of) != 1 && width(of) != 1) {
            throw new NoNormalForm("the norm of a matrix");
        }
        List<Expr> squares = of.children().stream()
                .<Expr>map(entry -> new Expr.Power(entry, new Num(Rational.TWO)))
                .toList();
        Expr sum = squares.size() == 1 ? squares.getFirst() : new Expr.Sum(squares);
        return new Expr.Root(sum, new Num(Rational.TWO));
    }

    private static Expr.Matrix square(Expr.Matrix of) {
        if (height(of) != width(of) || height(of) > MAX_SIZE) {
            throw new NoNormalForm("a matrix that is not square, or too large");
        }
        return of;
    }

    private Expr simple(Expr entry) {
        Optional<Rational> value = scalars.rational(entry);
        if (value.isPresent()) {
            return new Num(value.get());
        }
        int size = size(entry);
        steps.spend(size);
        if (size > 2_000) {
            throw new TooCostly("an entry of a matrix of " + size + " parts");
        }
        return entry;
    }

    private static int size(Expr expr) {
        int size = 1;
        for (Expr child : expr.children()) {
            size += size(child);
        }
        return size;
    }

    private static Expr at(Expr.Matrix of, int row, int column) {
        return of.rows().get(row).get(column);
    }

    private static int height(Expr.Matrix of) {
        return of.rows().size();
    }

    /** Rows of different lengths are no matrix. */
    private static int width(Expr.Matrix of) {
        int width = of.rows().getFirst().size();
        if (of.rows().stream().anyMatch(row -> row.size() != width)) {
            throw new NoNormalForm("rows of different lengths");
        }
        return width;
    }
}
