package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.extract.Source;
import dev.assay.reward.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtractionTest {
    private final MathVerifier verifier = new MathVerifier();

    private static void found(String completion, String answer, Source source) {
        assertThat(Extractor.value(completion)).isInstanceOfSatisfying(Extraction.Found.class, found -> {
            assertThat(found.text()).isEqualTo(answer);
            assertThat(found.source()).isEqualTo(source);
        });
    }

    private static void several(String completion, String... answers) {
        assertThat(Extractor.value(completion))
                .isInstanceOfSatisfying(
                        Extraction.Several.class,
                        several -> assertThat(several.texts()).isEqualTo(List.of(answers)));
    }

    @Test
    void aBoxedValueIsTakenWithItsNestedBraces() {
        found("So $\\boxed{\\frac{1}{2+\\sqrt{3}}}$.", "\\frac{1}{2+\\sqrt{3}}", Source.BOXED);
        found("\\fbox{7}", "7", Source.BOXED);
        found("\\boxed 7.", "7", Source.BOXED);
        found("\\boxed{\\{1,2\\}}", "\\{1,2\\}", Source.BOXED);
    }

    @Test
    void adjacentBoxesAreOneAnswer() {
        found("\\boxed{1}, \\boxed{2}", "1, 2", Source.BOXED);
        found("\\boxed{1} and \\boxed{2}", "1, 2", Source.BOXED);
        found("$\\boxed{1} \\quad \\text{and} \\quad \\boxed{2}$", "1, 2", Source.BOXED);
    }

    @Test
    void aBoxInsideABoxBelongsToIt() {
        found("\\boxed{x = \\boxed{3}}", "x = \\boxed{3}", Source.BOXED);
        assertThat(verifier.verify("3", "\\boxed{\\boxed{3}}").accepted()).isTrue();
    }

    @Test
    void aBoxThatIsNeverClosedEndsWithItsLine() {
        found("Therefore \\boxed{42\nand so on", "42", Source.BOXED);
        found("first \\boxed{\\frac{1}{2 and then \\boxed{3}", "3", Source.BOXED);
    }

    @Test
    void differentBoxedValuesAreSeveralAnswers() {
        several("\\boxed{3} or \\boxed{4}", "3", "4");
        several("It is \\boxed{3}. Wait, no, it is \\boxed{4}.", "3", "4");
        assertThat(verifier.verify("3", "\\boxed{3} or \\boxed{4}").reason()).isEqualTo(ReasonCode.SEVERAL_ANSWERS);
        assertThat(verifier.verify("4", "\\boxed{3} or \\boxed{4}").reason()).isEqualTo(ReasonCode.SEVERAL_ANSWERS);
    }

    @Test
    void theSameValueBoxedTwiceIsOneAnswer() {
        assertThat(verifier.verify("1/2", "\\boxed{0.5} that is \\boxed{\\frac12}")
                        .accepted())
                .isTrue();
        found("\\boxed{ 5 } so \\boxed{5}", "5", Source.BOXED);
    }

    @Test
    void aBoxThatIsAnnouncedAsFinalCorrectsTheOnesBefore() {
        found("The base is \\boxed{3}, so the final answer is $\\boxed{4}$.", "4", Source.BOXED);
    }

    @Test
    void onlyTheContentOfAnswerTagsCounts() {
        found("<think>\\boxed{1}</think><answer>\\boxed{2}</answer> \\boxed{3}", "2", Source.BOXED);
        found("<think>so</think><answer>42</answer>", "42", Source.WHOLE);
        found("<answer>\n\\frac12\n</answer>", "\\frac12", Source.WHOLE);
        found("<answer>42", "42", Source.WHOLE);
    }

    @Test
    void afterThinkingOnlyWhatFollowsCounts() {
        found("<think>maybe \\boxed{1}</think>It is \\boxed{2}.", "2", Source.BOXED);
        found("<think><answer>1</answer></think>It is \\boxed{2}.", "2", Source.BOXED);
        assertThat(verifier.verify("1", "<think>\\boxed{1}</think>").reason()).isEqualTo(ReasonCode.NO_ANSWER);
    }

    @Test
    void severalAnswerTagsWithDifferentContentAreSeveralAnswers() {
        several("<answer>1</answer><answer>2</answer>", "1", "2");
        found("<answer>1</answer> <answer>1</answer>", "1", Source.WHOLE);
    }

    @Test
    void announcementsAreTakenInTheirOrder() {
        found("Answer: 3\nThe final answer is 4.", "4", Source.FINAL_ANSWER);
        found("The final answer is $28\\%$. I hope it is correct.", "$28\\%$", Source.FINAL_ANSWER);
        found("Final Answer: The final answer is $(0, 1)$. I hope it is correct.", "$(0, 1)$", Source.FINAL_ANSWER);
        found("**Final Answer**\n\\[ 9 \\]", "9", Source.FINAL_ANSWER);
        found("She has 3 left.\n#### 3", "3", Source.HASHES);
        found("**Answer:** 7", "7", Source.ANSWER_COLON);
        found("Therefore the answer is -3", "-3", Source.ANSWER_IS);
        found("the answer is 3 apples, and so the answer is 4 apples.", "4 apples", Source.ANSWER_IS);
        found("所以答案是5。", "5", Source.ANSWER_IS);
        found("答案：$\\frac12$", "$\\frac12$", Source.ANSWER_COLON);
    }

    @Test
    void differentFinalStatementsAreSeveralAnswers() {
        several("Answer: 3\nAnswer: 4", "3", "4");
        several("#### 3\n#### 4", "3", "4");
    }

    @Test
    void wordsAroundTheStatedValueAreLeftAway() {
        found("Final Answer: The largest $n$ is 34.", "34", Source.FINAL_ANSWER);
        found("Final Answer: Jane started growing it 3 hours ago.", "3", Source.FINAL_ANSWER);
        found("Final Answer: Tuesday", "Tuesday", Source.FINAL_ANSWER);
    }

    @Test
    void withoutAnnouncementTheFallbacksFollowInOrder() {
        found("7,425,000", "7,425,000", Source.WHOLE);
        found("We see that this is **73** since it must be so.", "73", Source.BOLD);
        found("We get $x+1$ because of that, and it is $x+2$ then.", "x+2", Source.FORMULA);
        found("The value of $x$ is then 5 for that.", "5", Source.NUMBER);
        found("It costs $5 and then $7 because of that.", "7", Source.NUMBER);
        found("So we have 1/2 of 2 and that is -2/3 then.", "-2/3", Source.NUMBER);
        assertThat(Extractor.value("")).isInstanceOf(Extraction.Nothing.class);
    }

    @Test
    void whatFollowsASpecialTokenIsNoAnswer() {
        found("The answer is 3.<|im_end|>The answer is 4.", "3", Source.ANSWER_IS);
    }

    @Test
    void answersAreAnnouncedInManyLanguages() {
        found("Entonces, la respuesta es 22.", "22", Source.ANSWER_IS);
        found("La respuesta correcta es 22.", "22", Source.ANSWER_IS);
        found("**Respuesta: 22**", "22", Source.ANSWER_COLON);
        found("Réponse : 22", "22", Source.ANSWER_COLON);
        found("La réponse finale est 22.", "22", Source.FINAL_ANSWER);
        found("Antwort: 2,5 cm", "2,5 cm", Source.ANSWER_COLON);
        found("Die Antwort lautet 22.", "22", Source.ANSWER_IS);
        found("A resposta é 22.", "22", Source.ANSWER_IS);
        found("La risposta è $22$.", "$22$", Source.ANSWER_IS);
        found("Ответ: 820", "820", Source.ANSWER_COLON);
        found("Ответ — 820.", "820", Source.ANSWER_COLON);
        found("答えは5年後です。", "5年後", Source.ANSWER_IS);
        found("答え：12", "12", Source.ANSWER_COLON);
        found("所以答案是12只。", "12只", Source.ANSWER_IS);
        found("最终答案：12", "12", Source.FINAL_ANSWER);
        found("정답은 22입니다.", "22", Source.ANSWER_IS);
        found("답: 22", "22", Source.ANSWER_COLON);
        found("الجواب هو 22", "22", Source.ANSWER_IS);
        found("उत्तर: 22", "22", Source.ANSWER_COLON);
        found("Đáp án là 22.", "22", Source.ANSWER_IS);
    }

    @Test
    void aWordForAnswerThatAnnouncesNothingIsPassedOver() {
        found("The answer to this question was known to be 5 for long.", "5", Source.NUMBER);
        found("我来回答：首先设x为5，\n所以答案是7。", "7", Source.ANSWER_IS);
    }

    @Test
    void aNumberInASentenceOfAnotherScriptIsTheLastOne() {
        found("兔有12只", "12", Source.NUMBER);
        found("Сумма первых членов равна 820", "820", Source.NUMBER);
        found("12只", "12只", Source.WHOLE);
    }

    @Test
    void markdownAndSentencesAroundAShortAnswerAreLeftAway() {
        found("- x = **6**\r\n", "x = 6", Source.WHOLE);
        found("* 6", "6", Source.WHOLE);
        found("- 5", "- 5", Source.WHOLE);
        found("2**3", "2**3", Source.WHOLE);
        found("18 / 2 = 9, 9 * 3 = 27. 27 pens", "27 pens", Source.WHOLE);
    }

    @Test
    void spaceAroundAnAnswerDoesNotMakeItLong() {
        found("\\boxed{" + " ".repeat(20_000) + "42 }", "42", Source.BOXED);
        found(" ".repeat(20_000) + "42" + "\n".repeat(20_000), "42", Source.WHOLE);
    }

    @Test
    void answerTagsBeforeAThinkingCountWhereNothingFollowsIt() {
        found("<answer>42</answer><think>17 + 25 is 43?</think>", "42", Source.WHOLE);
        found("<think>so</think><answer>42</answer>\n<think>43?</think>\n", "42", Source.WHOLE);
        found("<answer>42</answer><think>no</think><answer>43</answer>", "43", Source.WHOLE);
        found("<answer>42</answer><think>no</think>It is 43.", "43", Source.NUMBER);
    }

    @Test
    void answerTagsInsideOfAThinkingNeverCount() {
        for (String completion : List.of(
                "<think>38 + 45 = <answer>83</answer></think>",
                "<think>a <answer>83</answer> b <think>c</think>",
                "so <answer>83</answer></think>",
                "<think>x<answer>83</think></answer>",
                "<answer>83</think></answer>")) {
            assertThat(verifier.verify("83", completion).reason())
                    .as(completion)
                    .isEqualTo(ReasonCode.NO_ANSWER);
        }
    }

    @Test
    void aFinalAnswerAfterDifferentBoxesCorrectsThem() {
        found("So \\boxed{200} and then \\boxed{255}. Final Answer: $10,455$.", "$10,455$", Source.FINAL_ANSWER);
        several(
                "Final answer: 3. " + "But then again. ".repeat(9) + "So \\boxed{200} and then \\boxed{255}.",
                "200",
                "255");
    }
}
