package dev.assay.code.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.ReasonCode;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CodeExtractionTest {
    private static final CodeExtraction PYTHON = new CodeExtraction(Set.of("python", "py"), false);

    private static String found(String completion) {
        return PYTHON.extract(completion, false) instanceof Extraction.Found(String code) ? code : "nothing";
    }

    private static ReasonCode missing(String completion, boolean thinking) {
        return PYTHON.extract(completion, thinking) instanceof Extraction.Missing(ReasonCode reason, String _)
                ? reason
                : ReasonCode.ACCEPTED;
    }

    @Test
    void theLastFenceOfTheLanguageIsTheProgram() {
        assertThat(found("```python\na\n```\nthen\n```py\nb\n```\n```\noutput\n```")).isEqualTo("b\n");
        assertThat(found("```Python title=x\na\n```")).isEqualTo("a\n");
        assertThat(found("~~~python\n```\na\n~~~")).isEqualTo("```\na\n");
        assertThat(found("````python\n```\na\n```\n````")).isEqualTo("```\na\n```\n");
    }

    @Test
    void aFenceWithoutNameCountsWhereNoneNamesTheLanguage() {
        assertThat(found("```\na\n```\n```json\n{}\n```")).isEqualTo("a\n");
        assertThat(missing("```java\nclass A {}\n```", false)).isEqualTo(ReasonCode.WRONG_CODE_LANGUAGE);
    }

    @Test
    void thinkingDoesNotCount() {
        assertThat(found("<think>```python\na\n```</think>\n```python\nb\n```")).isEqualTo("b\n");
        assertThat(missing("<think>```python\na\n```</think> so it is", false)).isEqualTo(ReasonCode.NO_CODE);
        assertThat(missing("<think>```python\na\n```", false)).isEqualTo(ReasonCode.NO_CODE);
        assertThat(missing("```python\na\n```", true)).isEqualTo(ReasonCode.NO_CODE);
    }

    @Test
    void answerTagsMayStandOnTheLinesOfTheFence() {
        assertThat(found("<think>x</think><answer>```python\na\n```</answer>")).isEqualTo("a\n");
    }

    @Test
    void aFenceThatNeverEndsEndsWithTheCompletion() {
        assertThat(found("```python\na = 1\nb")).isEqualTo("a = 1\nb");
    }

    @Test
    void textWithoutFencesIsAProgramOnlyWhereTheRecipeSaysSo() {
        assertThat(missing("print(1)", false)).isEqualTo(ReasonCode.NO_CODE);
        assertThat(missing("", false)).isEqualTo(ReasonCode.NO_CODE);
        assertThat(missing("```python\n\n```", false)).isEqualTo(ReasonCode.NO_CODE);
        assertThat(new CodeExtraction(Set.of("python"), true).extract("<answer>print(1)</answer>", false))
                .isEqualTo(new Extraction.Found("print(1)"));
    }

    @Property(tries = 300)
    void noTextBreaksIt(@ForAll String text, @ForAll boolean thinking) {
        assertThat(PYTHON.extract("```" + text + "\n```" + text, thinking)).isNotNull();
    }
}
