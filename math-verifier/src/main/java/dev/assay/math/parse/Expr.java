package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What an answer says, as an immutable tree. Nothing is evaluated here except how a number is spelled. */
public sealed interface Expr {
    /** The parts of this node, from left to right. */
    default List<Expr> children() {
        return switch (this) {
            case Num _, Constant _, Symbol _, Text _, Date _, Clock _ -> List.of();
            case Sum(List<Expr> terms) -> terms;
            case Product(List<Expr> factors) -> factors;
            case Negation(Expr of) -> List.of(of);
            case PlusMinus(Expr of) -> List.of(of);
            case MinusPlus(Expr of) -> List.of(of);
            case Quotient(Expr numerator, Expr denominator) -> List.of(numerator, denominator);
            case Power(Expr base, Expr exponent) -> List.of(base, exponent);
            case Root(Expr radicand, Expr degree) -> List.of(radicand, degree);
            case Factorial(Expr of) -> List.of(of);
            case Call(String _, List<Expr> arguments) -> arguments;
            case Iterated(IteratedOperator _, String _, Expr low, Expr high, Expr term) -> List.of(low, high, term);
            case Integral(Expr integrand, String _, Expr low, Expr high) -> List.of(integrand, low, high);
            case Antiderivative(Expr integrand, String _) -> List.of(integrand);
            case Limit(Expr of, String _, Expr at, Side _) -> List.of(of, at);
            case Derivative(Expr of, String _, int _) -> List.of(of);
            case Piecewise(List<Branch> branches) ->
                branches.stream()
                        .flatMap(branch -> Stream.of(branch.value(), branch.condition()))
                        .toList();
            case Percent(Expr of) -> List.of(of);
            case Degrees(Expr of) -> List.of(of);
            case Measure(Expr value, String _) -> List.of(value);
            case Ratio(List<Expr> parts) -> parts;
            case Relation(List<Expr> sides, List<Operator> _) -> sides;
            case Logic(Connective _, List<Expr> operands) -> operands;
            case Not(Expr of) -> List.of(of);
            case Tuple(List<Expr> items, boolean _) -> items;
            case SetOf(List<Expr> items) -> items;
            case SetBuilder(Expr element, List<Expr> conditions) ->
                Stream.concat(Stream.of(element), conditions.stream()).toList();
            case Listing(List<Expr> items) -> items;
            case Interval(Expr low, boolean _, Expr high, boolean _) -> List.of(low, high);
            case SetOperation(SetOperator _, Expr left, Expr right) -> List.of(left, right);
            case Complement(Expr of) -> List.of(of);
            case Matrix(List<List<Expr>> rows) ->
                rows.stream().flatMap(List::stream).toList();
        };
    }

    /**
     * The same node with other parts.
     *
     * @param parts as many as {@link #children} has, in its order
     */
    default Expr with(List<Expr> parts) {
        return switch (this) {
            case Num _, Constant _, Symbol _, Text _, Date _, Clock _ -> this;
            case Sum _ -> new Sum(parts);
            case Product _ -> new Product(parts);
            case Negation _ -> new Negation(parts.getFirst());
            case PlusMinus _ -> new PlusMinus(parts.getFirst());
            case MinusPlus _ -> new MinusPlus(parts.getFirst());
            case Quotient _ -> new Quotient(parts.get(0), parts.get(1));
            case Power _ -> new Power(parts.get(0), parts.get(1));
            case Root _ -> new Root(parts.get(0), parts.get(1));
            case Factorial _ -> new Factorial(parts.getFirst());
            case Call(String function, List<Expr> _) -> new Call(function, parts);
            case Iterated(IteratedOperator operator, String index, Expr _, Expr _, Expr _) ->
                new Iterated(operator, index, parts.get(0), parts.get(1), parts.get(2));
            case Integral(Expr _, String variable, Expr _, Expr _) ->
                new Integral(parts.get(0), variable, parts.get(1), parts.get(2));
            case Antiderivative(Expr _, String variable) -> new Antiderivative(parts.getFirst(), variable);
            case Limit(Expr _, String variable, Expr _, Side side) ->
                new Limit(parts.get(0), variable, parts.get(1), side);
            case Derivative(Expr _, String variable, int order) -> new Derivative(parts.getFirst(), variable, order);
            case Piecewise(List<Branch> branches) ->
                new Piecewise(IntStream.range(0, branches.size())
                        .mapToObj(i -> new Branch(parts.get(2 * i), parts.get(2 * i + 1)))
                        .toList());
            case Percent _ -> new Percent(parts.getFirst());
            case Degrees _ -> new Degrees(parts.getFirst());
            case Measure(Expr _, String unit) -> new Measure(parts.getFirst(), unit);
            case Ratio _ -> new Ratio(parts);
            case Relation(List<Expr> _, List<Operator> operators) -> new Relation(parts, operators);
            case Logic(Connective connective, List<Expr> _) -> new Logic(connective, parts);
            case Not _ -> new Not(parts.getFirst());
            case Tuple(List<Expr> _, boolean square) -> new Tuple(parts, square);
            case SetOf _ -> new SetOf(parts);
            case SetBuilder _ -> new SetBuilder(parts.getFirst(), parts.subList(1, parts.size()));
            case Listing _ -> new Listing(parts);
            case Interval(Expr _, boolean lowOpen, Expr _, boolean highOpen) ->
                new Interval(parts.get(0), lowOpen, parts.get(1), highOpen);
            case SetOperation(SetOperator operator, Expr _, Expr _) ->
                new SetOperation(operator, parts.get(0), parts.get(1));
            case Complement _ -> new Complement(parts.getFirst());
            case Matrix(List<List<Expr>> rows) -> {
                List<List<Expr>> filled = new ArrayList<>(rows.size());
                int at = 0;
                for (List<Expr> row : rows) {
                    filled.add(parts.subList(at, at + row.size()));
                    at += row.size();
                }
                yield new Matrix(filled);
            }
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
        COMPLEX,
        TRUE,
        FALSE,
        /** Three dots in a list: {@code 2, 4, 6, \\dots}. */
        ELLIPSIS
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

    /** Both signs in the other order: {@code \mp}, which is minus where {@code \pm} is plus. */
    record MinusPlus(Expr of) implements Expr {}

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

    /** A sum or product over whole numbers; both ends belong to it, and {@code index} is bound in {@code term}. */
    record Iterated(IteratedOperator operator, String index, Expr low, Expr high, Expr term) implements Expr {}

    enum IteratedOperator {
        SUM,
        PRODUCT
    }

    /** A definite integral; {@code variable} is bound in {@code integrand}. */
    record Integral(Expr integrand, String variable, Expr low, Expr high) implements Expr {}

    /** An integral without bounds. */
    record Antiderivative(Expr integrand, String variable) implements Expr {}

    /** A limit; {@code variable} is bound in {@code of}. */
    record Limit(Expr of, String variable, Expr at, Side side) implements Expr {}

    /** From where a limit is approached. */
    enum Side {
        BOTH,
        BELOW,
        ABOVE
    }

    /** {@code d^n/dx^n}, total or partial; {@code order} is at least 1. */
    record Derivative(Expr of, String variable, int order) implements Expr {}

    /** What is one thing in one case and another in the next; the first condition that holds decides. */
    record Piecewise(List<Branch> branches) implements Expr {
        public Piecewise {
            branches = List.copyOf(branches);
        }
    }

    /** {@link Constant#TRUE} as condition is "otherwise". */
    record Branch(Expr value, Expr condition) {}

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
        ELEMENT_OF,
        NOT_ELEMENT_OF,
        SUBSET,
        SUBSET_OR_EQUAL,
        CONGRUENT,
        SIMILAR,
        PARALLEL,
        PERPENDICULAR;

        /** The operator of the same relation with its sides exchanged. */
        public Operator flipped() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case EQUAL,
                        APPROXIMATELY,
                        NOT_EQUAL,
                        ELEMENT_OF,
                        NOT_ELEMENT_OF,
                        SUBSET,
                        SUBSET_OR_EQUAL,
                        CONGRUENT,
                        SIMILAR,
                        PARALLEL,
                        PERPENDICULAR -> this;
            };
        }
    }

    /** Statements that are joined; at least two, and just two unless the connective is AND, OR or XOR. */
    record Logic(Connective connective, List<Expr> operands) implements Expr {
        public Logic {
            operands = List.copyOf(operands);
        }
    }

    enum Connective {
        AND,
        OR,
        XOR,
        IMPLIES,
        EQUIVALENT
    }

    /** {@code \neg p}. */
    record Not(Expr of) implements Expr {}

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

    /** {@code \{2k \mid k \in \mathbb{Z}\}}; the domain of {@code \{x \in A : \dots\}} is its first condition. */
    record SetBuilder(Expr element, List<Expr> conditions) implements Expr {
        public SetBuilder {
            conditions = List.copyOf(conditions);
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
        DIFFERENCE,
        SYMMETRIC_DIFFERENCE,
        /** Pairs of an element of each: {@code A \\times B}. */
        CARTESIAN
    }

    /** What is not in a set, in a universe that is not named. */
    record Complement(Expr of) implements Expr {}

    /** A day of the calendar; {@code month} from 1 to 12. */
    record Date(OptionalInt year, int month, int day) implements Expr {}

    /**
     * A time of the day, in seconds since midnight. What is written like a ratio, such as {@code 3:30}, is a
     * {@link Ratio}.
     *
     * @param sure whether it says which half of the day it means; else it may be twelve hours later
     */
    record Clock(int seconds, boolean sure) implements Expr {}

    /** A matrix or column vector, row by row. */
    record Matrix(List<List<Expr>> rows) implements Expr {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }
}
