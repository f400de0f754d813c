package dev.assay.format;

import java.util.List;
import java.util.Set;

/**
 * Special tokens of chat templates, written out as text. Known are {@code <|name|>} where the name has an underscore or
 * is on the list, DeepSeek's {@code <｜name｜>} with full-width bars, and the older forms of Llama, Gemma and Mistral.
 */
final class SpecialTokens {
    private static final int LONGEST_NAME = 48;

    /** Names without an underscore; others are left alone because {@code <|x|>} is also written in physics. */
    private static final Set<String> BARE_NAMES = Set.of(
            "endoftext",
            "endofprompt",
            "user",
            "assistant",
            "system",
            "observation",
            "tool",
            "start",
            "end",
            "message",
            "channel",
            "constrain",
            "return",
            "call",
            "pad",
            "sep",
            "eot",
            "eom",
            "bos",
            "eos");

    static final List<String> LITERALS = List.of(
            "</s>",
            "<s>",
            "<eos>",
            "<bos>",
            "<pad>",
            "<unk>",
            "<end_of_turn>",
            "<start_of_turn>",
            "<<SYS>>",
            "<</SYS>>",
            "[INST]",
            "[/INST]");

    /** What may end a completion once, because many trainers leave the stop token in the text. */
    private static final List<String> TERMINALS = List.of(
            "<|im_end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|eom_id|>",
            "<|end_of_text|>",
            "<|end_of_turn|>",
            "<|end|>",
            "<|return|>",
            "<|eos|>",
            "<｜end▁of▁sentence｜>",
            "</s>",
            "<eos>",
            "<end_of_turn>");

    private SpecialTokens() {}

    /** The length of the special token that begins here, or 0. */
    static int lengthAt(CharSequence text, int at, int end) {
        if (at + 1 < end && text.charAt(at) == '<' && isBar(text.charAt(at + 1))) {
            return barred(text, at, end);
        }
        if (at + 1 >= end) {
            return 0;
        }
        char second = text.charAt(at + 1); // tells nearly every other text apart
        for (String literal : LITERALS) {
            if (literal.charAt(1) == second && Characters.matches(text, at, end, literal)) {
                return literal.length();
            }
        }
        return 0;
    }

    /** Where a terminal token that ends exactly at {@code end} begins, or {@code end} where there is none. */
    static int terminalStart(CharSequence text, int end) {
        for (String terminal : TERMINALS) {
            int start = end - terminal.length();
            if (start >= 0 && Characters.matches(text, start, end, terminal)) {
                return start;
            }
        }
        return end;
    }

    private static int barred(CharSequence text, int at, int end) {
        boolean wide = text.charAt(at + 1) == '｜';
        boolean joined = false;
        int i = at + 2;
        int limit = Math.min(end, i + LONGEST_NAME);
        while (i < limit && isNamePart(text.charAt(i))) {
            joined |= text.charAt(i) == '_' || text.charAt(i) == '▁';
            i++;
        }
        if (i == at + 2 || i + 1 >= end || !isBar(text.charAt(i)) || text.charAt(i + 1) != '>') {
            return 0;
        }
        boolean known = wide
                || joined
                || BARE_NAMES.contains(text.subSequence(at + 2, i).toString());
        return known ? i + 2 - at : 0;
    }

    private static boolean isBar(char c) {
        return c == '|' || c == '｜';
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '▁' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
    }
}
