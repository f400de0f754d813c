package dev.assay.math.parse.unit;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static final Map<String, Unit> KNOWN = new HashMap<>();

    static {
        define("m", "1", "m м 米 メートル meter meters metre metres");
        define("m", "1000", "km км 千米 公里 キロメートル kilometer kilometers kilometre kilometres");
        define("m", "1/100", "cm см 厘米 センチメートル centimeter centimeters centimetre centimetres");
        define("m", "1/1000", "mm мм 毫米 ミリメートル millimeter millimeters millimetre millimetres");
        define("in", "1", "inch inches");
        define("in", "12", "ft foot feet");
        define("in", "36", "yd yard yards");
        define("in", "63360", "mi mile miles");
        define("g", "1", "g г 克 グラム gram grams");
        define("g", "1000", "kg кг 千克 公斤 キログラム kilogram kilograms");
        define("g", "1/1000", "mg milligram milligrams");
        define("s", "1", "s с 秒 sec secs second seconds");
        define("s", "60", "min mins мин 分钟 分 minute minutes");
        define("s", "3600", "h ч 小时 時間 std hr hrs hour hours");
        define("s", "86400", "day days 天 日");
        define("s", "604800", "week weeks");
        define("yr", "1", "yr yrs year years");
        define("yr", "1/12", "month months");
        define("$", "1", "$ dollar dollars usd");
        define("$", "1/100", "cent cents ¢");
        define("l", "1", "l liter liters litre litres");
        define("l", "1/1000", "ml milliliter milliliters millilitre millilitres");
        define("", "1", "unit units");
        define("K", "1", "k kelvin kelvins");
        define("N", "1", "n newton newtons");
        define("J", "1", "j joule joules");
        define("W", "1", "w watt watts");
        define("Hz", "1", "hz hertz");
        define("mph", "1", "mph");
        define("rad", "1", "rad radian radians");
    }

    private Units() {}

    private static void define(String dimension, String factor, String names) {
        int slash = factor.indexOf('/');
        Rational value = slash < 0
                ? Rational.of(new BigInteger(factor))
                : Rational.of(
                        new BigInteger(factor.substring(0, slash)),
                        new BigInteger(factor.substring(slash + 1)),
                        new Steps(100));
        for (String name : names.split(" ", -1)) {
            KNOWN.put(name, new Unit(dimension, value));
        }
    }

    /** Whether a word alone is a unit. */
    public static boolean isKnown(String word) {
        return lookup(word).isPresent();
    }

    private static Optional<Unit> lookup(String word) {
        return Optional.ofNullable(KNOWN.get(word.toLowerCase(Locale.ROOT)));
    }

    /** Reads a unit such as {@code cm^2}, {@code square feet} or {@code miles per hour}. */
    public static Unit read(String text, Steps steps) {
        Map<String, Integer> dimension = new TreeMap<>();
        Rational factor = Rational.ONE;
        int sign = 1;
        int power = 1;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '/') {
                sign = -1;
            }
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
            String lower = word.toLowerCase(Locale.ROOT);
            switch (lower) {
                case "per" -> sign = -1;
                case "square", "sq" -> power = 2;
                case "cubic", "cu" -> power = 3;
                case "of", "in", "the", "a" -> {}
                case "squared" -> bump(dimension, 2);
                case "cubed" -> bump(dimension, 3);
                default -> {
                    if (at < text.length() && text.charAt(at) == '^') {
                        int from = at + 1;
                        boolean minus = from < text.length() && text.charAt(from) == '-';
                        from += minus ? 1 : 0;
                        int to = from;
                        while (to < text.length() && Character.isDigit(text.charAt(to)) && to - from < 3) {
                            to++;
                        }
                        String digits = text.substring(from, to);
                        power *= digits.isEmpty() ? 1 : Integer.parseInt(digits) * (minus ? -1 : 1);
                        at = to;
                    }
                    Unit unit = lookup(word).orElse(new Unit(singular(lower), Rational.ONE));
                    factor = factor.times(unit.factor().power(BigInteger.valueOf((long) sign * power), steps), steps);
                    if (!unit.dimension().isEmpty()) {
                        dimension.merge(unit.dimension(), sign * power, Integer::sum);
                    }
                    sign = 1;
                    power = 1;
                }
            }
        }
        dimension.values().removeIf(exponent -> exponent == 0);
        StringBuilder name = new StringBuilder();
        dimension.forEach((base, exponent) ->
                name.append(base).append('^').append(exponent).append(' '));
        return new Unit(name.toString().strip(), factor);
    }

    private static void bump(Map<String, Integer> dimension, int power) {
        dimension.replaceAll((_, exponent) -> exponent * power);
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    private static boolean isPart(char c) {
        return Character.isLetter(c) || c == '$' || c == '¢';
    }
}
