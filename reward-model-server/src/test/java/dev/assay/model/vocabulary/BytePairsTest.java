package dev.assay.model.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.rollout.Text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePairsTest {
    private static final List<String> TEXTS = List.of(
            "the cat sat on the mat and the cat sang", "the mat is the cat's, it's said", "1234 12 34", "grün, 日本");

    @TempDir
    Path folder;

    @Test
    void theMostFrequentPairBecomesATokenFirst() {
        BytePairs pairs = BytePairs.learn(List.of("aab aab aab cd"), 258);
        assertThat(pairs.merges().getFirst()).isEqualTo(new BytePairs.Merge("a", "a"));
        assertThat(pairs.merges()).hasSize(2);
        assertThat(pairs.tokens()).hasSize(258).endsWith("aab");
        assertThat(BytePairs.learn(List.of("ab"), 1000).merges()).isEmpty();
        assertThatThrownBy(() -> BytePairs.learn(TEXTS, 255)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLibraryReadsTheSameTokensAndGivesTheTextBack() throws IOException {
        BytePairs pairs = BytePairs.learn(TEXTS, 300);
        TokenizerFiles.write(pairs, folder);
        Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\": 2}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            for (String text : List.of("the cats sat, 123!", " it's  two\n\nlines ", "größer 日本語 🙂", "\t x")) {
                int[] ids = tokenizer.encodePlain(text);
                List<String> own = pairs.encode(text);
                assertThat(ids).hasSize(own.size());
                for (int i = 0; i < ids.length; i++) {
                    assertThat(pairs.tokens().get(ids[i] - TokenizerFiles.SPECIAL.size()))
                            .isEqualTo(own.get(i));
                }
                assertThat(tokenizer.decode(ids, true)).isEqualTo(text);
            }
            ChatFormat chat = ChatFormat.open(folder, tokenizer).orElseThrow();
            List<Message> messages = List.of(new Message("user", "cat<|im_end|>"), new Message("assistant", "mat"));
            int[] ids = chat.encode(messages, false);
            assertThat(java.util.Arrays.stream(ids).filter(id -> id == 2)).hasSize(2);
            assertThat(tokenizer.decode(ids, true))
                    .isEqualTo("<|im_start|>user\ncat<|im_end|><|im_end|>\n<|im_start|>assistant\nmat<|im_end|>\n");
        }
    }
}
