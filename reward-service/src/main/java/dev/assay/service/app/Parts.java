package dev.assay.service.app;

import dev.assay.reward.RewardFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The parts of a deployment, as {@code assay.only} names them. */
final class Parts {
    private static final Map<String, String> ROOMS = new TreeMap<>(Map.of(
            "math", "math-verifier",
            "code", "code-sandbox",
            "format", "format-checker",
            "language", "language-consistency",
            "models", "reward-model-server",
            "gateway", "trainer-gateway"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private Parts() {}

    static void check(List<String> only) {
        for (String part : only) {
            if (!NAME.matcher(part).matches()) {
                throw ConfigCheck.invalid(
                        "assay.only",
                        "'" + part + "' is no part; allowed: " + String.join(", ", ROOMS.keySet())
                                + ", or the component or grader of an installed function");
            }
        }
    }

    /** Whether a function is among the parts: by its room, its component or its grader. */
    static boolean wanted(List<String> only, RewardFunction function) {
        String grader = function.grader();
        int slash = grader.indexOf('/');
        String room = slash < 0 ? grader : grader.substring(0, slash);
        for (String part : only) {
            if (room.equals(ROOMS.getOrDefault(part, part)) || part.equals(function.component())) {
                return true;
            }
        }
        return false;
    }

    /** The name of the service that hosts these parts. */
    static String service(List<String> only) {
        return only.isEmpty()
                ? "all"
                : String.join("-", only.stream().distinct().sorted().toList());
    }
}
