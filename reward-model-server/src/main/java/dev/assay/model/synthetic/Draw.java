package dev.assay.model.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Choices from a seed, and sentence forms with places for words. */
final class Draw {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private final SplittableRandom random;

    Draw(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The lines of a text block. */
    static List<String> lines(String block) {
        return block.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The words of a text block, which commas part. */
    static List<String> words(String block) {
        List<String> words = new ArrayList<>();
        for (String word : block.replace('\n', ' ').split(",")) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    /** Every choice of one line from each block, joined; a dash stands for nothing. */
    static List<String> product(String... blocks) {
        List<List<String>> lists = new ArrayList<>();
        for (String block : blocks) {
            lists.add(lines(block));
        }
        return every(lists);
    }

    /** As {@link #product(String...)}, of lines that are parted already. */
    @SafeVarargs
    static List<String> product(List<String>... lists) {
        return every(List.of(lists));
    }

    private static List<String> every(List<List<String>> lists) {
        List<String> all = List.of("");
        for (List<String> lines : lists) {
            List<String> longer = new ArrayList<>();
            for (String begun : all) {
                for (String line : lines) {
                    longer.add(line.equals("-") ? begun : begun.isEmpty() ? line : begun + " " + line);
                }
            }
            all = longer;
        }
        return all;
    }

    /** Two lists as one. */
    static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean once(int inHowMany) {
        return random.nextInt(inHowMany) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One that is not among some others. */
    <T> T other(List<T> choices, List<T> not) {
        T choice = of(choices);
        while (not.contains(choice)) {
            choice = of(choices);
        }
        return choice;
    }

    /** Several different ones. */
    <T> List<T> several(List<T> choices, int count) {
        List<T> several = new ArrayList<>();
        while (several.size() < count) {
            several.add(other(choices, several));
        }
        return several;
    }

    /** Fills a form's places; a sentence begins with a capital. */
    static String fill(String form, Map<String, String> words) {
        Matcher matcher = PLACE.matcher(form);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String word = words.get(matcher.group(1));
            if (word == null) {
                throw new IllegalArgumentException("no word for " + matcher.group() + " in " + form);
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(word));
        }
        matcher.appendTail(text);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
