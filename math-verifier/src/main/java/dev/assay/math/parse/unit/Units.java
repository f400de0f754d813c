package dev.assay.math.parse.unit;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What units are worth, so that 5 km is 5000 m and never 5 m. Unknown units are compared as words. */
public final class Units {
    /**
     * A unit as a factor over base units.
     *
     * @param dimension exponents of base units as one canonical text; empty where the unit only counts
     * @param factor how many base units it is
     */
    public record Unit(String dimension, Rational factor) {}

    private static final int MAX_EXPONENT = 20;

    private final String text;
    private final Steps steps;
    private final Map<String, Integer> dimension = new TreeMap<>();
    private Rational factor = Rational.ONE;
    private int at;

    private Units(String text, Steps steps) {
        this.text = text;
        this.steps = steps;
    }

    /** Whether a word alone is a unit. */
    public static boolean isKnown(String word) {
        return Catalog.find(word).isPresent();
    }

    /** Reads a unit such as {@code cm^2}, {@code m/s^2}, {@code square feet} or {@code miles per hour}. */
    public static Unit read(String text, Steps steps) {
        return new Units(text, steps).read();
    }

    private Unit read() {
        int sign = 1;
        int power = 1;
        String last = "";
        while (at < text.length()) {
            char c = text.charAt(at);
            sign = c == '/' ? -1 : sign;
            if (!isPart(c)) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            String word = text.substring(at, end);
            at = end;
            switch (word.toLowerCase(Locale.ROOT)) {
                case "per" -> sign = -1;
                case "square", "sq", "squared" -> {
                    if (word.endsWith("d")) {
                        add(last, sign); // metres squared
                    } else {
                        power = 2;
                    }
                }
                case "cubic", "cu", "cubed" -> {
                    if (word.endsWith("d")) {
                        add(last, 2 * sign);
                    } else {
                        power = 3;
                    }
                }
                case "of", "in", "the", "a" -> {
                    if (word.equals("in") && (at == text.length() || text.charAt(at) == '^' || last.isEmpty())) {
                        add("inch", sign * power * exponent());
                        last = "inch";
                    }
                }
                default -> {
                    add(word, sign * power * exponent());
                    last = word;
                    power = 1;
                    sign = sign == -1 && at < text.length() && text.charAt(at) == '*' ? -1 : 1;
                }
            }
        }
        dimension.values().removeIf(exponent -> exponent == 0);
        StringBuilder name = new StringBuilder();
        dimension.forEach((base, exponent) ->
                name.append(base).append('^').append(exponent).append(' '));
        return new Unit(name.toString().strip(), factor);
    }

    /** The exponent that follows, or 1. */
    private int exponent() {
        if (at >= text.length() || text.charAt(at) != '^') {
            return 1;
        }
        int from = at + 1;
        boolean minus = from < text.length() && text.charAt(from) == '-';
        from += minus ? 1 : 0;
        int to = from;
        while (to < text.length() && to - from < 2 && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        at = to;
        return to == from ? 1 : Integer.parseInt(text.substring(from, to)) * (minus ? -1 : 1);
    }

    private void add(String word, int exponent) {
        Catalog.Entry entry = Catalog.find(word).orElseGet(() -> Catalog.counted(word));
        int bounded = Math.clamp(exponent, -MAX_EXPONENT, MAX_EXPONENT);
        factor = factor.times(entry.factor().power(BigInteger.valueOf(bounded), steps), steps);
        entry.dimension().forEach((base, power) -> dimension.merge(base, power * exponent, Integer::sum));
    }

    private static boolean isPart(char c) {
        return Character.isLetter(c) || "$€£¥₹₽₩¢°".indexOf(c) >= 0;
    }
}
