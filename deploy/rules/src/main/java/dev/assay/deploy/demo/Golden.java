package dev.assay.deploy.demo;

import dev.assay.codec.RewardWriter;
import dev.assay.reward.Reward;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares rewards with lines of a file. Everything must be the same, byte for byte, but for {@code micros}, and for
 * what a reward model computes: its values, and the reward that they are in, may be off by rounding, which differs from
 * machine to machine.
 */
public final class Golden {
    private static final double ROUNDING = 1e-4;
    private static final Pattern MICROS = Pattern.compile("(?<=\"micros\":)\\d+");
    private static final Pattern OF_MODELS =
            Pattern.compile("(?<=\"(?:helpful|safety)\",\"outcome\":\"SCORED\",\"value\":)-?[0-9.E-]+");
    private static final Pattern REWARD = Pattern.compile("(?<=\"reward\":)-?[0-9.E-]+");

    private Golden() {}

    /** A reward as a line of a file. */
    static String line(Reward reward) {
        return new String(RewardWriter.write(reward), StandardCharsets.UTF_8);
    }

    /** Where lines of rewards differ from those that they should be, in words; empty where they are the same. */
    public static List<String> differences(List<String> rewards, List<String> lines) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(rewards.size(), lines.size()); i++) {
            String got = i < rewards.size() ? withoutMicros(rewards.get(i)) : "nothing";
            String expected = i < lines.size() ? withoutMicros(lines.get(i)) : "nothing";
            if (!areSame(got, expected)) {
                differences.add("line " + (i + 1) + "\n  got      " + got + "\n  expected " + expected);
            }
        }
        return differences;
    }

    private static String withoutMicros(String line) {
        return MICROS.matcher(line).replaceAll("0");
    }

    private static boolean areSame(String got, String expected) {
        if (got.equals(expected)) {
            return true;
        }
        List<Double> values = numbers(got);
        List<Double> wanted = numbers(expected);
        if (!without(got).equals(without(expected)) || values.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!(Math.abs(values.get(i) - wanted.get(i)) <= ROUNDING)) {
                return false;
            }
        }
        return true;
    }

    /** The values of reward models, and the reward where there are some. */
    private static List<Double> numbers(String line) {
        List<Double> numbers = new ArrayList<>(read(OF_MODELS, line));
        if (!numbers.isEmpty()) {
            numbers.addAll(read(REWARD, line));
        }
        return numbers;
    }

    private static List<Double> read(Pattern pattern, String line) {
        return pattern.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }

    private static String without(String line) {
        String bare = OF_MODELS.matcher(line).replaceAll("N");
        return bare.equals(line) ? line : REWARD.matcher(bare).replaceAll("N");
    }
}
