package dev.assay.math.puzzle;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reaching a number by the four operations: {@code {"numbers": [4, 7, 8, 8], "target": 24}}. In the 24 game each number
 * is used exactly once, in Countdown each at most once; values are exact.
 *
 * @param all whether every number must be used
 */
record NumberGame(List<Rational> numbers, Rational target, boolean all) implements Puzzle {
    static Puzzle read(Members members, boolean all) throws PuzzleFailure {
        List<Rational> numbers = members.numbers("numbers");
        if (!all && members.member("target").isEmpty()) {
            throw members.wrong("target", "a number");
        }
        Rational target = members.member("target").isPresent()
                ? members.number("target", members.member("target").get())
                : Rational.of(24);
        return new NumberGame(List.copyOf(numbers), target, all);
    }

    @Override
    public String checks() {
        return "One expression of + - * / and brackets that is exactly " + target + " and uses "
                + (all ? "each of " : "at most once each of ") + numbers + (all ? " once." : ".");
    }

    @Override
    public Form form() {
        return Form.VALUE;
    }

    @Override
    public Finding judge(String answer) {
        String line = answer.strip();
        line = line.substring(line.lastIndexOf('\n') + 1);
        int stop = line.indexOf(". ");
        String expression = (stop < 0 ? line : line.substring(0, stop)).strip();
        if (expression.endsWith(".")) {
            expression = expression.substring(0, expression.length() - 1);
        }
        int colon = expression.lastIndexOf(':');
        expression = colon >= 0 ? expression.substring(colon + 1) : expression;
        String[] sides = expression.split("=", 4);
        if (sides.length > 2) {
            return Finding.broken("more than one expression: " + Shown.cut(answer));
        }
        try {
            Arithmetic.Result left = Arithmetic.of(sides[0]);
            if (sides.length == 2) {
                Arithmetic.Result right = Arithmetic.of(sides[1]);
                boolean flipped = left.used().size() == 1 && right.used().size() > 1;
                if (!(flipped ? left : right).value().equals(target)) {
                    return Finding.broken("it says that it is " + (flipped ? left : right).value());
                }
                left = flipped ? right : left;
            }
            return judge(left, sides[0].strip());
        } catch (IllegalArgumentException e) {
            return Finding.unreadable("'" + Shown.cut(expression) + "': " + e.getMessage());
        } catch (ArithmeticException e) {
            return Finding.broken("'" + Shown.cut(expression) + "' divides by zero");
        } catch (TooCostly e) {
            return new Finding(ReasonCode.TOO_COSTLY, 0, String.valueOf(e.getMessage()));
        }
    }

    private Finding judge(Arithmetic.Result result, String expression) {
        List<Rational> open = new ArrayList<>(numbers);
        for (Rational number : result.used()) {
            if (!open.remove(number)) {
                return Finding.broken(number + (numbers.contains(number) ? " is used too often" : " is not given"));
            }
        }
        if (all && !open.isEmpty()) {
            return Finding.broken("not used: " + open);
        }
        String value = Shown.cut(expression) + " = " + result.value();
        return result.value().equals(target) ? Finding.solved(value) : Finding.broken(value + ", not " + target);
    }
}
