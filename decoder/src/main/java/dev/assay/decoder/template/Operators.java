package dev.assay.decoder.template;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Arithmetic, comparison and subscripts, as Python has them. */
final class Operators {
    private static final int LONGEST = 32 << 20;

    private Operators() {}

    static Value binary(String operator, Value left, Value right) {
        if (operator.equals("~")) {
            return joined(left.shown(), right.shown());
        }
        if (operator.equals("+") && left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            return joined(a, b);
        }
        if (operator.equals("+")
                && left instanceof Value.Sequence(List<Value> a)
                && right instanceof Value.Sequence(List<Value> b)) {
            List<Value> all = new ArrayList<>(a);
            all.addAll(b);
            return new Value.Sequence(all);
        }
        if (left instanceof Value.Whole(long a) && right instanceof Value.Whole(long b)) {
            return whole(operator, a, b);
        }
        if (isNumber(left) && isNumber(right)) {
            return decimal(operator, number(left), number(right));
        }
        throw new TemplateException(left.kind() + " " + operator + " " + right.kind());
    }

    private static Value joined(String a, String b) {
        if (a.length() + (long) b.length() > LONGEST) {
            throw new TemplateException("a text of more than " + LONGEST + " characters");
        }
        return new Value.Text(a + b);
    }

    private static Value whole(String operator, long a, long b) {
        if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new TemplateException("a division by zero");
        }
        try {
            return switch (operator) {
                case "+" -> new Value.Whole(Math.addExact(a, b));
                case "-" -> new Value.Whole(Math.subtractExact(a, b));
                case "*" -> new Value.Whole(Math.multiplyExact(a, b));
                case "//" -> new Value.Whole(Math.floorDiv(a, b));
                case "%" -> new Value.Whole(Math.floorMod(a, b));
                default -> decimal(operator, a, b);
            };
        } catch (ArithmeticException e) {
            throw new TemplateException("a number too large");
        }
    }

    private static Value decimal(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> new Value.Decimal(a + b);
            case "-" -> new Value.Decimal(a - b);
            case "*" -> new Value.Decimal(a * b);
            case "/" -> new Value.Decimal(a / b);
            case "//" -> new Value.Decimal(Math.floor(a / b));
            case "%" -> new Value.Decimal(a - b * Math.floor(a / b));
            default -> throw new TemplateException("the operator " + operator + " is not supported");
        };
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Decimal || value instanceof Value.Bool;
    }

    static double number(Value value) {
        return switch (value) {
            case Value.Whole(long number) -> number;
            case Value.Decimal(double number) -> number;
            case Value.Bool(boolean holds) -> holds ? 1 : 0;
            case Value.Text _, Value.None _, Value.Undefined _, Value.Sequence _, Value.Mapping _, Value.Callable _ ->
                throw new TemplateException(value.kind() + " where a number should be");
        };
    }

    static boolean compare(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> areEqual(left, right);
            case "!=" -> !areEqual(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            case ">=" -> order(left, right) >= 0;
            default -> throw new TemplateException("the comparison " + operator + " is not supported");
        };
    }

    static boolean areEqual(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return number(left) == number(right);
        }
        return left.equals(right) || left instanceof Value.Undefined && right instanceof Value.Undefined;
    }

    static int order(Value left, Value right) {
        if (left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            return a.compareTo(b);
        }
        return Double.compare(number(left), number(right));
    }

    private static boolean contains(Value whole, Value part) {
        return switch (whole) {
            case Value.Text(String text) when part instanceof Value.Text(String piece) -> text.contains(piece);
            case Value.Sequence(List<Value> items) -> items.stream().anyMatch(item -> areEqual(item, part));
            case Value.Mapping mapping ->
                part instanceof Value.Text(String key) && mapping.entries().containsKey(key);
            case Value.Undefined _ -> false;
            case Value.Text _, Value.Whole _, Value.Decimal _, Value.Bool _, Value.None _, Value.Callable _ ->
                throw new TemplateException(part.kind() + " in " + whole.kind());
        };
    }

    /** {@code value[at]}. */
    static Value item(Value of, Value at) {
        if (of instanceof Value.Sequence(List<Value> items) && at instanceof Value.Whole(long index)) {
            long position = index < 0 ? index + items.size() : index;
            return position >= 0 && position < items.size()
                    ? items.get((int) position)
                    : new Value.Undefined("item " + index);
        }
        if (of instanceof Value.Text(String text) && at instanceof Value.Whole(long index)) {
            long position = index < 0 ? index + text.length() : index;
            return position >= 0 && position < text.length()
                    ? new Value.Text(text.substring((int) position, (int) position + 1))
                    : new Value.Undefined("character " + index);
        }
        if (at instanceof Value.Text(String name)) {
            return attribute(of, name);
        }
        if (of instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.name() + " is undefined");
        }
        return new Value.Undefined("item of " + of.kind());
    }

    /** {@code value.name}: an entry, or else a method. */
    static Value attribute(Value of, String name) {
        return switch (of) {
            case Value.Mapping mapping -> {
                Value entry = mapping.entries().get(name);
                yield entry != null
                        ? entry
                        : Strings.method(mapping.entries(), name).orElseGet(() -> new Value.Undefined(name));
            }
            case Value.Text(String text) -> Strings.method(text, name).orElseGet(() -> new Value.Undefined(name));
            case Value.Undefined undefined ->
                throw new TemplateException(undefined.name() + " is undefined and has no " + name);
            case Value.Sequence _, Value.Whole _, Value.Decimal _, Value.Bool _, Value.None _, Value.Callable _ ->
                new Value.Undefined(name);
        };
    }

    /** {@code value[from:to:step]}; of what is missing, Python's defaults. */
    static Value slice(Value of, OptionalLong from, OptionalLong to, long step) {
        if (step == 0) {
            throw new TemplateException("a slice with step 0");
        }
        int size = switch (of) {
            case Value.Text(String text) -> text.length();
            case Value.Sequence(List<Value> items) -> items.size();
            case Value.Whole _,
                    Value.Decimal _,
                    Value.Bool _,
                    Value.None _,
                    Value.Undefined _,
                    Value.Mapping _,
                    Value.Callable _ -> throw new TemplateException("a slice of " + of.kind());
        };
        long first = from.isPresent() ? bounded(from.getAsLong(), size, step) : step > 0 ? 0 : size - 1;
        long end = to.isPresent() ? bounded(to.getAsLong(), size, step) : step > 0 ? size : -1;
        StringBuilder characters = new StringBuilder();
        List<Value> items = new ArrayList<>();
        for (long i = first; step > 0 ? i < end : i > end; i += step) {
            switch (of) {
                case Value.Text(String text) -> characters.append(text.charAt((int) i));
                case Value.Sequence(List<Value> all) -> items.add(all.get((int) i));
                default -> throw new IllegalStateException();
            }
        }
        return of instanceof Value.Text ? new Value.Text(characters.toString()) : new Value.Sequence(items);
    }

    private static long bounded(long index, int size, long step) {
        long position = index < 0 ? index + size : index;
        return step > 0 ? Math.clamp(position, 0, size) : Math.clamp(position, -1, size - 1);
    }
}
