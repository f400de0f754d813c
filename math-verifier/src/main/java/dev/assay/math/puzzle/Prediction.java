package dev.assay.math.puzzle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.math.text.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program prints, returns or was given: {@code {"expected": "[1, 'a']"}}, or a list of texts any of which is
 * right. Both sides are read as Python literals and compared as Python's {@code ==} does: a list is not a tuple, "1"
 * not 1, and 1 is 1.0. Where the reference is no literal, it is compared as a text line by line without trailing space.
 */
record Prediction(List<String> expected) implements Puzzle {
    static Puzzle read(Members members) throws PuzzleFailure {
        JsonNode node = members.member("expected").orElseThrow(() -> members.wrong("expected", "a text or a list"));
        List<String> expected = new ArrayList<>();
        (node.isArray() ? node : List.of(node)).forEach(item -> expected.add(item.isTextual() ? item.asText() : ""));
        if (expected.isEmpty() || expected.contains("")) {
            throw members.wrong("expected", "a text or a list of texts");
        }
        return new Prediction(List.copyOf(expected));
    }

    @Override
    public String checks() {
        return "The answer is the same Python value, or the same text.";
    }

    @Override
    public Form form() {
        return Form.TEXT;
    }

    @Override
    public Finding judge(String answer) {
        String bare = withoutTicks(answer.strip());
        for (String one : expected) {
            if (Literal.read(one)
                            .flatMap(right -> Literal.read(bare).map(right::equals))
                            .orElse(false)
                    || lines(one).equals(lines(bare))) {
                return Finding.solved(Shown.cut(bare));
            }
        }
        return Finding.broken("'" + Shown.cut(bare) + "', not '" + Shown.cut(expected.getFirst()) + "'");
    }

    private static String withoutTicks(String text) {
        String bare = text;
        while (bare.length() > 1 && bare.startsWith("`") && bare.endsWith("`")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        return bare;
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::stripTrailing).toList();
    }
}
