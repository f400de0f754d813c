package dev.assay.math.parse;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.parse.Expr.Constant;
import dev.assay.math.parse.Expr.IteratedOperator;
import dev.assay.math.parse.Expr.Num;
import dev.assay.math.parse.Expr.Operator;
import dev.assay.math.parse.Expr.SetOperator;
import dev.assay.math.parse.Expr.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads SymPy's {@code srepr} notation into our tree, for the corpus that says in it what its LaTeX means. */
final class Srepr {
    private final String text;
    private int at;

    private Srepr(String text) {
        this.text = text;
    }

    static Expr read(String text) {
        Srepr reader = new Srepr(text);
        Expr result = reader.expr();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("left over: " + text.substring(reader.at));
        }
        return result;
    }

    private Expr expr() {
        skip();
        char c = text.charAt(at);
        if (c == '[') {
            return new Expr.Tuple(list('[', ']'), true);
        }
        if (c == '(') {
            return new Expr.Tuple(list('(', ')'), false);
        }
        if (c == '\'' || c == '"') {
            return new Expr.Text(string());
        }
        if (c == '-' && Character.isLetter(text.charAt(at + 1))) {
            at++;
            return new Expr.Negation(expr());
        }
        if (Character.isDigit(c) || c == '-' || c == '.') {
            int from = at++;
            while (at < text.length() && "0123456789.e+-".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return decimal(text.substring(from, at));
        }
        int from = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(from, at);
        if (at == text.length() || text.charAt(at) != '(') {
            return constant(name);
        }
        Expr call = call(name, list('(', ')'));
        while (at < text.length() && text.charAt(at) == '(') { // Function('f')(x)
            call = new Expr.Call(((Expr.Symbol) call).name(), list('(', ')'));
        }
        return call;
    }

    private List<Expr> list(char open, char close) {
        if (text.charAt(at++) != open) {
            throw new IllegalArgumentException("at " + at);
        }
        List<Expr> items = new ArrayList<>();
        skip();
        while (text.charAt(at) != close) {
            int equals = text.indexOf('=', at);
            boolean keyword = equals > 0 && text.substring(at, equals).matches("[a-z]+");
            if (keyword) {
                at = equals + 1;
                expr();
            } else {
                items.add(expr());
            }
            skip();
            if (text.charAt(at) == ',') {
                at++;
                skip();
            }
        }
        at++;
        return items;
    }

    private void skip() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private String string() {
        char quote = text.charAt(at++);
        int from = at;
        at = text.indexOf(quote, at) + 1;
        return text.substring(from, at - 1).replace("\\\\", "\\");
    }

    static Num decimal(String digits) {
        BigDecimal value = new BigDecimal(digits);
        BigInteger scale = BigInteger.TEN.pow(Math.abs(value.scale()));
        Steps steps = new Steps(Long.MAX_VALUE);
        return new Num(
                value.scale() >= 0
                        ? Rational.of(value.unscaledValue(), scale, steps)
                        : Rational.of(value.unscaledValue().multiply(scale)));
    }

    private static Expr constant(String name) {
        return switch (name) {
            case "pi" -> Constant.PI;
            case "E" -> Constant.E;
            case "I" -> Constant.I;
            case "oo" -> Constant.INFINITY;
            case "EmptySet" -> Constant.EMPTY_SET;
            case "Reals" -> Constant.REALS;
            case "Rationals" -> Constant.RATIONALS;
            case "Integers" -> Constant.INTEGERS;
            case "Naturals", "Naturals0" -> Constant.NATURALS;
            case "Complexes" -> Constant.COMPLEX;
            case "true", "True" -> Constant.TRUE;
            case "false", "False" -> Constant.FALSE;
            default -> throw new IllegalArgumentException("the constant " + name);
        };
    }

    private static Expr call(String name, List<Expr> of) {
        return switch (name) {
            case "Integer" -> of.getFirst();
            case "Float" ->
                decimal(new BigDecimal(((Expr.Text) of.getFirst()).words())
                        .round(new java.math.MathContext(14))
                        .toString());
            case "Rational" -> new Expr.Quotient(of.get(0), of.get(1));
            case "Symbol" -> new Expr.Symbol(symbol(((Expr.Text) of.getFirst()).words()));
            case "Function" -> new Expr.Symbol(((Expr.Text) of.getFirst()).words());
            case "Add", "MatAdd" -> new Expr.Sum(of);
            case "Mul", "MatMul" -> new Expr.Product(of);
            case "Pow", "MatPow" -> new Expr.Power(of.get(0), of.get(1));
            case "exp" -> new Expr.Power(Constant.E, of.getFirst());
            case "UnevaluatedExpr" -> of.getFirst();
            case "factorial" -> new Expr.Factorial(of.getFirst());
            case "Abs" -> new Expr.Call("abs", of);
            case "ceiling" -> new Expr.Call("ceil", of);
            case "Max" -> new Expr.Call("max", of);
            case "Min" -> new Expr.Call("min", of);
            case "Mod" -> new Expr.Call("mod", of);
            case "log" ->
                of.size() == 2 && of.get(1) == Constant.E
                        ? new Expr.Call("ln", List.of(of.getFirst()))
                        : of.size() == 1 ? new Expr.Call("ln", of) : new Expr.Call("log", of);
            case "asin", "acos", "atan", "asinh", "acosh", "atanh", "acot", "asec", "acsc" ->
                new Expr.Call("arc" + name.substring(1), of);
            case "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "floor", "binomial" ->
                new Expr.Call(name.equals("binomial") ? "binom" : name, of);
            case "Tuple" -> new Expr.Tuple(of, false);
            case "FiniteSet" -> new Expr.SetOf(of);
            case "Interval" ->
                new Expr.Interval(of.get(0), of.get(2) == Constant.TRUE, of.get(1), of.get(3) == Constant.TRUE);
            case "Union", "Intersection", "Complement" -> {
                SetOperator operator = name.equals("Union")
                        ? SetOperator.UNION
                        : name.equals("Complement") ? SetOperator.DIFFERENCE : SetOperator.INTERSECTION;
                Expr all = of.getFirst();
                for (Expr next : of.subList(1, of.size())) {
                    all = new Expr.SetOperation(operator, all, next);
                }
                yield all;
            }
            case "Equality" -> relation(Operator.EQUAL, of);
            case "Unequality" -> relation(Operator.NOT_EQUAL, of);
            case "StrictLessThan" -> relation(Operator.LESS, of);
            case "LessThan" -> relation(Operator.LESS_OR_EQUAL, of);
            case "StrictGreaterThan" -> relation(Operator.GREATER, of);
            case "GreaterThan" -> relation(Operator.GREATER_OR_EQUAL, of);
            case "Not" ->
                of.getFirst() instanceof Expr.Relation(List<Expr> sides, List<Operator> _)
                                && sides.get(1) instanceof Expr.SetOf
                        ? relation(Operator.NOT_ELEMENT_OF, sides)
                        : new Expr.Not(of.getFirst());
            case "Sum", "Product" -> {
                List<Expr> bounds = of.get(1).children();
                yield new Expr.Iterated(
                        name.equals("Sum") ? IteratedOperator.SUM : IteratedOperator.PRODUCT,
                        ((Expr.Symbol) bounds.get(0)).name(),
                        bounds.get(1),
                        bounds.get(2),
                        of.get(0));
            }
            case "Integral" -> {
                Expr result = of.get(0);
                for (Expr limits : of.subList(1, of.size())) {
                    List<Expr> parts = limits.children();
                    String variable = ((Expr.Symbol) parts.get(0)).name();
                    result = parts.size() == 1
                            ? new Expr.Antiderivative(result, variable)
                            : new Expr.Integral(result, variable, parts.get(1), parts.get(2));
                }
                yield result;
            }
            case "Limit" ->
                new Expr.Limit(
                        of.get(0),
                        ((Expr.Symbol) of.get(1)).name(),
                        of.get(2),
                        side((Expr.Symbol) of.get(3), of.get(2)));
            case "Derivative" -> {
                List<Expr> by = of.get(1).children();
                yield new Expr.Derivative(
                        of.get(0),
                        ((Expr.Symbol) by.get(0)).name(),
                        ((Num) by.get(1)).value().numerator().intValueExact());
            }
            case "ImmutableDenseMatrix", "MutableDenseMatrix" ->
                new Expr.Matrix(
                        of.getFirst().children().stream().map(Expr::children).toList());
            default -> throw new IllegalArgumentException("the function " + name);
        };
    }

    /** SymPy approaches from above where nothing is said, and infinity from below. */
    private static Side side(Expr.Symbol sign, Expr at) {
        boolean below = sign.name().equals("-") && at != Constant.INFINITY;
        return below ? Side.BELOW : sign.name().equals("above") ? Side.ABOVE : Side.BOTH;
    }

    private static Expr relation(Operator operator, List<Expr> sides) {
        return new Expr.Relation(sides, List.of(operator));
    }

    /** A name as our reader writes it: without braces, backslashes and spaces. */
    private static String symbol(String name) {
        return name.replaceAll("[{}\\\\ ]", "").replace("bar", "overline").replace("varepsilon", "epsilon");
    }
}
