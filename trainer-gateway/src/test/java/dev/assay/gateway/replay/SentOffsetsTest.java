package dev.assay.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reward.AssayException;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SentOffsetsTest {
    @Test
    void gapsStayAndCloseWhenTheirTimeComes() {
        SentOffsets sent = new SentOffsets(3);
        sent.add(5, 5);
        sent.add(7, 9);
        assertThat(sent.next()).isEqualTo(3);
        assertThat(sent.text()).isEqualTo("5-5,7-9");
        sent.add(6, 6);
        assertThat(sent.text()).isEqualTo("5-9");
        sent.add(3, 4);
        assertThat(sent.next()).isEqualTo(10);
        assertThat(sent.text()).isEmpty();
    }

    @Test
    void whatWasWrittenIsReadBack() {
        SentOffsets sent = SentOffsets.of(3, "5-5,7-9");
        assertThat(sent.contains(2)).isTrue();
        assertThat(sent.contains(3)).isFalse();
        assertThat(sent.contains(8)).isTrue();
        assertThat(sent.contains(10)).isFalse();
        assertThat(sent.text()).isEqualTo("5-5,7-9");
    }

    @Test
    void aTextOfSomebodyElseIsRefused() {
        assertThatThrownBy(() -> SentOffsets.of(0, "hello")).isInstanceOf(AssayException.class);
    }

    @Test
    void rangesInAnyOrderAreTheSameSet() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            SentOffsets sent = new SentOffsets(0);
            TreeSet<Long> model = new TreeSet<>();
            for (int i = 0; i < 20; i++) {
                long from = random.nextInt(60);
                long to = from + random.nextInt(5) - 1;
                sent.add(from, to);
                for (long offset = from; offset <= to; offset++) {
                    model.add(offset);
                }
            }
            for (long offset = 0; offset < 70; offset++) {
                assertThat(sent.contains(offset)).isEqualTo(model.contains(offset));
            }
            assertThat(model).doesNotContain(sent.next());
        }
    }
}
