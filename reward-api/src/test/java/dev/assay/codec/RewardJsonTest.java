package dev.assay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import dev.assay.v1.OutcomeKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RewardJsonTest {
    private static final Reward CONTRACT = new Reward(
            "r-17-3",
            "r-17",
            OptionalDouble.of(2),
            "r1-zero@1c9f2b7e",
            List.of(
                    term("accuracy", Outcome.scored(1, ReasonCode.EQUAL_EXACT, "5/6 = 5/6"), "math-verifier/0.1.0", 41),
                    term("format", Outcome.scored(1, ReasonCode.WELL_FORMED, ""), "format-checker/0.1.0", 3)),
            false);

    private static Reward.Term term(String name, Outcome outcome, String grader, long micros) {
        return new Reward.Term(new Component(name, outcome, grader, micros), 1);
    }

    private static String written(Reward reward) {
        return new String(RewardWriter.write(reward), StandardCharsets.UTF_8);
    }

    private static List<Outcome> outcomes(String json) {
        return RewardReader.readOutcomes(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theExampleOfTheContractIsWrittenByteForByte() {
        assertThat(written(CONTRACT))
                .isEqualTo(
                        "{\"id\":\"r-17-3\",\"groupId\":\"r-17\",\"reward\":2.0,\"recipe\":\"r1-zero@1c9f2b7e\",\"components\":["
                                + "{\"name\":\"accuracy\",\"outcome\":\"SCORED\",\"value\":1.0,\"weight\":1.0,\"reason\":\"EQUAL_EXACT\","
                                + "\"evidence\":\"5/6 = 5/6\",\"grader\":\"math-verifier/0.1.0\",\"micros\":41},"
                                + "{\"name\":\"format\",\"outcome\":\"SCORED\",\"value\":1.0,\"weight\":1.0,\"reason\":\"WELL_FORMED\","
                                + "\"evidence\":\"\",\"grader\":\"format-checker/0.1.0\",\"micros\":3}]}");
    }

    @Test
    void zerosEmptyTextsAndNullsAreWritten() {
        Reward reward = new Reward(
                "r",
                "g",
                OptionalDouble.empty(),
                "a@0",
                List.of(
                        term("x", Outcome.timeout(ReasonCode.DEADLINE, ""), "", 0),
                        term("y", Outcome.scored(-0.0, Reason.of(""), ""), "", 0)),
                true);

        assertThat(written(reward))
                .isEqualTo("{\"id\":\"r\",\"groupId\":\"g\",\"reward\":null,\"recipe\":\"a@0\",\"components\":["
                        + "{\"name\":\"x\",\"outcome\":\"TIMEOUT\",\"value\":null,\"weight\":1.0,\"reason\":\"DEADLINE\",\"evidence\":\"\",\"grader\":\"\",\"micros\":0},"
                        + "{\"name\":\"y\",\"outcome\":\"SCORED\",\"value\":0.0,\"weight\":1.0,\"reason\":\"\",\"evidence\":\"\",\"grader\":\"\",\"micros\":0}],"
                        + "\"incomplete\":true}");
    }

    @Test
    void aRewardWithoutComponentsStillListsThem() {
        assertThat(written(new Reward("r", "r", OptionalDouble.of(0), "a@0", List.of(), false)))
                .isEqualTo("{\"id\":\"r\",\"groupId\":\"r\",\"reward\":0.0,\"recipe\":\"a@0\",\"components\":[]}");
    }

    @Test
    void evidenceIsOneLineWithoutHalvesOfCharacters() {
        Outcome outcome = Outcome.scored(0, ReasonCode.UNPARSEABLE, "a\nb\u0000\ud800\"");

        assertThat(written(new Reward(
                        "\ud800", "g", OptionalDouble.of(0), "a@0", List.of(term("accuracy", outcome, "", 0)), false)))
                .startsWith("{\"id\":\"\uFFFD\"")
                .contains("\"evidence\":\"a b \uFFFD\\\"\"");
    }

    @Test
    void aLineThatCannotBeReadIsAnswered() {
        assertThat(new String(RewardWriter.error(3, "field 'id' is \"missing\""), StandardCharsets.UTF_8))
                .isEqualTo("{\"line\":3,\"error\":\"field 'id' is \\\"missing\\\"\"}");
    }

    @Test
    void rewardsAndErrorsMakeAnArray() {
        assertThat(new String(
                        RewardWriter.array(
                                List.of("1".getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8))),
                        StandardCharsets.UTF_8))
                .isEqualTo("[1,{}]");
        assertThat(new String(RewardWriter.array(List.of()), StandardCharsets.UTF_8))
                .isEqualTo("[]");
    }

    @Test
    void theAnswerOfAFunctionByUrlIsReadAsTheContractSays() {
        assertThat(outcomes("""
                {"components": [{"value": 0.7, "reason": "short enough", "evidence": "12 words"},
                 {"outcome": "NOT_APPLICABLE"}, {"value": 1, "reason": null, "extra": []}]}"""))
                .containsExactly(
                        Outcome.scored(0.7, Reason.of("short enough"), "12 words"),
                        Outcome.notApplicable(ReasonCode.NOT_MINE, ""),
                        Outcome.scored(1, Reason.of(""), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | field 'components' is missing",
                "{\"components\":{}} | field 'components' must be a list, not an object",
                "{\"components\":[1]} | field 'components[0]' must be an object, not a number",
                "{\"components\":[{\"value\":1},{}]} | field 'components[1].value' is missing",
                "{\"components\":[{\"value\":\"1\"}]} | field 'components[0].value' must be a number, not text",
                "{\"components\":[{\"value\":1e999}]} | field 'components[0].value' is out of range; allowed: what a double holds",
                "{\"components\":[{\"outcome\":\"GOOD\"}]} | field 'components[0].outcome' is 'GOOD'; allowed: SCORED, NOT_APPLICABLE, UNSCORABLE, TIMEOUT, FAILED",
            })
    void anAnswerOfAnotherFormIsRefusedByName(String json, String message) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> outcomes(json))
                .withMessage(message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    @Test
    void aWireComponentMustSayHowItEnded() {
        dev.assay.v1.Component.Builder component =
                dev.assay.v1.Component.newBuilder().setName("accuracy");

        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> Wire.component(component.build()))
                .withMessage("field 'component.outcome' is not known");
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() ->
                        Wire.component(component.setOutcome(OutcomeKind.SCORED).build()))
                .withMessageStartingWith("field 'component.value' must be a finite number");
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> Wire.component(component.setValue(Double.NaN).build()))
                .withMessageStartingWith("field 'component.value' must be a finite number");
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> Wire.component(component.setName("").build()))
                .withMessage("field 'component.name' is missing");
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> Wire.reward(dev.assay.v1.Reward.newBuilder()
                        .setReward(Double.POSITIVE_INFINITY)
                        .build()))
                .withMessage("field 'reward' must be a finite number");
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("rewards") Reward reward) {
        assertThat(RewardReader.read(RewardWriter.write(reward))).isEqualTo(reward);
    }

    @Property(tries = 500)
    void whatGoesOverTheWireComesBack(@ForAll("rewards") Reward reward) throws Exception {
        assertThat(Wire.reward(
                        dev.assay.v1.Reward.parseFrom(Wire.message(reward).toByteArray())))
                .isEqualTo(reward);
    }

    @Property(tries = 100)
    void equalRewardsAreEqualBytes(@ForAll("rewards") Reward reward) {
        assertThat(RewardWriter.write(RewardReader.read(RewardWriter.write(reward))))
                .isEqualTo(RewardWriter.write(reward));
    }

    @Provide
    Arbitrary<Reward> rewards() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(30).withChars("aB \"\\\n\u0000é日…");
        Arbitrary<Double> numbers = Arbitraries.oneOf(
                Arbitraries.of(0.0, 1.0, -1.0, 0.1, 1e21, 1e-7, 123456789.125, Double.MAX_VALUE, Double.MIN_VALUE),
                Arbitraries.doubles().between(-1e9, 1e9));
        Arbitrary<Reason> reasons = Arbitraries.oneOf(
                Arbitraries.of(ReasonCode.values()).map(code -> (Reason) code), texts.map(Reason::of));
        Arbitrary<Outcome> outcomes = Combinators.combine(Arbitraries.of(0, 1, 2, 3, 4), numbers, reasons, texts)
                .as((kind, number, reason, evidence) -> switch (kind) {
                    case 0 -> Outcome.scored(number, reason, evidence);
                    case 1 -> Outcome.notApplicable(reason, evidence);
                    case 2 -> Outcome.unscorable(reason, evidence);
                    case 3 -> Outcome.timeout(reason, evidence);
                    default -> Outcome.failed(reason, evidence);
                });
        Arbitrary<Reward.Term> terms = Combinators.combine(
                        texts.map(name -> "n" + name),
                        outcomes,
                        texts,
                        Arbitraries.longs().between(0, 1L << 50),
                        numbers)
                .as((name, outcome, grader, micros, weight) ->
                        new Reward.Term(new Component(name, outcome, grader, micros), weight));
        return Combinators.combine(
                        texts, texts, numbers.optional(), texts, terms.list().ofMaxSize(4), Arbitraries.of(true, false))
                .as((id, group, value, recipe, list, incomplete) -> new Reward(
                        id,
                        group,
                        value.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                        recipe,
                        list,
                        incomplete));
    }
}
