package dev.assay.deploy.judge;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times and sizes as flags have them. */
final class Quantities {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)\\s*([a-z]*)");

    private Quantities() {}

    /** {@code 2s}, {@code 500ms}, {@code 1.5s}, {@code 1m}; a bare number is seconds. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher matcher = match(text, "a time such as 2s or 500ms");
            long unit = switch (matcher.group(2)) {
                case "ms" -> 1;
                case "", "s" -> 1000;
                case "m", "min" -> 60_000;
                default -> throw wrong(text, "a time such as 2s or 500ms");
            };
            long millis = new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValue();
            if (millis < 1 || millis > Duration.ofHours(1).toMillis()) {
                throw new TypeConversionException("'" + text + "' must be from 1ms to 60m");
            }
            return Duration.ofMillis(millis);
        }
    }

    /** Bytes: {@code 256m}, {@code 1g}, {@code 512MiB}; a bare number is bytes. */
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Matcher matcher = match(text, "a size such as 256m");
            int shift = switch (matcher.group(2)) {
                case "", "b" -> 0;
                case "k", "kb", "kib" -> 10;
                case "m", "mb", "mib" -> 20;
                case "g", "gb", "gib" -> 30;
                default -> throw wrong(text, "a size such as 256m");
            };
            long bytes = new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(1L << shift))
                    .longValue();
            if (bytes < 1L << 20 || bytes > 1L << 40) {
                throw new TypeConversionException("'" + text + "' must be from 1m to 1024g");
            }
            return bytes;
        }
    }

    private static Matcher match(String text, String wanted) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw wrong(text, wanted);
        }
        return matcher;
    }

    private static TypeConversionException wrong(String text, String wanted) {
        return new TypeConversionException("'" + text + "' is not " + wanted);
    }
}
