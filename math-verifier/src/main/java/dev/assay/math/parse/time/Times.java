package dev.assay.math.parse.time;

import dev.assay.math.parse.Expr;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a whole text as a date or a time of the day: {@code 2024-01-05}, {@code January 5th, 2024}, {@code 5 Jan},
 * {@code 2024年1月5日}, {@code 3:30 PM}, {@code 3:05}, {@code 下午3:30}. {@code 3:30} alone may be a ratio and is not read
 * here; nor is {@code 1/5/2024}, whose order nobody can know.
 */
public final class Times {
    private static final int MAX_LENGTH = 60;

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> MONTH_NAMES = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final List<String> words;
    private int at;

    private Times(List<String> words) {
        this.words = words;
    }

    /** The date or time; empty where the text is something else. */
    public static Optional<Expr> read(String text) {
        if (text.length() > MAX_LENGTH || text.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = words(text);
        if (words.isEmpty() || words.size() > 12) {
            return Optional.empty();
        }
        return new Times(words).date().or(() -> new Times(words).clock());
    }

    /** Runs of digits, runs of letters, and single other characters; LaTeX's markers of text are left away. */
    private static List<String> words(String text) {
        String plain = text.replace("\\text", " ")
                .replace("\\mathrm", " ")
                .replace("\\ ", " ")
                .replace("\\,", " ");
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < plain.length()) {
            char c = plain.charAt(i);
            int from = i++;
            if (isDigit(c)) {
                while (i < plain.length() && isDigit(plain.charAt(i))) {
                    i++;
                }
            } else if (isLatin(c)) {
                while (i < plain.length() && isLatin(plain.charAt(i))) {
                    i++;
                }
            } else if (Character.isWhitespace(c) || c == '{' || c == '}' || c == '$' || c == '~') {
                continue;
            }
            words.add(plain.substring(from, i).toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private String peek() {
        return at < words.size() ? words.get(at) : "";
    }

    private boolean take(String word) {
        boolean there = peek().equals(word);
        at += there ? 1 : 0;
        return there;
    }

    private OptionalInt number(int minDigits, int maxDigits) {
        String word = peek();
        if (word.isEmpty() || !isDigit(word.charAt(0)) || word.length() < minDigits || word.length() > maxDigits) {
            return OptionalInt.empty();
        }
        at++;
        return OptionalInt.of(Integer.parseInt(word));
    }

    private boolean ends() {
        take(".");
        return at == words.size();
    }

    private Optional<Expr> date() {
        if (DAYS.contains(peek())) {
            at++;
            take(",");
        }
        OptionalInt first = number(1, 4);
        if (first.isEmpty()) {
            return named();
        }
        boolean year = words.get(at - 1).length() == 4;
        if (year) {
            return numeric(first);
        }
        if (take("月")) {
            OptionalInt day = number(1, 2);
            return take("日") || take("号") ? date(OptionalInt.empty(), first, day) : Optional.empty();
        }
        ordinal();
        take("of");
        OptionalInt month = month();
        take(".");
        take(",");
        return month.isEmpty() ? Optional.empty() : date(number(4, 4), month, first);
    }

    /** {@code 2024-01-05} and {@code 2024年1月5日}. */
    private Optional<Expr> numeric(OptionalInt year) {
        String separator = peek();
        boolean chinese = separator.equals("年");
        if (!chinese && !separator.equals("-") && !separator.equals("/") && !separator.equals(".")) {
            return Optional.empty();
        }
        at++;
        OptionalInt month = number(chinese ? 1 : 2, 2);
        if (!take(chinese ? "月" : separator)) {
            return Optional.empty();
        }
        OptionalInt day = number(chinese ? 1 : 2, 2);
        if (chinese && !take("日") && !take("号")) {
            return Optional.empty();
        }
        return date(year, month, day);
    }

    /** {@code January 5th, 2024}. */
    private Optional<Expr> named() {
        OptionalInt month = month();
        take(".");
        OptionalInt day = number(1, 2);
        if (month.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        ordinal();
        take(",");
        return date(number(4, 4), month, day);
    }

    private void ordinal() {
        if (!take("st") && !take("nd") && !take("rd")) {
            take("th");
        }
    }

    private OptionalInt month() {
        String word = peek();
        int index = word.equals("sept") ? 8 : Math.max(MONTHS.indexOf(word), MONTH_NAMES.indexOf(word));
        at += index < 0 ? 0 : 1;
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
    }

    private Optional<Expr> date(OptionalInt year, OptionalInt month, OptionalInt day) {
        if (month.isEmpty() || day.isEmpty() || !ends()) {
            return Optional.empty();
        }
        try {
            LocalDate.of(year.orElse(2000), month.getAsInt(), day.getAsInt()); // 2000 had a 29th of February
            return Optional.of(new Expr.Date(year, month.getAsInt(), day.getAsInt()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Optional<Expr> clock() {
        boolean morning = isChinese("上午") || isChinese("早上");
        boolean evening = !morning && (isChinese("下午") || isChinese("晚上"));
        OptionalInt hour = number(1, 2);
        if (hour.isEmpty()) {
            return Optional.empty();
        }
        int minutes = 0;
        int seconds = 0;
        boolean written = take(":") || take("点") || take("时");
        boolean zero = written && peek().startsWith("0");
        if (written) {
            OptionalInt minute = number(2, 2);
            if (minute.isEmpty() && words.get(at - 1).equals(":")) {
                return Optional.empty();
            }
            minutes = minute.orElse(0);
            take("分");
            if (take(":")) {
                OptionalInt second = number(2, 2);
                seconds = second.orElse(60);
            }
        }
        if (take("a")) {
            take(".");
            morning = take("m");
            take(".");
        } else if (take("p")) {
            take(".");
            evening = take("m");
            take(".");
        } else {
            morning |= take("am");
            evening |= !morning && take("pm");
        }
        boolean half = morning || evening;
        boolean valid = minutes < 60 && seconds < 60 && hour.getAsInt() < 24 && (!half || hour.getAsInt() <= 12);
        if (!ends() || !valid || !half && !zero) {
            return Optional.empty();
        }
        int hours = !half ? hour.getAsInt() : hour.getAsInt() % 12 + (evening ? 12 : 0);
        boolean sure = half || hour.getAsInt() > 12 || hour.getAsInt() == 0;
        return Optional.of(new Expr.Clock(hours * 3600 + minutes * 60 + seconds, sure));
    }

    private boolean isChinese(String word) {
        boolean there = at + 1 < words.size() && (words.get(at) + words.get(at + 1)).equals(word);
        at += there ? 2 : 0;
        return there;
    }
}
