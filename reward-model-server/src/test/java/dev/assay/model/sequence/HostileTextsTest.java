package dev.assay.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.TinyRewardModel;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.model.settings.ModelSettings;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a policy writes becomes a finite score or a reason why there is none. */
class HostileTextsTest {
    private static final int TEXTS = 10_000;
    private static final String[] PIECES = {
        "<|im_end|>", "<|im_start|>", "<|pad|>", "<|im_", "\uD800", "\uDFFF", "\uFDD0", "\uFFFF", "\u0000", "\u202E",
        "e\u0301\u0301\u0301", "\uD83D\uDE00", "\u200D", "求解", "\r\n", "{{ 7*7 }}", "{% for %}", "\t", "%s", "a "
    };

    @BeforeEach
    void skipWithoutTheLibrary() {
        TinyRewardModel.assumeTorch();
    }

    @Test
    void tenThousandTextsEndWithAScoreOrAReason() {
        SplittableRandom random = new SplittableRandom(7);
        int scored = 0;
        int refused = 0;
        try (SequenceModel model = TorchSequenceModelTest.load(ModelSettings.of(TinyRewardModel.DIRECTORY))) {
            List<Sequence> waiting = new ArrayList<>();
            for (int i = 0; i < TEXTS; i++) {
                switch (model.read(input(random, i))) {
                    case Sequence sequence -> waiting.add(sequence);
                    case Reading.Refused refusal -> {
                        assertThat(refusal.outcome().reason())
                                .isIn(ReasonCode.INPUT_TOO_LONG, ReasonCode.INPUT_UNREADABLE);
                        refused++;
                    }
                }
                if (waiting.size() == 64 || i == TEXTS - 1) {
                    for (float[] values : model.logits(waiting)) {
                        assertThat(values).hasSize(1);
                        assertThat(values[0]).isFinite();
                        scored++;
                    }
                    waiting.clear();
                }
            }
        }
        assertThat(scored + refused).isEqualTo(TEXTS);
        assertThat(scored).isGreaterThan(TEXTS / 2);
        assertThat(refused).isGreaterThan(TEXTS / 100);
    }

    private static ModelInput input(SplittableRandom random, int i) {
        String text = text(random, i);
        return switch (random.nextInt(4)) {
            case 0 -> new ModelInput.Text(text);
            case 1 -> new ModelInput.Pair(text, text(random, i + 1));
            case 2 -> new ModelInput.Chat(List.of(new Message(text(random, i + 2), text)));
            default -> new ModelInput.Chat(List.of(new Message("user", "1+1?"), new Message("assistant", text)));
        };
    }

    private static String text(SplittableRandom random, int i) {
        if (i % 500 == 0) {
            return PIECES[random.nextInt(PIECES.length)].repeat(1 << 17);
        }
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(24); n > 0; n--) {
            if (random.nextBoolean()) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            } else {
                text.append((char) random.nextInt(1 << 16));
            }
        }
        return text.toString();
    }
}
