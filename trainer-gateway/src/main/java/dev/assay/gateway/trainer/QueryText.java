package dev.assay.gateway.trainer;

import java.util.List;

/**
 * The completion inside a text that a tokenizer decoded with its special tokens.
 *
 * @param completion without prompt and without the special tokens at its end
 * @param prefilledThink whether the prompt ends with an open {@code <think>}
 */
record QueryText(String completion, boolean prefilledThink) {
    /** Special tokens that stand before a text, as beginnings and padding. */
    private static final List<String> STARTS =
            List.of("<|begin_of_text|>", "<s>", "<bos>", "<｜begin▁of▁sentence｜>", "<|endoftext|>", "<pad>", "<|pad|>");

    /** Special tokens that end a completion, and padding behind it. */
    private static final List<String> ENDS = List.of(
            "<|im_end|>",
            "<|endoftext|>",
            "<|eot_id|>",
            "<|eom_id|>",
            "<|end_of_text|>",
            "<|end|>",
            "<|return|>",
            "</s>",
            "<eos>",
            "<end_of_turn>",
            "<｜end▁of▁sentence｜>",
            "<|finetune_right_pad_id|>",
            "<|pad|>",
            "<pad>",
            "[PAD]");

    /** What opens the assistant's turn in common chat templates. */
    private static final List<String> TURNS = List.of(
            "<|im_start|>assistant\n",
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
            "<start_of_turn>model\n",
            "<｜Assistant｜>",
            "<|assistant|>\n",
            "[/INST]");

    /**
     * Cuts the prompt off where the text begins with it, special tokens before it aside; else after as many openings of
     * an assistant's turn as the prompt has, so that openings which the model writes itself cut nothing off; the first
     * where the prompt has none. A text in which no prompt is found is a completion.
     */
    static QueryText of(String query, String prompt) {
        String text = withoutStarts(query);
        String begin = withoutStarts(prompt);
        if (!begin.isEmpty() && text.startsWith(begin)) {
            return ofCompletion(text.substring(begin.length()), prompt);
        }
        for (String turn : TURNS) {
            int count = Math.max(1, count(begin, turn));
            int from = 0;
            int at = -1;
            for (int i = 0; i < count; i++) {
                at = text.indexOf(turn, from);
                if (at < 0) {
                    break;
                }
                from = at + turn.length();
            }
            if (at >= 0) {
                return ofCompletion(text.substring(from), prompt);
            }
        }
        return ofCompletion(text, prompt);
    }

    /** Cuts special tokens off the end of a completion. */
    static QueryText ofCompletion(String completion, String prompt) {
        return new QueryText(withoutEnds(completion), prompt.stripTrailing().endsWith("<think>"));
    }

    private static String withoutStarts(String text) {
        int start = 0;
        boolean found = true;
        while (found) {
            found = false;
            for (String token : STARTS) {
                if (text.startsWith(token, start)) {
                    start += token.length();
                    found = true;
                }
            }
        }
        return text.substring(start);
    }

    private static String withoutEnds(String text) {
        int end = text.length();
        boolean found = true;
        while (found) {
            found = false;
            // Some templates put a line break behind the token that ends a turn.
            int bare = end;
            while (bare > 0 && Character.isWhitespace(text.charAt(bare - 1))) {
                bare--;
            }
            for (String token : ENDS) {
                if (bare >= token.length() && text.startsWith(token, bare - token.length())) {
                    end = bare - token.length();
                    found = true;
                    break;
                }
            }
        }
        return text.substring(0, end);
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
