package dev.assay.model.judge.reading;

import java.util.List;

/**
 * The marks by which chat templates separate turns. Many servers tokenize them inside a message as what they are, so
 * that a text with them could end the turn that it stands in and begin one in the judge's name; a space behind their
 * first character makes them words like others.
 */
final class TurnMarks {
    /** How they begin: {@code <|} and its full-width sister stand for whole families. */
    private static final List<String> BEGINNINGS = List.of(
            "<|",
            "<\uFF5C",
            "<start_of_turn>",
            "<end_of_turn>",
            "<bos>",
            "<eos>",
            "<s>",
            "</s>",
            "[INST]",
            "[/INST]",
            "[SYSTEM_PROMPT]",
            "[/SYSTEM_PROMPT]",
            "<<SYS>>",
            "<</SYS>>");

    private TurnMarks() {}

    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(0);
        int kept = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '<' || c == '[') && begins(text, i)) {
                harmless.append(text, kept, i + 1).append(' ');
                kept = i + 1;
            }
        }
        return kept == 0 ? text : harmless.append(text, kept, text.length()).toString();
    }

    private static boolean begins(String text, int at) {
        for (String beginning : BEGINNINGS) {
            if (text.startsWith(beginning, at)) {
                return true;
            }
        }
        return false;
    }
}
