package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import java.util.List;

/** What an answer says, as an immutable tree. Nothing is evaluated here except how a number is spelled. */
public sealed interface Expr {
    /** The parts of this node, from left to right. */
    default List<Expr> children() {
        return switch (this) {
            case Num _, Constant _, Symbol _, Text _ -> List.of();
            case Sum(List<Expr> terms) -> terms;
            case Product(List<Expr> factors) -> factors;
            case Negation(Expr of) -> List.of(of);
            case PlusMinus(Expr of) -> List.of(of);
            case Quotient(Expr numerator, Expr denominator) -> List.of(numerator, denominator);
            case Power(Expr base, Expr exponent) -> List.of(base, exponent);
            case Root(Expr radicand, Expr degree) -> List.of(radicand, degree);
            case Factorial(Expr of) -> List.of(of);
            case Call(String _, List<Expr> arguments) -> arguments;
            case Percent(Expr of) -> List.of(of);
            case Degrees(Expr of) -> List.of(of);
            case Measure(Expr value, String _) -> List.of(value);
            case Ratio(List<Expr> parts) -> parts;
            case Relation(List<Expr> sides, List<Operator> _) -> sides;
            case Tuple(List<Expr> items, boolean _) -> items;
            case SetOf(List<Expr> items) -> items;
            case Listing(List<Expr> items) -> items;
            case Interval(Expr low, boolean _, Expr high, boolean _) -> List.of(low, high);
            case SetOperation(SetOperator _, Expr left, Expr right) -> List.of(left, right);
            case Matrix(List<List<Expr>> rows) ->
                rows.stream().flatMap(List::stream).toList();
        };
    }

    /** A number that is written out: integer, decimal, repeating decimal, mixed number, number in another base. */
    record Num(Rational value) implements Expr {}

    /** A constant with a meaning of its own. */
    enum Constant implements Expr {
        PI,
        E,
        I,
        INFINITY,
        EMPTY_SET,
        REALS,
        RATIONALS,
        INTEGERS,
        NATURALS,
        COMPLEX
    }

    /** A variable, with its subscript: {@code x}, {@code x_1}, {@code alpha}. */
    record Symbol(String name) implements Expr {}

    /** Words that are the answer themselves, such as a name. */
    record Text(String words) implements Expr {}

    /** Terms that are added; at least two. */
    record Sum(List<Expr> terms) implements Expr {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /** Factors that are multiplied; at least two. */
    record Product(List<Expr> factors) implements Expr {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    record Negation(Expr of) implements Expr {}

    /** Both signs: {@code \pm}. */
    record PlusMinus(Expr of) implements Expr {}

    record Quotient(Expr numerator, Expr denominator) implements Expr {}

    record Power(Expr base, Expr exponent) implements Expr {}

    record Root(Expr radicand, Expr degree) implements Expr {}

    record Factorial(Expr of) implements Expr {}

    /** A function such as {@code sin}, {@code log} with an optional base as second argument, or {@code f}. */
    record Call(String function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code 10\%}, which is a tenth. */
    record Percent(Expr of) implements Expr {}

    /** {@code 90^\circ}. */
    record Degrees(Expr of) implements Expr {}

    /** A value with a unit, which is kept as it is written, words joined by single spaces. */
    record Measure(Expr value, String unit) implements Expr {}

    /** {@code a:b:c}. */
    record Ratio(List<Expr> parts) implements Expr {
        public Ratio {
            parts = List.copyOf(parts);
        }
    }

    /** A relation or a chain of them: {@code sides.size() == operators.size() + 1}. */
    record Relation(List<Expr> sides, List<Operator> operators) implements Expr {
        public Relation {
            sides = List.copyOf(sides);
            operators = List.copyOf(operators);
        }
    }

    /** What a relation says. */
    enum Operator {
        EQUAL,
        APPROXIMATELY,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        ELEMENT_OF
    }

    /** An ordered list in brackets; {@code (a, b)} may also mean an open interval. */
    record Tuple(List<Expr> items, boolean square) implements Expr {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** {@code \{a, b\}}. */
    record SetOf(List<Expr> items) implements Expr {
        public SetOf {
            items = List.copyOf(items);
        }
    }

    /** Several values without brackets; at least two. */
    record Listing(List<Expr> items) implements Expr {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /** An interval where at least one bracket is square, or both ends are known to be meant as ends. */
    record Interval(Expr low, boolean lowOpen, Expr high, boolean highOpen) implements Expr {}

    /** Unions, intersections or differences of sets, from the left. */
    record SetOperation(SetOperator operator, Expr left, Expr right) implements Expr {}

    enum SetOperator {
        UNION,
        INTERSECTION,
        DIFFERENCE
    }

    /** A matrix or column vector, row by row. */
    record Matrix(List<List<Expr>> rows) implements Expr {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
