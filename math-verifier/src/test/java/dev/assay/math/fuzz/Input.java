package dev.assay.math.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a fuzzer's bytes stand for: a reference in the first line, a completion in all others.
 *
 * @param reference a right answer
 * @param completion what a model wrote
 */
record Input(String reference, String completion) {
    /** Longer answers cost more without reaching more of the code. */
    private static final int LONGEST_SIDE = 200;

    /** What announces an answer inside of a longer text. */
    private static final List<String> MARKS =
            List.of("\\boxed", "\\fbox", "nswer", "####", "<", ">", "\u7b54\u6848", "**", "```");

    static Input of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return end < 0
                ? new Input(text, text)
                : new Input(text.substring(0, end), text.substring(end + 1).strip());
    }

    /** The same two the other way around, where both are bare answers. */
    Optional<Input> swapped() {
        return isBare(reference) && isBare(completion)
                ? Optional.of(new Input(completion, reference))
                : Optional.empty();
    }

    /** Both as answers in a box. */
    Input boxed() {
        return new Input(reference, "\\boxed{" + completion + "}");
    }

    /** Whether the text is an answer and nothing that an answer would be extracted from. */
    private static boolean isBare(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_SIDE
                && text.lines().count() == 1
                && isBalanced(text)
                && !hasComma(text)
                && !isLetter(text)
                && MARKS.stream().noneMatch(text::contains);
    }

    /** A capital letter alone is the option of a choice as a reference, and any letter names it as an answer. */
    private static boolean isLetter(String text) {
        return text.chars().filter(Character::isLetterOrDigit).count() == 1
                && text.chars().anyMatch(Character::isLetter);
    }

    /** A comma between digits may be decimal or separate, and the reference's side decides which. */
    private static boolean hasComma(String text) {
        int comma = text.indexOf(',');
        return comma > 0
                && comma < text.length() - 1
                && Character.isDigit(text.charAt(comma - 1))
                && Character.isDigit(text.charAt(comma + 1));
    }

    /** Whether a box around the text ends where the text does. */
    private static boolean isBalanced(String text) {
        int depth = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {}
            }
        }
        return depth == 0 && !text.endsWith("\\");
    }
}
