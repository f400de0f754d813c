package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {
    private final MathVerifier verifier = new MathVerifier();
    private final Reference.Choice reference =
            new Reference.Choice("B", Map.of("A", "London", "B", "Paris", "C", "\\frac12", "D", "4"));

    private ReasonCode judge(String completion) {
        return verifier.verify(reference, completion).reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B",
                "b",
                "(B)",
                "(b)",
                "B.",
                "B. Paris",
                "B) Paris",
                "B: Paris",
                "**B**",
                "\\boxed{B}",
                "\\boxed{\\text{B}}",
                "$\\boxed{\\text{(B)}}$",
                "\\boxed{\\mathrm{B}}",
                "The answer is B.",
                "The answer is (B) because it is the capital.",
                "Answer: B",
                "The correct option is B.",
                "<answer>B</answer>",
                "<think>A? no</think><answer>(B) Paris</answer>",
                "答案：B",
                "Option B",
                "\\boxed{Paris}",
                "Paris",
                "<answer>paris</answer>",
                "I considered London, but the capital of France must be the one in B"
            })
    void theRightOptionIsRecognisedInEverySpelling(String completion) {
        assertThat(judge(completion)).isEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "(C)",
                "\\boxed{D}",
                "The answer is A.",
                "London",
                "\\boxed{0.5}",
                "\\boxed{E}",
                "\\boxed{AB}"
            })
    void anotherOptionIsWrong(String completion) {
        assertThat(judge(completion)).isEqualTo(ReasonCode.WRONG_CHOICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not A, it is B",
                "B, not A",
                "A is wrong, B",
                "The answer is not A but B",
                "Answer: (A) is incorrect, so (B)",
                "不是A，选B",
                "We can rule out A, C and D because they are wrong. So it must be B",
                "\\boxed{\\text{not A, C or D}}",
            })
    void whatIsDeniedIsNotTheAnswer(String completion) {
        assertThat(judge(completion)).isEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not B", "B is wrong", "A, not B", "The answer is not B.", "\\boxed{B. London}"})
    void aDeniedOrContradictedOptionIsNotChosen(String completion) {
        assertThat(judge(completion)).isNotEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @Test
    void twoFinalLettersAreSeveralAnswers() {
        assertThat(judge("\\boxed{A} or \\boxed{B}")).isEqualTo(ReasonCode.SEVERAL_ANSWERS);
        assertThat(judge("Answer: A\nAnswer: B")).isEqualTo(ReasonCode.SEVERAL_ANSWERS);
        assertThat(judge("Answer: B\nAnswer: B. Paris")).isEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @Test
    void anOptionIsRecognisedByItsValue() {
        Reference.Choice half = new Reference.Choice("C", reference.options());
        assertThat(verifier.verify(half, "\\boxed{0.5}").reason()).isEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AC", "A, C", "A and C", "\\boxed{A,C}", "C and A", "(A), (C)", "\\boxed{A} and \\boxed{C}"})
    void severalLettersAreASet(String completion) {
        assertThat(verifier.verify(new Reference.Choice("AC", Map.of()), completion)
                        .reason())
                .isEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @Test
    void oneOfSeveralLettersIsWrong() {
        assertThat(verifier.verify(new Reference.Choice("AC", Map.of()), "\\boxed{A}")
                        .reason())
                .isEqualTo(ReasonCode.WRONG_CHOICE);
    }

    @Test
    void anAnswerThatIsOneLetterIsAChoice() {
        assertThat(verifier.verify("C", "The answer is \\boxed{\\text{(C)}}.").reason())
                .isEqualTo(ReasonCode.EQUAL_CHOICE);
        assertThat(verifier.verify("\\text{C}", "The answer is \\boxed{D}.").reason())
                .isEqualTo(ReasonCode.WRONG_CHOICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "(B)", "[B]", "**B**", "$B$", "\\text{(B)}", "\\mathbf{B}", "B."})
    void aReferenceThatIsALetterIsAChoiceHoweverItIsWritten(String letter) {
        for (String answer : new String[] {"(b) because of that", "B. Paris", "Answer: b", "\\boxed{\\textbf{(B)}}"}) {
            assertThat(verifier.verify(letter, answer).reason()).as(answer).isEqualTo(ReasonCode.EQUAL_CHOICE);
        }
        assertThat(verifier.verify(letter, "C. London").reason()).isEqualTo(ReasonCode.WRONG_CHOICE);
    }

    @Test
    void aChoiceThatIsNotAmongTheOptionsIsAnUnreadableReference() {
        assertThat(verifier.verify(new Reference.Choice("E", reference.options()), "E")
                        .reason())
                .isEqualTo(ReasonCode.REFERENCE_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "选B",
                "故选：B",
                "所以应选B。",
                "答案：选B",
                "La respuesta correcta es B.",
                "Ответ: B",
                "정답은 B입니다",
                "Antwort: (B)"
            })
    void anOptionIsNamedInManyLanguages(String completion) {
        assertThat(judge(completion)).isEqualTo(ReasonCode.EQUAL_CHOICE);
    }

    @Test
    void severalOptionsMayBeNamedByTheirTexts() {
        Reference.Choice gases =
                new Reference.Choice("AC", Map.of("A", "Neon", "B", "Nitrogen", "C", "Argon", "D", "Chlorine"));
        assertThat(verifier.verify(gases, "Neon and Argon").reason()).isEqualTo(ReasonCode.EQUAL_CHOICE);
        assertThat(verifier.verify(gases, "argon, neon").reason()).isEqualTo(ReasonCode.EQUAL_CHOICE);
        assertThat(verifier.verify(gases, "Neon, Argon and Chlorine").reason()).isEqualTo(ReasonCode.WRONG_CHOICE);
        assertThat(verifier.verify(gases, "Neon and Xenon").reason()).isEqualTo(ReasonCode.WRONG_CHOICE);
    }
}
