package dev.assay.math.parse.word;

import dev.assay.math.exact.Rational;
import dev.assay.math.parse.Expr;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Numbers in words: English cardinals below a million million and their fractions, and Chinese numerals. */
public final class NumberWords {
    private static final int MAX_LENGTH = 120;

    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Long> SCALES =
            Map.of("thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);
    private static final Map<String, Integer> PARTS = Map.ofEntries(
            Map.entry("half", 2),
            Map.entry("third", 3),
            Map.entry("quarter", 4),
            Map.entry("fourth", 4),
            Map.entry("fifth", 5),
            Map.entry("sixth", 6),
            Map.entry("seventh", 7),
            Map.entry("eighth", 8),
            Map.entry("ninth", 9),
            Map.entry("tenth", 10),
            Map.entry("twelfth", 12),
            Map.entry("hundredth", 100));

    private NumberWords() {}

    /** The number that a text spells out and says nothing beside. */
    public static Optional<Expr> read(String text) {
        if (text.length() > MAX_LENGTH || text.isEmpty()) {
            return Optional.empty();
        }
        return text.charAt(0) >= 0x2E80 ? chinese(text).map(NumberWords::num) : english(text);
    }

    private static Expr num(long value) {
        return new Expr.Num(Rational.of(value));
    }

    private static Optional<Expr> english(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replace('-', ' ').strip();
        String bare = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        List<String> words = List.of(bare.split(" +", -1));
        int part = words.size() < 2 ? 0 : part(words.getLast());
        if (part == 0) {
            return cardinal(words).map(NumberWords::num);
        }
        return cardinal(words.subList(0, words.size() - 1))
                .filter(count -> count == 1 || words.getLast().endsWith("s") || part == 2)
                .map(count -> new Expr.Quotient(num(count), num(part)));
    }

    private static int part(String word) {
        String one = word.equals("halves") ? "half" : word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return PARTS.getOrDefault(one, 0);
    }

    private static Optional<Long> cardinal(List<String> words) {
        long total = 0;
        long group = -1; // below a thousand; -1 where nothing was said yet
        long scale = Long.MAX_VALUE;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int small = SMALL.indexOf(word);
            int tens = TENS.indexOf(word);
            if (small >= 0 && (group < 0 || group % 100 == 0 || group % 10 == 0 && group % 100 > 10 && small < 10)) {
                group = Math.max(group, 0) + small;
            } else if (tens >= 0 && (group < 0 || group % 100 == 0)) {
                group = Math.max(group, 0) + 20 + 10L * tens;
            } else if (word.equals("hundred") && group > 0 && group < 10) {
                group *= 100;
            } else if (SCALES.containsKey(word) && group > 0 && SCALES.get(word) < scale) {
                scale = SCALES.get(word);
                total += group * scale;
                group = -1;
            } else if (!(word.equals("and") && i > 0 && i + 1 < words.size() && (group < 0 || group % 100 == 0))) {
                return Optional.empty();
            }
        }
        return group < 0 && total == 0 ? Optional.empty() : Optional.of(total + Math.max(group, 0));
    }

    /** Numerals with their places, such as 三百零五; digits in a row without places are left to who wrote them. */
    private static Optional<Long> chinese(String text) {
        long total = 0;
        long section = 0;
        long digit = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c == '两' ? 2 : "零一二三四五六七八九".indexOf(c);
            long place = switch (c) {
                case '十' -> 10;
                case '百' -> 100;
                case '千' -> 1_000;
                case '万', '亿' -> 10_000;
                default -> 0;
            };
            if (value >= 0 && digit <= 0) {
                digit = value;
            } else if (place > 0 && place < 10_000 && (digit > 0 || c == '十' && digit < 0)) {
                section += Math.max(digit, 1) * place;
                digit = -1;
            } else if (place == 10_000 && section + Math.max(digit, 0) > 0) {
                long scale = c == '亿' ? BigInteger.TEN.pow(8).longValueExact() : place;
                total = (total + section + Math.max(digit, 0)) * scale;
                section = 0;
                digit = -1;
            } else {
                return Optional.empty();
            }
            if (total > 1L << 50) {
                return Optional.empty();
            }
        }
        return Optional.of(total + section + Math.max(digit, 0));
    }
}
