package dev.assay.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rollout.Metadata;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import dev.assay.rollout.Tokens;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RolloutRoundTripTest {
    @Property(tries = 500)
    void aRolloutSurvivesJson(@ForAll("rollouts") Rollout rollout) {
        assertThat(RolloutReader.read(RolloutWriter.write(rollout))).isEqualTo(rollout);
    }

    @Property(tries = 500)
    void aRolloutSurvivesProtobuf(@ForAll("rollouts") Rollout rollout) {
        assertThat(RolloutWire.read(RolloutWire.message(rollout).toByteArray())).isEqualTo(rollout);
    }

    @Property(tries = 500)
    void bothFormsCarryTheSame(@ForAll("rollouts") Rollout rollout) {
        Rollout fromJson = RolloutReader.read(RolloutWriter.write(rollout));
        Rollout fromBoth = RolloutWire.read(RolloutWire.message(fromJson).toByteArray());
        assertThat(RolloutReader.read(RolloutWriter.write(fromBoth))).isEqualTo(rollout);
    }

    @Property(tries = 200)
    void aRolloutIsWrittenOnOneLine(@ForAll("rollouts") Rollout rollout) {
        assertThat(RolloutWriter.write(rollout)).doesNotContain('\n', '\r');
    }

    @Provide
    Arbitrary<Rollout> rollouts() {
        Arbitrary<Rollout.Builder> basics = Combinators.combine(name(), name(), name(), text(), text())
                .as((id, group, task, prompt, completion) ->
                        Rollout.builder(id, task, completion).group(group).prompt(prompt));
        return Combinators.combine(
                        basics,
                        references(),
                        metadata(),
                        tokens(),
                        Arbitraries.integers().between(1, 65_536),
                        Arbitraries.longs().between(1, 1L << 50),
                        Arbitraries.of(true, false),
                        name())
                .as((builder, reference, metadata, tokens, size, number, flag, name) -> {
                    builder.reference(reference)
                            .metadata(metadata)
                            .tokens(tokens)
                            .prefilledThink(flag);
                    if (flag) {
                        builder.groupSize(size).deadlineMs(number).policyVersion(-number);
                    } else {
                        builder.language(name).recipe(name).finishReason(name);
                    }
                    return builder.build();
                });
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .withChars("ab \"\\/{}[]\n\r\t\u0000\u007f\u2028é日")
                .map(text -> text.length() > 30 ? text + "😀" : text);
    }

    private static Arbitrary<String> name() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(20).withChars("abcXYZ019-_. \"\\é\n");
    }

    private static Arbitrary<Text> text() {
        return Arbitraries.oneOf(
                words().map(Text.Plain::new),
                Combinators.combine(name(), words())
                        .as(Text.Message::new)
                        .list()
                        .ofMaxSize(3)
                        .map(Text.Chat::new));
    }

    private static Arbitrary<String> json() {
        return Arbitraries.of(
                "0",
                "-1.50",
                "1e400",
                "123456789012345678901234567890",
                "null",
                "true",
                "\"\\ud83d\\ude00 é\"",
                "[]",
                "[1, [2,{\"snake_case\":null}]]",
                "{\"kind\":\"x\", \"a\":[1]}");
    }

    private static Arbitrary<Reference> references() {
        Arbitrary<Reference.CodeTests> stdio = Combinators.combine(words(), words())
                .as(Reference.StdioCase::new)
                .list()
                .ofMaxSize(3)
                .map(Reference.CodeTests.Stdio::new);
        Arbitrary<Reference.CodeTests> call = Combinators.combine(
                        name(),
                        Combinators.combine(json().list().ofMaxSize(3), json())
                                .as(Reference.CallCase::new)
                                .list()
                                .ofMaxSize(3))
                .as(Reference.CodeTests.Call::new);
        Arbitrary<Reference.CodeTests> asserts =
                Combinators.combine(words(), name().optional()).as(Reference.CodeTests.Asserts::new);
        Arbitrary<Reference> code = Combinators.combine(
                        name(),
                        Arbitraries.oneOf(stdio, call, asserts),
                        json().filter(json -> !json.equals("null")).optional(),
                        Arbitraries.of(true, false))
                .as((language, tests, checker, limits) -> new Reference.Code(
                        language,
                        limits ? OptionalLong.of(1) : OptionalLong.empty(),
                        limits ? OptionalInt.of(Integer.MAX_VALUE) : OptionalInt.empty(),
                        tests,
                        checker));
        return Arbitraries.oneOf(
                Arbitraries.just(new Reference.None()),
                Combinators.combine(words().list().ofMinSize(1).ofMaxSize(3), name().optional())
                        .as(Reference.Answers::new),
                Combinators.combine(name(), Arbitraries.maps(words(), words()).ofMaxSize(3))
                        .as(Reference.Choice::new),
                code,
                Combinators.combine(
                                name(),
                                words(),
                                words().list().ofMaxSize(2),
                                words().list().ofMaxSize(2))
                        .as(Reference.Repair::new),
                Arbitraries.just(new Reference.Puzzle("game24", "{\"kind\":\"game24\", \"numbers\":[1,2]}")));
    }

    private static Arbitrary<Metadata> metadata() {
        Arbitrary<Map<String, String>> members =
                Arbitraries.maps(words(), json()).ofMaxSize(3);
        return members.map(Metadata::new);
    }

    private static Arbitrary<Tokens> tokens() {
        return Arbitraries.integers()
                .greaterOrEqual(0)
                .list()
                .ofMaxSize(4)
                .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
                .map(ids -> {
                    double[] logprobs = new double[ids.length % 2 == 0 ? ids.length : 0];
                    for (int i = 0; i < logprobs.length; i++) {
                        logprobs[i] = -ids[i] / 3.0;
                    }
                    return new Tokens(ids, logprobs);
                });
    }
}
