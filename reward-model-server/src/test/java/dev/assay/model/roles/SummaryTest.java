package dev.assay.model.roles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            2                                              | 2
            <think>so</think>2                             | 2
            <think>so</think> <answer> 2 </answer>         | 2
            <think>so</think><answer>2</answer> Bye!       | 2 Bye!
            <answer>write </answer> last</answer>          | write </answer> last
            <answer>2                                      | 2
            It is <answer>2</answer>                       | It is <answer>2</answer>
            <think>a</think>b<think>c</think>d             | d
            """)
    void aSummaryIsWhatStandsBehindTheThinkingWithoutTheTagsAroundTheAnswer(String response, String summary) {
        assertThat(Summary.of(response, false)).isEqualTo(summary);
    }

    @Test
    void thinkingThatNeverEndsLeavesNothing() {
        assertThat(Summary.of("<think>on and on", false)).isEmpty();
        assertThat(Summary.of("on and on", true)).isEmpty();
        assertThat(Summary.of("on</think>2", true)).isEqualTo("2");
    }
}
