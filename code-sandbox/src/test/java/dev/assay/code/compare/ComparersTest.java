package dev.assay.code.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparersTest {
    private static final Comparer TOKENS = new Tokens(new TokenRule.Strict());
    private static final Comparer TOLERANT = new Tokens(new TokenRule.Tolerant(1e-6, 1e-6));

    private static Match match(Comparer comparer, String expected, String actual) {
        return comparer.compare(bytes(expected), bytes(actual)).match();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "1\n2\n3\n", " 1\t2\r\n3", "1 2 3\n\n\n"})
    void tokensDoNotCareAboutWhiteSpace(String printed) {
        assertThat(match(TOKENS, "1 2 3\n", printed)).isEqualTo(Match.SAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "1", "", "1 2 3 4", "1 2 33", "12 3", "1 2 3 \u0000", "1\u00a02 3"})
    void aPrefixOrMoreThanTheExpectedTokensIsDifferent(String printed) {
        assertThat(match(TOKENS, "1 2 3\n", printed)).isEqualTo(Match.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000007, 1000000008",
        "123456789012345678901234567890, 123456789012345678901234567891",
        "9007199254740993, 9007199254740992",
        "7, 7.0",
        "0011, 11",
        "5, +5",
        "1e3, 1000",
        "YES, yes",
        "nan, NaN",
    })
    void integersAndWordsAreEqualOnlyWhenWrittenAlike(String expected, String printed) {
        assertThat(match(TOKENS, expected, printed)).isEqualTo(Match.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.30", "0.50, .5", "-0.0, 0.0", "1.0, 1", "0.3, 0.3000000000000000000000000"})
    void decimalFractionsOfTheSameValueAreTheSame(String expected, String printed) {
        assertThat(match(TOKENS, expected, printed)).isEqualTo(Match.SAME);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.31", "0.3, 0.3000000001", "0.3, -0.3", "0.3, 3e-1", "0.3, 0.3.0", "1.0, 1.0f"})
    void withoutADeclaredToleranceNoDigitMayDiffer(String expected, String printed) {
        assertThat(match(TOKENS, expected, printed)).isEqualTo(Match.DIFFERENT);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5000001", "1e9, 1000000000.5", "1, 0.9999999999", "2.0, 2", "abc, abc"})
    void aDeclaredToleranceAppliesToNumbers(String expected, String printed) {
        assertThat(match(TOLERANT, expected, printed)).isEqualTo(Match.SAME);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000007, 1000000008",
        "0.5, 0.50001",
        "nan, nan",
        "NaN, -nan",
        "inf, inf",
        "1.0, inf",
        "1.0, nan",
        "-Infinity, -Infinity",
        "0.5, 0.5x",
        "0.5, 0x1p-1",
        "abc, ABC",
        "1e400, 2e400",
    })
    void notEvenATolerantComparisonTakesThese(String expected, String printed) {
        assertThat(match(TOLERANT, expected, printed)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void aNumberOfAMillionDigitsIsComparedInOnePass() {
        String digits = "7".repeat(1_000_000);
        assertThat(match(TOLERANT, digits, digits)).isEqualTo(Match.SAME);
        assertThat(match(TOLERANT, digits + "1", digits + "2")).isEqualTo(Match.DIFFERENT);
        assertThat(match(TOKENS, digits + ".10", digits + ".1")).isEqualTo(Match.SAME);
    }

    @Test
    void linesKeepTheirOrderAndTheirInnerSpaces() {
        Comparer lines = new Lines();
        assertThat(match(lines, "a b\nc\n", "a b  \r\nc\n\n\n")).isEqualTo(Match.SAME);
        assertThat(match(lines, "a b\nc\n", "a  b\nc\n")).isEqualTo(Match.DIFFERENT);
        assertThat(match(lines, "a\n\nb", "a\nb")).isEqualTo(Match.DIFFERENT);
        assertThat(match(lines, "a\nb", "a")).isEqualTo(Match.DIFFERENT);
        assertThat(match(lines, "a", "a\nb")).isEqualTo(Match.DIFFERENT);
        assertThat(match(lines, "", "\n \n")).isEqualTo(Match.SAME);
        assertThat(match(lines, "a\n\n\nb", "a")).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void unorderedCountsHowOftenEachPartOccurs() {
        Comparer lines = new Unordered(Unordered.Part.LINES);
        assertThat(match(lines, "b\na\na\n", "a\nb\na")).isEqualTo(Match.SAME);
        assertThat(match(lines, "b\na\na\n", "a\nb\nb")).isEqualTo(Match.DIFFERENT);
        assertThat(match(lines, "b\na", "a")).isEqualTo(Match.DIFFERENT);
        assertThat(match(new Unordered(Unordered.Part.TOKENS), "1 2\n3", "3 2 1"))
                .isEqualTo(Match.SAME);
    }

    @Test
    void caseCountsUnlessTheProblemSaysOtherwise() {
        assertThat(match(new Tokens(new TokenRule.AnyCase()), "Alice", "aLICE")).isEqualTo(Match.SAME);
        assertThat(match(new Tokens(new TokenRule.YesNo()), "YES no", "yes No")).isEqualTo(Match.SAME);
        assertThat(match(new Tokens(new TokenRule.YesNo()), "YES Alice", "yes alice"))
                .isEqualTo(Match.DIFFERENT);
        assertThat(match(new Tokens(new TokenRule.YesNo()), "YES", "no")).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void wrongLayoutIsAPresentationErrorOnlyWhereLayoutIsDeclared() {
        Comparer declared = new Presentation(new TokenRule.Strict());
        assertThat(match(declared, "1 2\n3\n", "1 2\n3")).isEqualTo(Match.SAME);
        assertThat(match(declared, "1 2\n3\n", "1\n2\n3")).isEqualTo(Match.PRESENTATION);
        assertThat(match(declared, "1 2\n3\n", "1  2\n3")).isEqualTo(Match.PRESENTATION);
        assertThat(match(declared, "0.5 1\n", "0.50 1\n")).isEqualTo(Match.SAME);
        assertThat(match(declared, "1 2\n3\n", "1 2\n4")).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void exactIsEveryByte() {
        assertThat(match(new Exact(), "a\n", "a\n")).isEqualTo(Match.SAME);
        assertThat(match(new Exact(), "a\n", "a")).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void noBytesBreakAnyComparer() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] expected = new byte[random.nextInt(60)];
            byte[] actual = new byte[random.nextInt(60)];
            random.nextBytes(expected);
            random.nextBytes(actual);
            for (Comparer comparer : ALL) {
                assertThat(comparer.compare(expected, actual)).isNotNull();
                if (!(comparer instanceof Tokens(TokenRule.Tolerant _))) {
                    assertThat(comparer.compare(expected, expected).same()).isTrue();
                }
            }
        }
    }

    @Test
    void theDifferenceIsNamedByItsPlace() {
        Comparison comparison = TOKENS.compare(bytes("1 2 3"), bytes("1 2 4"));
        assertThat(comparison.where()).isEqualTo("token 3");
        assertThat(comparison.expected()).isEqualTo("3");
        assertThat(comparison.actual()).isEqualTo("4");
        assertThat(TOKENS.compare(bytes("1"), bytes("x".repeat(1_000_000))).actual())
                .hasSizeLessThan(80);
    }

    private static final Comparer[] ALL = {
        TOKENS,
        TOLERANT,
        new Exact(),
        new Lines(),
        new Presentation(new TokenRule.Strict()),
        new Unordered(Unordered.Part.LINES),
        new Unordered(Unordered.Part.TOKENS),
        new Tokens(new TokenRule.AnyCase()),
        new Tokens(new TokenRule.YesNo()),
    };
}
