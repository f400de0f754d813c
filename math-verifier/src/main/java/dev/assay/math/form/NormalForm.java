package dev.assay.math.form;

import dev.assay.math.calculus.Calculus;
import dev.assay.math.calculus.NoNormalForm;
import dev.assay.math.exact.Factors;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.reading.Readings;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a tree into its normal form. */
public final class NormalForm {
    private final Ring ring;
    private final WholeNumbers wholeNumbers;
    private final Discrete discrete;
    private final Circular circular;

    /** @param numeric the budget for deciding which of two real numbers is larger */
    public NormalForm(Ring ring, Steps numeric) {
        this.ring = ring;
        this.wholeNumbers = new WholeNumbers(this, ring, numeric);
        this.discrete = new Discrete(this, ring);
        this.circular = new Circular(this, ring);
    }

    /**
     * The normal form of a value.
     *
     * @throws NoNormalForm where the expression is no single value
     * @throws ArithmeticException where it is undefined
     * @throws TooCostly where it costs more than allowed
     */
    public Fraction of(Expr expr) {
        ring.steps().spend(40);
        return switch (expr) {
            case Expr.Num(Rational value) -> Fraction.of(value);
            case Constant constant -> constant(constant);
            case Expr.Symbol(String name) -> Fraction.of(new Atom(Atom.Kind.SYMBOL, name));
            case Expr.Sum(List<Expr> terms) ->
                ring.sum(terms.stream().map(this::of).toList());
            case Expr.Product(List<Expr> factors) -> {
                Fraction product = Fraction.ONE;
                for (Expr factor : factors) {
                    product = ring.times(product, of(factor));
                }
                yield product;
            }
            case Expr.Negation(Expr of) -> of(of).negate();
            case Expr.Quotient(Expr top, Expr bottom) -> ring.divide(of(top), of(bottom));
            case Expr.Power(Expr base, Expr exponent) -> power(of(base), of(exponent));
            case Expr.Root(Expr radicand, Expr degree) -> root(of(radicand), of(degree));
            case Expr.Factorial(Expr of) -> {
                Fraction argument = of(of);
                yield argument.rational().isPresent()
                        ? Fraction.of(argument.rational().get().factorial(ring.steps()))
                        : discrete.factorial(argument);
            }
            case Expr.Percent(Expr of) -> ring.divide(of(of), Fraction.of(Rational.of(100)));
            case Expr.Degrees(Expr of) ->
                ring.divide(ring.times(of(of), Fraction.of(Atom.PI)), Fraction.of(Rational.of(180)));
            case Expr.Call(String function, List<Expr> arguments) -> {
                Optional<Fraction> written = written(function, arguments);
                yield written.isPresent()
                        ? written.get()
                        : call(function, arguments.stream().map(this::of).toList());
            }
            case Expr.Iterated iterated -> discrete.iterated(iterated);
            case Expr.Integral(Expr integrand, String variable, Expr low, Expr high) ->
                discrete.bound("integral", variable, List.of(low, high), integrand);
            case Expr.Antiderivative(Expr integrand, String variable) ->
                opaque("antiderivative by " + variable + " of ", of(integrand));
            case Expr.Limit(Expr of, String variable, Expr at, var side) ->
                discrete.bound("limit " + side, variable, List.of(at), of);
            case Expr.Derivative derivative -> of(Calculus.derivative(derivative, ring.steps()));
            case Expr.Text _,
                    Expr.PlusMinus _,
                    Expr.MinusPlus _,
                    Expr.Piecewise _,
                    Expr.Logic _,
                    Expr.Not _,
                    Expr.SetBuilder _,
                    Expr.Complement _,
                    Expr.Date _,
                    Expr.Clock _,
                    Expr.Measure _,
                    Expr.Ratio _,
                    Expr.Relation _,
                    Expr.Tuple _,
                    Expr.SetOf _,
                    Expr.Listing _,
                    Expr.Interval _,
                    Expr.SetOperation _,
                    Expr.Matrix _ -> throw new NoNormalForm(expr.getClass().getSimpleName());
        };
    }

    /** Functions that need their arguments as they are written, to see which real numbers they are. */
    private Optional<Fraction> written(String function, List<Expr> arguments) {
        return switch (function) {
            case "mod" ->
                arguments.size() == 2 ? wholeNumbers.modulo(arguments.get(0), arguments.get(1)) : Optional.empty();
            case "floor" -> wholeNumbers.floor(arguments.getFirst()).map(whole -> Fraction.of(Rational.of(whole)));
            case "ceil" -> wholeNumbers.ceiling(arguments.getFirst()).map(whole -> Fraction.of(Rational.of(whole)));
            case "max", "min" -> {
                List<Fraction> left = wholeNumbers.extremes(arguments, function.equals("max"));
                yield Optional.of(left.size() == 1 ? left.getFirst() : opaque(function, left.toArray(Fraction[]::new)));
            }
            default -> Optional.empty();
        };
    }

    /** Functions of whole numbers, where they are whole enough. */
    private Optional<Fraction> whole(String function, List<Fraction> arguments) {
        Fraction first = arguments.getFirst();
        Fraction last = arguments.getLast();
        return switch (function) {
            case "gcd" -> wholeNumbers.gcd(arguments);
            case "lcm" -> wholeNumbers.lcm(arguments);
            case "binom" -> wholeNumbers.binomial(first, last);
            case "perm" -> wholeNumbers.permutations(first, last);
            case "doublefactorial" -> wholeNumbers.doubleFactorial(first);
            case "subfactorial" -> wholeNumbers.subfactorial(first);
            default -> Optional.empty();
        };
    }

    private static Fraction constant(Constant constant) {
        return switch (constant) {
            case PI -> Fraction.of(Atom.PI);
            case E -> Fraction.of(Atom.E);
            case I -> Fraction.of(Atom.IMAGINARY);
            case INFINITY, EMPTY_SET, REALS, RATIONALS, INTEGERS, NATURALS, COMPLEX, TRUE, FALSE, ELLIPSIS ->
                throw new NoNormalForm(constant.name());
        };
    }

    private Fraction root(Fraction radicand, Fraction degree) {
        if (degree.rational().isEmpty()) {
            return power(radicand, ring.divide(Fraction.ONE, degree));
        }
        Rational n = degree.rational().get();
        if (!n.isInteger() || n.signum() <= 0 || n.numerator().bitLength() > 10) {
            throw new NoNormalForm("a root of the degree " + degree);
        }
        int index = n.numerator().intValueExact();
        return index == 1 ? radicand : ring.root(radicand, index);
    }

    private Fraction power(Fraction base, Fraction exponent) {
        Optional<Rational> number = exponent.rational();
        if (number.isPresent()) {
            Rational e = number.get();
            if (e.isInteger()) {
                return ring.power(base, e.numerator());
            }
            if (e.denominator().bitLength() > 10) {
                return opaque("pow", base, exponent);
            }
            return ring.power(ring.root(base, e.denominator().intValueExact()), e.numerator());
        }
        boolean splits = base.equals(Fraction.of(Atom.E))
                || base.rational().isPresent() && base.rational().get().signum() > 0
                || base.isWhole()
                        && base.numerator().single().isPresent()
                        && base.numerator().single().get().getValue().equals(Rational.ONE);
        if (!splits || !exponent.isWhole()) {
            return opaque("pow", base, exponent);
        }
        Fraction result = Fraction.ONE;
        for (Map.Entry<Monomial, Rational> term : exponent.numerator().terms().entrySet()) {
            Fraction factor;
            if (term.getKey().isOne()) {
                factor = power(base, Fraction.of(term.getValue()));
            } else if (base.rational().isPresent()) {
                factor = numberPower(base.rational().get(), term.getKey(), term.getValue());
            } else {
                factor = powerAtom(base.toString(), term.getKey(), term.getValue());
            }
            result = ring.times(result, factor);
        }
        return result;
    }

    private Fraction numberPower(Rational base, Monomial exponent, Rational coefficient) {
        Fraction result = Fraction.ONE;
        for (boolean below : new boolean[] {false, true}) {
            Factors factors = Factors.of(below ? base.denominator() : base.numerator(), ring.steps());
            for (Map.Entry<BigInteger, Integer> factor : factors.powers().entrySet()) {
                Rational scale = Rational.of(below ? -factor.getValue() : factor.getValue());
                result = ring.times(
                        result,
                        powerAtom(factor.getKey().toString(), exponent, coefficient.times(scale, ring.steps())));
            }
        }
        return result;
    }

    private static Fraction powerAtom(String base, Monomial exponent, Rational coefficient) {
        Atom atom = new Atom(Atom.Kind.OPAQUE, "pow(" + base + ";" + exponent + ")");
        return Fraction.of(Polynomial.term(Rational.ONE, Monomial.of(atom, coefficient)));
    }

    private Fraction call(String function, List<Fraction> arguments) {
        Fraction first = arguments.getFirst();
        Optional<Fraction> whole = whole(function, arguments);
        if (whole.isPresent()) {
            return whole.get();
        }
        if (arguments.size() == 1) {
            return switch (function) {
                case "sin" -> circular.sine(first, false);
                case "cos" -> circular.sine(first, true);
                case "tan" -> ring.divide(circular.sine(first, false), circular.sine(first, true));
                case "cot" -> ring.divide(circular.sine(first, true), circular.sine(first, false));
                case "sec" -> ring.divide(Fraction.ONE, circular.sine(first, true));
                case "csc" -> ring.divide(Fraction.ONE, circular.sine(first, false));
                case "exp" -> power(Fraction.of(Atom.E), first);
                case "ln" -> logarithm("ln", first);
                case "log" -> logarithm("log", first);
                case "lg" -> ring.divide(logarithm("ln", first), logarithm("ln", Fraction.of(Rational.of(10))));
                case "abs" -> absolute(first);
                case "ceil" -> opaque("floor", first.negate()).negate();
                case "norm" -> absolute(first);
                default ->
                    Readings.isUnknown(function)
                            ? unknown(function, first)
                            : circular.inverse(function, first).orElseGet(() -> opaque(function, first));
            };
        }
        if (arguments.size() == 2 && function.equals("log")) {
            return ring.divide(logarithm("ln", first), logarithm("ln", arguments.get(1)));
        }
        return opaque(function, arguments.toArray(Fraction[]::new));
    }

    /** A function of which nothing is known, such as {@code f}: its values are independent of everything else. */
    private Fraction unknown(String function, Fraction argument) {
        Fraction opaque = opaque(function, argument);
        return argument.isOpen()
                ? opaque
                : Fraction.of(new Atom(
                        Atom.Kind.SYMBOL, opaque.numerator().terms().firstKey().toString()));
    }

    private Fraction absolute(Fraction of) {
        if (of.rational().isPresent()) {
            return Fraction.of(of.rational().get().abs());
        }
        Optional<Fraction> squared = ring.squaredModulus(of);
        if (squared.isPresent()) {
            return ring.root(squared.get(), 2);
        }
        return opaque("abs", of.numerator().leadingSign() < 0 ? of.negate() : of);
    }

    private Fraction logarithm(String name, Fraction of) {
        if (of.equals(Fraction.ONE)) {
            return Fraction.ZERO;
        }
        if (name.equals("ln") && of.isWhole() && of.numerator().single().isPresent()) {
            Map.Entry<Monomial, Rational> term = of.numerator().single().get();
            Rational exponent = term.getKey().powers().get(Atom.E);
            if (exponent != null
                    && term.getKey().powers().size() == 1
                    && term.getValue().equals(Rational.ONE)) {
                return Fraction.of(exponent);
            }
        }
        Optional<Map.Entry<Monomial, Rational>> single =
                of.isWhole() ? of.numerator().single() : Optional.empty();
        boolean number = single.isPresent()
                && single.get().getValue().signum() > 0
                && single.get().getKey().powers().keySet().stream().allMatch(atom -> atom.kind() == Atom.Kind.PRIME);
        if (!number) {
            return opaque(name, of);
        }
        Rational value = single.get().getValue();
        Fraction sum = ring.minus(primeLogs(name, value.numerator()), primeLogs(name, value.denominator()));
        for (Map.Entry<Atom, Rational> power : single.get().getKey().powers().entrySet()) {
            Fraction log = Fraction.of(
                    new Atom(Atom.Kind.OPAQUE, name + "(" + power.getKey().key() + ")"));
            sum = ring.plus(sum, ring.times(Fraction.of(power.getValue()), log));
        }
        return sum;
    }

    private Fraction primeLogs(String name, BigInteger value) {
        Fraction sum = Fraction.ZERO;
        for (Map.Entry<BigInteger, Integer> factor :
                Factors.of(value, ring.steps()).powers().entrySet()) {
            Fraction log = Fraction.of(new Atom(Atom.Kind.OPAQUE, name + "(" + factor.getKey() + ")"));
            sum = ring.plus(sum, ring.times(Fraction.of(Rational.of(factor.getValue())), log));
        }
        return sum;
    }

    Fraction opaque(String function, Fraction... arguments) {
        StringBuilder key = new StringBuilder(function).append('(');
        ring.steps().spend(100);
        for (int i = 0; i < arguments.length; i++) {
            key.append(i == 0 ? "" : ";").append(arguments[i]);
        }
        if (key.length() > 20_000) {
            throw new TooCostly("a normal form of " + key.length() + " characters");
        }
        ring.steps().spend(key.length());
        return Fraction.of(new Atom(Atom.Kind.OPAQUE, key.append(')').toString()));
    }
}
