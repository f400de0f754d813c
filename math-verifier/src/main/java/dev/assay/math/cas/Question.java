package dev.assay.math.cas;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Constant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes two values as one question in Symja's full form: is their difference zero? Names of variables and of unknown
 * functions are replaced by numbered ones, so that no name has a meaning there that it does not have here.
 */
final class Question {
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("sin", "Sin"),
            Map.entry("cos", "Cos"),
            Map.entry("tan", "Tan"),
            Map.entry("cot", "Cot"),
            Map.entry("sec", "Sec"),
            Map.entry("csc", "Csc"),
            Map.entry("arcsin", "ArcSin"),
            Map.entry("arccos", "ArcCos"),
            Map.entry("arctan", "ArcTan"),
            Map.entry("arccot", "ArcCot"),
            Map.entry("arcsec", "ArcSec"),
            Map.entry("arccsc", "ArcCsc"),
            Map.entry("sinh", "Sinh"),
            Map.entry("cosh", "Cosh"),
            Map.entry("tanh", "Tanh"),
            Map.entry("coth", "Coth"),
            Map.entry("arsinh", "ArcSinh"),
            Map.entry("arcosh", "ArcCosh"),
            Map.entry("artanh", "ArcTanh"),
            Map.entry("exp", "Exp"),
            Map.entry("ln", "Log"),
            Map.entry("abs", "Abs"),
            Map.entry("floor", "Floor"),
            Map.entry("ceil", "Ceiling"),
            Map.entry("gcd", "GCD"),
            Map.entry("lcm", "LCM"),
            Map.entry("max", "Max"),
            Map.entry("min", "Min"),
            Map.entry("binom", "Binomial"));

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> functions = new HashMap<>();
    private boolean expressible = true;

    private Question() {}

    /** The difference of two values; empty where one of them is nothing that Symja knows. */
    static Optional<String> difference(Expr reference, Expr answer) {
        Question question = new Question();
        question.text.append("Plus(");
        question.write(reference);
        question.text.append(",Times(-1,");
        question.write(answer);
        question.text.append("))");
        return question.expressible ? Optional.of(question.text.toString()) : Optional.empty();
    }

    private void write(Expr expr) {
        switch (expr) {
            case Expr.Num(Rational value) -> number(value);
            case Constant constant ->
                text.append(
                        switch (constant) {
                            case PI -> "Pi";
                            case E -> "E";
                            case I -> "I";
                            case INFINITY -> "Infinity";
                            case EMPTY_SET, REALS, RATIONALS, INTEGERS, NATURALS, COMPLEX, TRUE, FALSE, ELLIPSIS ->
                                inexpressible();
                        });
            case Expr.Symbol(String name) -> text.append(variable(name));
            case Expr.Sum(List<Expr> terms) -> call("Plus", terms);
            case Expr.Product(List<Expr> factors) -> call("Times", factors);
            case Expr.Negation(Expr of) -> {
                text.append("Times(-1,");
                write(of);
                text.append(')');
            }
            case Expr.Quotient(Expr top, Expr bottom) -> {
                text.append("Times(");
                write(top);
                text.append(",Power(");
                write(bottom);
                text.append(",-1))");
            }
            case Expr.Power(Expr base, Expr exponent) -> call("Power", List.of(base, exponent));
            case Expr.Root(Expr radicand, Expr degree) -> {
                text.append("Power(");
                write(radicand);
                text.append(",Power(");
                write(degree);
                text.append(",-1))");
            }
            case Expr.Factorial(Expr of) -> call("Factorial", List.of(of));
            case Expr.Percent(Expr of) -> scaled(of, "Rational(1,100)");
            case Expr.Degrees(Expr of) -> scaled(of, "Times(Pi,Rational(1,180))");
            case Expr.Call(String function, List<Expr> arguments) -> function(function, arguments);
            case Expr.Iterated(var operator, String index, Expr low, Expr high, Expr term) ->
                bound(operator == Expr.IteratedOperator.SUM ? "Sum" : "Product", term, index, List.of(low, high));
            case Expr.Integral(Expr integrand, String variable, Expr low, Expr high) ->
                bound("Integrate", integrand, variable, List.of(low, high));
            case Expr.Antiderivative(Expr integrand, String variable) -> {
                text.append("Integrate(");
                write(integrand);
                text.append(',').append(variable(variable)).append(')');
            }
            case Expr.Limit(Expr of, String variable, Expr at, Expr.Side side) -> {
                text.append("Limit(");
                write(of);
                text.append(",Rule(").append(variable(variable)).append(',');
                write(at);
                text.append(')');
                switch (side) {
                    case BOTH -> text.append(')');
                    case ABOVE -> text.append(",Rule(Direction,-1))");
                    case BELOW -> text.append(",Rule(Direction,1))");
                }
            }
            case Expr.Derivative(Expr of, String variable, int order) -> {
                text.append("D(");
                write(of);
                text.append(",{")
                        .append(variable(variable))
                        .append(',')
                        .append(order)
                        .append("})");
            }
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
                    Expr.Matrix _ -> inexpressible();
        }
    }

    private String inexpressible() {
        expressible = false;
        return "";
    }

    private void number(Rational value) {
        if (value.isInteger()) {
            text.append(value.numerator());
        } else {
            text.append("Rational(")
                    .append(value.numerator())
                    .append(',')
                    .append(value.denominator())
                    .append(')');
        }
    }

    private String variable(String name) {
        return variables.computeIfAbsent(name, _ -> "v" + variables.size());
    }

    private void scaled(Expr of, String by) {
        text.append("Times(");
        write(of);
        text.append(',').append(by).append(')');
    }

    private void call(String name, List<Expr> arguments) {
        text.append(name).append('(');
        for (int i = 0; i < arguments.size(); i++) {
            text.append(i == 0 ? "" : ",");
            write(arguments.get(i));
        }
        text.append(')');
    }

    private void bound(String name, Expr of, String variable, List<Expr> ends) {
        text.append(name).append('(');
        write(of);
        text.append(",{").append(variable(variable));
        for (Expr end : ends) {
            text.append(',');
            write(end);
        }
        text.append("})");
    }

    private void function(String name, List<Expr> arguments) {
        if (name.equals("log") || name.equals("lg")) {
            text.append("Times(Log(");
            write(arguments.getFirst());
            text.append("),Power(Log(");
            if (arguments.size() > 1) {
                write(arguments.get(1));
            } else {
                text.append(name.equals("lg") ? "10" : "nobase"); // of a base that nobody named
            }
            text.append("),-1))");
        } else if (name.equals("mod") && arguments.size() == 2) {
            call("Mod", arguments);
        } else if (FUNCTIONS.containsKey(name)) {
            call(FUNCTIONS.get(name), arguments);
        } else {
            call(functions.computeIfAbsent(name, _ -> "u" + functions.size()), arguments);
        }
    }
}
