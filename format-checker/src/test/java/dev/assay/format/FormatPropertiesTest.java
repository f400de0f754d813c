package dev.assay.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.format.FormatChecker.Context;
import dev.assay.reward.Settings;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any text. */
class FormatPropertiesTest {
    private static final String[] PIECES = {
        "<think>",
        "</think>",
        "<answer>",
        "</answer>",
        "<THINK>",
        "</ think>",
        "<think",
        "</",
        "<",
        ">",
        "&lt;",
        "&",
        "＜",
        "think",
        "answer",
        "\\boxed{",
        "}",
        "{",
        "\\",
        "```",
        "\n```py\n",
        "`",
        "~~~",
        "\n",
        " ",
        "\r\n",
        "4",
        "a",
        "想",
        "\u200B",
        "\uD800",
        "\uDC00",
        "😀",
        "\0",
        "<|im_end|>",
        "<|",
        "|>",
        "</s>",
        "[INST]",
        "|special_token|",
        "reasoning process here",
        "<｜",
        "｜>",
        "\u3164",
        "і"
    };
    private static final FormatChecker CHECKER = new FormatChecker(FormatRules.DEFAULT);

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of("word", "42", "x < y", "größer", "想", "😀", " ", "\n", ".", "$\\frac12$", "`code`")
                .list()
                .ofMaxSize(12)
                .map(words -> "w" + String.join(" ", words));
    }

    @Provide
    Arbitrary<String> space() {
        return Arbitraries.of("", " ", "\n", "\r\n", "\t", "\n\n ");
    }

    @Provide
    Arbitrary<String> wellFormed() {
        return Combinators.combine(space(), prose(), space(), prose(), space())
                .as((before, thinking, between, answer, after) -> before + "<think>" + thinking + "</think>" + between
                        + "<answer>" + answer + "</answer>" + after);
    }

    @Provide
    Arbitrary<Settings> settings() {
        return Combinators.combine(
                        Arbitraries.of("think-answer", "think-summary", "special-token"),
                        Arbitraries.of("none", "whitespace", "any"),
                        Arbitraries.of("ignore", "one-value", "in-answer"),
                        Arbitraries.of("count", "ignore"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0.3, 1.0),
                        Arbitraries.of(0, 40))
                .as((template, surround, boxed, tagsInCode, fence, repetition, length) -> Settings.of(
                                "template", template)
                        .with("before", surround)
                        .with("between", surround)
                        .with("after", surround)
                        .with("boxed", boxed)
                        .with("tags-in-code", tagsInCode)
                        .with("code-fence", fence)
                        .with("max-repetition", repetition)
                        .with("max-length", length));
    }

    @Property
    void whateverIsBuiltByTheTemplateIsAccepted(@ForAll("wellFormed") String completion) {
        FormatVerdict verdict = CHECKER.check(completion);

        assertThat(verdict.wellFormed()).as(verdict.evidence()).isTrue();
        assertThat(verdict.graded()).isEqualTo(1);
    }

    @Property
    void oneTagMoreAnywhereIsRefused(
            @ForAll("wellFormed") String completion, @ForAll @IntRange(min = 0, max = 3) int tag, @ForAll int seed) {
        int at = Math.floorMod(seed, completion.length() + 1);
        String more = completion.substring(0, at) + PIECES[tag] + completion.substring(at);

        FormatVerdict verdict = CHECKER.check(more);

        assertThat(verdict.wellFormed()).as(more).isFalse();
        assertThat(verdict.graded()).isLessThan(1);
    }

    @Property
    void oneTagLessIsRefused(@ForAll("wellFormed") String completion, @ForAll @IntRange(min = 0, max = 3) int tag) {
        assertThat(CHECKER.check(completion.replace(PIECES[tag], "")).wellFormed())
                .isFalse();
    }

    @Property
    void howTheTextIsHeldDoesNotMatter(@ForAll("noise") String noise, @ForAll("settings") Settings settings) {
        FormatChecker checker = new FormatChecker(FormatRules.of(settings));

        assertThat(checker.check(new StringBuilder(noise), Context.NONE)).isEqualTo(checker.check(noise));
    }

    @Property
    void whereTheSecondCharacterRulesEverythingOutNothingBegins(@ForAll("noise") String noise) {
        Lookalikes lookalikes = new Lookalikes(FormatRules.DEFAULT.tags());
        List<String> tags = List.of("<think>", "</think>", "<answer>", "</answer>");
        SecondCharacters seconds = new SecondCharacters(tags, lookalikes);

        for (int i = 0; i < noise.length(); i++) {
            if (seconds.ruleOut(noise, i, noise.length())) {
                int at = i;
                assertThat(tags).noneMatch(tag -> noise.startsWith(tag, at));
                assertThat(SpecialTokens.lengthAt(noise, i, noise.length())).isZero();
                assertThat(lookalikes.lengthAt(noise, i, noise.length())).isZero();
            }
        }
    }

    @Property(tries = 3000)
    void anyTextHasOneVerdictWithAValueFromZeroToOne(
            @ForAll("noise") String noise,
            @ForAll("settings") Settings settings,
            @ForAll boolean prefilled,
            @ForAll boolean truncated) {
        FormatChecker checker = new FormatChecker(FormatRules.of(settings));
        Context context = new Context(prefilled, truncated, Optional.of(noise), Optional.empty());

        FormatVerdict verdict = checker.check(noise, context);

        assertThat(checker.check(noise, context)).isEqualTo(verdict);
        assertThat(verdict.graded()).isBetween(0.0, 1.0);
        assertThat(verdict.value(FormatRules.Mode.STRICT) == 1).isEqualTo(verdict.graded() == 1);
        assertThat(verdict.evidence().isEmpty()).isEqualTo(verdict.wellFormed());
        assertThat(verdict.evidence()).hasSizeLessThanOrEqualTo(400).doesNotContain("\n");
        assertThat(verdict.offset().orElse(0)).isBetween(0, noise.length());
    }

    @Property
    void theModelOfTheTemplateAgrees(@ForAll("noise") String noise) {
        boolean once = noise.split("<think>", -1).length == 2
                && noise.split("</think>", -1).length == 2
                && noise.split("<answer>", -1).length == 2
                && noise.split("</answer>", -1).length == 2;
        boolean ordered = noise.strip().startsWith("<think>")
                && noise.indexOf("<think>") < noise.indexOf("</think>")
                && noise.indexOf("</think>") < noise.indexOf("<answer>")
                && noise.indexOf("<answer>") < noise.indexOf("</answer>");

        if (CHECKER.check(noise).wellFormed()) {
            assertThat(once && ordered).as(noise).isTrue();
        }
    }
}
