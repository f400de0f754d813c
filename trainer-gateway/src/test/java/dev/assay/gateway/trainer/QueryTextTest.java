package dev.assay.gateway.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QueryTextTest {
    private static final String CHAT = "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n";

    @Test
    void thePromptAndTheSpecialTokensAtTheEndAreCutOff() {
        assertThat(QueryText.of(CHAT + "Hello<|im_end|>\n<|endoftext|><|endoftext|>", CHAT)
                        .completion())
                .isEqualTo("Hello");
        assertThat(QueryText.of("<s><s>p Hello</s>", "<s>p ").completion()).isEqualTo("Hello");
        assertThat(QueryText.of("<pad><pad><|begin_of_text|>p Hello<|eot_id|>", "p ")
                        .completion())
                .isEqualTo("Hello");
        assertThat(QueryText.of("<｜begin▁of▁sentence｜>p<｜Assistant｜>Hello<｜end▁of▁sentence｜>", "other")
                        .completion())
                .isEqualTo("Hello");
    }

    @Test
    void aPromptThatWasDecodedDifferentlyIsFoundByItsTurn() {
        assertThat(QueryText.of(CHAT + "Hello<|im_end|>", CHAT.replace("Hi", "Hi "))
                        .completion())
                .isEqualTo("Hello");
        String twoTurns = CHAT + "Hello<|im_end|>\n" + CHAT;
        assertThat(QueryText.of(twoTurns + "Again<|im_end|>", twoTurns.replace("Hi", "Hi "))
                        .completion())
                .isEqualTo("Again");
    }

    @Test
    void aTurnThatTheModelWritesItselfHidesNothing() {
        String completion = "wrong<|im_end|>\n<|im_start|>assistant\nright";
        assertThat(QueryText.of(CHAT + completion, CHAT).completion()).isEqualTo(completion);
        assertThat(QueryText.of(CHAT + completion, CHAT.replace("Hi", "Hi ")).completion())
                .isEqualTo(completion);
        assertThat(QueryText.of(CHAT + completion, "").completion()).isEqualTo(completion);
    }

    @Test
    void specialTokensInsideACompletionStay() {
        assertThat(QueryText.of("p a<|im_end|>b", "p ").completion()).isEqualTo("a<|im_end|>b");
    }

    @Test
    void aThinkThatThePromptOpenedIsKnown() {
        assertThat(QueryText.of("p<think>\nso</think>4", "p<think>\n")).isEqualTo(new QueryText("so</think>4", true));
        assertThat(QueryText.of("p<think>so", "p").prefilledThink()).isFalse();
    }

    @Test
    void aCompletionBehindItsPromptComesBackAsItIs() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            String prompt = "Q: " + text(random, "ab <|>[]\n½😀");
            String completion = text(random, "xy <|>\n½😀") + "x";
            assertThat(QueryText.of(prompt + completion + "</s>", prompt).completion())
                    .isEqualTo(completion);
        }
    }

    private static String text(SplittableRandom random, String alphabet) {
        int[] letters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
