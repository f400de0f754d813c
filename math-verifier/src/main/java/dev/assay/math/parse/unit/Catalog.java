package dev.assay.math.parse.unit;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The known units: those of the SI with their prefixes (BIPM, The International System of Units, 9th edition), the
 * international yard and pound (NIST Handbook 44, appendix C), times, angles and currencies, in several languages.
 */
final class Catalog {
    /** One unit: exponents by base unit, and how many of them it is. */
    record Entry(Map<String, Integer> dimension, Rational factor) {}

    private static final Map<String, Entry> KNOWN = new HashMap<>();
    private static final Steps STEPS = new Steps(Long.MAX_VALUE);

    /** Prefix, its name, and its power of ten. */
    private static final String[] PREFIXES = {
        "k kilo 3",
        "c centi -2",
        "m milli -3",
        "d deci -1",
        "M mega 6",
        "G giga 9",
        "T tera 12",
        "μ micro -6",
        "n nano -9",
        "p pico -12",
        "h hecto 2",
        "u micro -6",
        "P peta 15",
        "da deka 1",
        "f femto -15"
    };

    static {
        prefixed("m", "1", "m", "meter meters metre metres");
        prefixed("g", "1", "g", "gram grams gramme grammes");
        prefixed("s", "1", "s", "second seconds");
        prefixed("m3", "1/1000", "l L", "liter liters litre litres");
        prefixed("A", "1", "A", "ampere amperes amp amps");
        prefixed("K", "1", "K", "kelvin kelvins");
        prefixed("mol", "1", "mol", "mole moles");
        prefixed("g m s-2", "1000", "N", "newton newtons");
        prefixed("g m2 s-2", "1000", "J", "joule joules");
        prefixed("g m2 s-3", "1000", "W", "watt watts");
        prefixed("g m-1 s-2", "1000", "Pa", "pascal pascals");
        prefixed("s-1", "1", "Hz", "hertz");
        prefixed("g m2 s-3 A-1", "1000", "V", "volt volts");
        prefixed("s A", "1", "C", "coulomb coulombs");
        prefixed("g-1 m-2 s4 A2", "1/1000", "F", "farad farads");
        prefixed("g m2 s-3 A-2", "1000", "Ω Ohm", "ohm ohms");
        prefixed("g s-2 A-1", "1000", "T", "tesla teslas");
        prefixed("g m2 s-2 A-1", "1000", "Wb", "weber webers");
        prefixed("g m2 s-2 A-2", "1000", "H", "henry henries");
        prefixed("eV", "1", "eV", "electronvolt electronvolts");
        prefixed("cal", "1", "cal", "calorie calories");
        prefixed("byte", "1", "B", "byte bytes");
        prefixed("byte", "1/8", "bit", "bits");
        define("m", "127/5000", "in inch inches");
        define("m", "381/1250", "ft foot feet");
        define("m", "1143/1250", "yd yds yard yards");
        define("m", "201168/125", "mi mile miles");
        define("m", "1852", "nmi");
        define("m", "1000", "км 千米 公里 キロメートル");
        define("m", "1", "м 米 メートル");
        define("m", "1/10", "дм 分米");
        define("m", "1/100", "см 厘米 センチメートル");
        define("m", "1/1000", "мм 毫米 ミリメートル");
        define("m2", "10000", "ha hectare hectares 公顷");
        define("m2", "316160658/78125", "acre acres");
        define("m3", "473176473/125000000000", "gal gallon gallons");
        define("m3", "473176473/500000000000", "qt quart quarts");
        define("g", "45359237/100000", "lb lbs pound pounds 磅");
        define("g", "45359237/1600000", "oz ounce ounces");
        define("g", "1", "г 克 グラム");
        define("g", "1000", "кг 千克 公斤 キログラム");
        define("g", "1/1000", "毫克");
        define("g", "1000000", "t tonne tonnes 吨");
        define("m3", "1/1000", "升");
        define("m3", "1/1000000", "毫升 cc");
        define("s", "1", "с 秒 sec secs");
        define("s", "60", "min mins мин 分钟 分 minute minutes");
        define("s", "3600", "h ч 小时 時間 std hr hrs hour hours");
        define("s", "86400", "d day days 天 日");
        define("s", "604800", "week weeks 周 星期");
        define("yr", "1", "yr yrs year years 年 岁");
        define("yr", "1/12", "month months 个月 月");
        define("m s-1", "1397/3125", "mph");
        define("m s-1", "5/18", "kph kmh kmph");
        define("g m2 s-2", "3600000000", "kWh");
        define("rad", "1", "rad rads radian radians");
        define("°C", "1", "°C celsius 摄氏度");
        define("°F", "1", "°F fahrenheit");
        define("$", "1", "$ dollar dollars usd USD 美元");
        define("$", "1/100", "¢ cent cents");
        define("€", "1", "€ euro euros eur EUR 欧元");
        define("£", "1", "£ gbp GBP 英镑");
        define("CNY", "1", "元 块 圆 yuan rmb RMB CNY ¥");
        define("CNY", "1/10", "角");
        define("CNY", "10000", "万元");
        define("JPY", "1", "円 yen JPY");
        define("₹", "1", "₹ rupee rupees rs Rs INR");
        define("₽", "1", "₽ ruble rubles руб рублей рубля");
        define("₩", "1", "₩ won");
        define("", "1", "unit units 个 单位");
    }

    private Catalog() {}

    private static void define(String dimension, String factor, String names) {
        Entry entry = new Entry(dimension(dimension), rational(factor));
        for (String name : names.split(" ", -1)) {
            KNOWN.put(name, entry);
        }
    }

    private static void prefixed(String dimension, String factor, String symbols, String names) {
        define(dimension, factor, symbols + " " + names);
        for (String prefix : PREFIXES) {
            String[] parts = prefix.split(" ", -1);
            int power = Integer.parseInt(parts[2]);
            BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
            Rational scale = power < 0 ? Rational.of(BigInteger.ONE, ten, STEPS) : Rational.of(ten);
            Entry entry = new Entry(dimension(dimension), rational(factor).times(scale, STEPS));
            for (String symbol : symbols.split(" ", -1)) {
                KNOWN.putIfAbsent(parts[0] + symbol, entry);
            }
            for (String name : names.split(" ", -1)) {
                KNOWN.putIfAbsent(parts[1] + name, entry);
            }
        }
    }

    /** {@code g m2 s-2} as exponents. */
    private static Map<String, Integer> dimension(String written) {
        Map<String, Integer> exponents = new HashMap<>();
        if (written.isEmpty()) {
            return exponents;
        }
        for (String part : written.split(" ", -1)) {
            int digits = part.length();
            while (digits > 1 && (Character.isDigit(part.charAt(digits - 1)) || part.charAt(digits - 1) == '-')) {
                digits--;
            }
            String exponent = part.substring(digits);
            exponents.put(part.substring(0, digits), exponent.isEmpty() ? 1 : Integer.parseInt(exponent));
        }
        return Map.copyOf(exponents);
    }

    private static Rational rational(String written) {
        int slash = written.indexOf('/');
        return slash < 0
                ? Rational.of(new BigInteger(written))
                : Rational.of(
                        new BigInteger(written.substring(0, slash)),
                        new BigInteger(written.substring(slash + 1)),
                        STEPS);
    }

    /** A unit as it is written, else in lower case: symbols differ by case, names do not. */
    static Optional<Entry> find(String word) {
        Entry exact = KNOWN.get(word);
        return Optional.ofNullable(exact == null ? KNOWN.get(word.toLowerCase(Locale.ROOT)) : exact);
    }

    /** What is counted is a unit of its own, in singular and lower case. */
    static Entry counted(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String singular = lower.length() > 3 && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        return new Entry(Map.of(singular, 1), Rational.ONE);
    }
}
