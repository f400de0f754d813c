package dev.assay.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are made to look like the target language. */
class AttacksTest {
    private static final String ENGLISH =
            "First we look at the small cases, because the pattern becomes clear there, and then we prove it by induction. ";

    private static final String CHINESE = "我们先看几个简单的情况，然后用归纳法证明这个结论。";

    private final LanguageChecker checker = new LanguageChecker();

    private double ratio(String text, String target) {
        return checker.share(text, target).ratio().orElse(0);
    }

    @Test
    void targetWordsPastedAtTheEndCountOnlyForThemselves() {
        assertThat(ratio(ENGLISH.repeat(10) + CHINESE, "zh")).isLessThan(0.15);
    }

    @Test
    void aPhraseThatIsPastedAgainAndAgainCountsAFewTimesOnly() {
        String different = "Let n be even. Then half of it is whole, so the square of n can be divided by four without"
                + " any remainder. If n is odd, write it as twice a number and one more; squaring gives one more than a"
                + " multiple of eight. Hence every square leaves zero or one, and a sum of two squares never leaves"
                + " three.";

        assertThat(ratio(different + CHINESE.repeat(200), "zh")).isLessThan(0.7);
        assertThat(ratio(different + "是的 ".repeat(1000), "zh")).isLessThan(0.25);
        assertThat(ratio(different + "好".repeat(1000), "zh")).isLessThan(0.05);
    }

    @Test
    void pureTextThatRepeatsItselfStaysPure() {
        assertThat(ratio(ENGLISH.repeat(50), "en")).isEqualTo(1);
    }

    @Test
    void homoglyphsAreNeverTargetWords() {
        String disguised = ENGLISH.replace('a', 'а').replace('e', 'е').replace('o', 'о');

        assertThat(ratio(disguised, "en")).isLessThan(0.3);
        assertThat(ratio(disguised, "ru")).isLessThan(0.2);
        assertThat(checker.share(disguised, "en").languages()).containsKey(LanguageChecker.UNDETERMINED);
    }

    @Test
    void zeroWidthCharactersNeitherSplitNorJoinForeignWordsAway() {
        assertThat(ratio(ENGLISH.replace("", "\u200B"), "zh")).isZero();
        String joined = ENGLISH.replace(" ", "\u200D");
        LanguageShare share = checker.share(CHINESE + joined.repeat(2), "zh");
        assertThat(share.ratio().orElseThrow()).isLessThan(0.5);
    }

    @Test
    void proseInsideOfTextCommandsAndDollarSignsIsProse() {
        assertThat(ratio(CHINESE + "$\\text{" + ENGLISH + "}$", "zh")).isLessThan(0.6);
        assertThat(ratio(CHINESE + "\\textbf{" + ENGLISH + "}", "zh")).isLessThan(0.6);
        assertThat(ratio(CHINESE + "$" + ENGLISH.strip() + "$", "zh")).isLessThan(0.6);
        assertThat(ratio(CHINESE + "\\boxed{" + ENGLISH + "}", "zh")).isLessThan(0.6);
        assertThat(ratio(ENGLISH + "\\[ " + CHINESE + " \\]", "en")).isLessThan(0.7);
    }

    @Test
    void aTextThatIsMostlyCodeIsFlagged() {
        String hidden = CHINESE + "\n```\n" + ENGLISH.repeat(5) + "\n```\n";
        LanguageShare share = checker.share(hidden, "zh");

        assertThat(share.ratio()).hasValue(1);
        assertThat(share.isMostlyNeutral()).isTrue();
        assertThat(checker.share(CHINESE, "zh").isMostlyNeutral()).isFalse();
    }

    @Test
    void anUnclosedFenceHidesNothing() {
        assertThat(ratio(CHINESE + "\n```\n" + ENGLISH.repeat(3), "zh")).isLessThan(0.4);
        assertThat(ratio(CHINESE + "\n$$ " + ENGLISH.repeat(3), "zh")).isLessThan(0.4);
        assertThat(ratio(CHINESE + "\n\\begin{align} " + ENGLISH.repeat(3), "zh"))
                .isLessThan(0.4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "First We Look At The Small Cases And Then We Prove It By Induction.",
                "FIRST WE LOOK AT THE SMALL CASES AND THEN WE PROVE IT BY INDUCTION.",
                "First we Look 先 At the 看 Small Cases 然后 And Then 证明 We Prove.",
                "firstWe lookAt theSmall casesAnd thenWe proveIt byInduction",
                "first_we look_at the_small cases_and then_we prove_it by_induction"
            })
    void namesByTheDozenAreNoNames(String flood) {
        assertThat(ratio(flood + "好的。", "zh")).isLessThan(0.5);
    }

    @Test
    void romanizedTextIsNotItsLanguageNorEnglish() {
        String pinyin = "women xian kan jige jiandan de qingkuang ranhou yong guinafa zhengming zhege jielun shi duide";
        String translit = "snachala my posmotrim na prostyye sluchai a potom dokazhem utverzhdeniye po induktsii";

        assertThat(ratio(pinyin, "zh")).isZero();
        assertThat(ratio(pinyin, "en")).isLessThan(0.3);
        assertThat(ratio(translit, "ru")).isZero();
        assertThat(ratio(translit, "en")).isLessThan(0.3);
    }

    @Test
    void fullWidthAndMathematicalLettersAreTheLettersThatTheyStandFor() {
        StringBuilder wide = new StringBuilder();
        StringBuilder bold = new StringBuilder();
        ENGLISH.chars().forEach(c -> {
            wide.append(c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : (char) c);
            bold.appendCodePoint(c >= 'a' && c <= 'z' ? 0x1D41A + c - 'a' : c);
        });

        assertThat(ratio(wide.toString(), "en")).isGreaterThan(0.9);
        assertThat(ratio(bold.toString(), "en")).isGreaterThan(0.9);
        assertThat(ratio(bold.toString(), "zh")).isZero();
    }

    @Test
    void lettersWithSpacesBetweenThemAreWords() {
        assertThat(ratio(CHINESE + ENGLISH.replace(" ", "").replace("", " "), "zh"))
                .isLessThan(0.5);
    }

    @Test
    void wordsWithoutSpacesBetweenThemAreSeveral() {
        assertThat(ratio("好的。" + ENGLISH.replaceAll("[^a-z]", "").repeat(3), "zh"))
                .isLessThan(0.1);
    }

    @Test
    void emojiAndDirectionMarksChangeNothing() {
        assertThat(ratio(ENGLISH.replace(" ", " 😀\u202E\u200F "), "en")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "好",
                "ا",
                "$",
                "`",
                "\\",
                "<",
                "{",
                "$a ",
                "a.",
                "\\text{",
                "\\begin{align}",
                "```\n",
                "𝐋",
                "\u0301",
                "好a"
            })
    void fourMillionCharactersOfOneKindTakeTimeInProportion(String unit) {
        String large = unit.repeat(4_000_000 / unit.length());
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        double ratio = ratio(large, "en");
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;

        assertThat(ratio).isLessThan(0.5);
        // a quadratic scan takes hours, so the bound can be far from what is measured (under half a second)
        assertThat(nanos).isLessThan(20_000_000_000L);
    }
}
