package dev.assay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.v1.Answers;
import dev.assay.v1.CallCase;
import dev.assay.v1.Chat;
import dev.assay.v1.Code;
import dev.assay.v1.Message;
import dev.assay.v1.Puzzle;
import dev.assay.v1.Reference;
import dev.assay.v1.Rollout;
import dev.assay.v1.Text;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class RolloutWireTest {
    private static Rollout.Builder valid() {
        return Rollout.newBuilder()
                .setId("r")
                .setTask("math")
                .setCompletion(Text.newBuilder().setPlain("c"));
    }

    private static void refused(String message, Consumer<Rollout.Builder> change) {
        Rollout.Builder rollout = valid();
        change.accept(rollout);
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> RolloutWire.read(rollout.build().toByteArray()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD))
                .withMessageStartingWith(message);
    }

    @Test
    void bytesThatAreNoMessageAreUnreadable() {
        for (String bytes : new String[] {"{\"id\":1}", "\n\uFFFDnothing", "\u0001"}) {
            assertThatExceptionOfType(AssayException.class)
                    .isThrownBy(() -> RolloutWire.read(bytes.getBytes(StandardCharsets.UTF_8)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE));
        }
    }

    @Test
    void anEmptyMessageLacksItsId() {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> RolloutWire.read(new byte[0]))
                .withMessage("field 'id' is missing or empty");
    }

    @Test
    void whatIsMissingIsNamed() {
        refused("field 'task' is missing", rollout -> rollout.clearTask());
        refused("field 'completion' is missing", rollout -> rollout.clearCompletion());
        refused("field 'completion' is missing", rollout -> rollout.setCompletion(Text.getDefaultInstance()));
        refused(
                "field 'completion[1].role' is missing",
                rollout -> rollout.setCompletion(Text.newBuilder()
                        .setChat(Chat.newBuilder()
                                .addMessages(Message.newBuilder().setRole("assistant"))
                                .addMessages(Message.newBuilder().setContent("x")))));
        refused("field 'reference' must have one of", rollout -> rollout.setReference(Reference.getDefaultInstance()));
        refused(
                "field 'reference.answers' must have at least one",
                rollout -> rollout.setReference(Reference.newBuilder().setAnswers(Answers.getDefaultInstance())));
        refused(
                "field 'reference.code' must have one of",
                rollout -> rollout.setReference(
                        Reference.newBuilder().setCode(Code.newBuilder().setLanguage("c"))));
    }

    @Test
    void numbersOutOfRangeAreRefusedAsInJson() {
        refused("field 'groupSize' must be from 1 to 65536, not 0", rollout -> rollout.setGroupSize(0));
        refused("field 'deadlineMs' must be at least 1", rollout -> rollout.setDeadlineMs(-5));
        refused("field 'tokenIds[0]' is no token id", rollout -> rollout.addTokenIds(-1));
        refused("field 'logprobs' has 1 numbers for 0 tokenIds", rollout -> rollout.addLogprobs(-1));
        refused(
                "field 'logprobs[0]' must be a finite number",
                rollout -> rollout.addTokenIds(1).addLogprobs(Double.NEGATIVE_INFINITY));
        refused("field 'finishReason' is missing or empty", rollout -> rollout.setFinishReason(""));
    }

    @Test
    void jsonTextThatIsNoJsonIsRefusedBeforeItSpoilsWhatIsWritten() {
        refused("field 'metadata.source' must be JSON text", rollout -> rollout.putMetadata("source", "gsm8k"));
        refused("field 'metadata.a' must be JSON text", rollout -> rollout.putMetadata("a", "1,\"id\":\"forged\""));
        refused("field 'metadata.a' must be JSON text", rollout -> rollout.putMetadata("a", ""));
        refused(
                "field 'reference.puzzle.json' must be JSON text",
                rollout -> rollout.setReference(Reference.newBuilder()
                        .setPuzzle(Puzzle.newBuilder().setKind("k").setJson("{"))));
        refused(
                "field 'reference.code.call.cases.expected' must be JSON text",
                rollout -> rollout.setReference(Reference.newBuilder()
                        .setCode(Code.newBuilder()
                                .setLanguage("c")
                                .setCall(dev.assay.v1.Call.newBuilder()
                                        .setFunction("f")
                                        .addCases(CallCase.newBuilder().addArgsJson("1"))))));
    }

    @Test
    void jsonTextIsPutOnOneLine() {
        assertThat(RolloutWire.rollout(valid().putMetadata("a", "[1,\n2]").build())
                        .metadata()
                        .members())
                .containsEntry("a", "[1, 2]");
    }
}
