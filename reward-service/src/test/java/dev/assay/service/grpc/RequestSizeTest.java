package dev.assay.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.assay.v1.Answers;
import dev.assay.v1.Chat;
import dev.assay.v1.Message;
import dev.assay.v1.Recipe;
import dev.assay.v1.Reference;
import dev.assay.v1.Rollout;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.Text;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSizeTest {
    private static final String LARGE = "x".repeat(100_000);

    static Stream<ScoreRequest> requestsWithOneLargeField() {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        999,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(LARGE))
                                .build())
                .build();
        Text plain = Text.newBuilder().setPlain(LARGE).build();
        Stream<Rollout.Builder> rollouts = Stream.of(
                Rollout.newBuilder().setId(LARGE),
                Rollout.newBuilder().setGroupId(LARGE),
                Rollout.newBuilder().setTask(LARGE),
                Rollout.newBuilder().setLanguage(LARGE),
                Rollout.newBuilder().setRecipe(LARGE),
                Rollout.newBuilder().setFinishReason(LARGE),
                Rollout.newBuilder().setPrompt(plain),
                Rollout.newBuilder().setCompletion(plain),
                Rollout.newBuilder().setCompletion(Text.newBuilder().setUnknownFields(unknown)),
                Rollout.newBuilder()
                        .setCompletion(Text.newBuilder().setPlain("").setUnknownFields(unknown)),
                Rollout.newBuilder()
                        .setCompletion(Text.newBuilder()
                                .setChat(Chat.newBuilder()
                                        .addMessages(Message.newBuilder().setContent(LARGE)))),
                Rollout.newBuilder()
                        .setReference(Reference.newBuilder()
                                .setAnswers(Answers.newBuilder().addAnswers(LARGE))),
                Rollout.newBuilder().addAllTokenIds(Collections.nCopies(50_000, 70_000)),
                Rollout.newBuilder().addAllLogprobs(Collections.nCopies(50_000, -0.5)),
                Rollout.newBuilder().putMetadata(LARGE, ""),
                Rollout.newBuilder().putMetadata("", LARGE),
                Rollout.newBuilder().setUnknownFields(unknown));
        return Stream.concat(
                rollouts.map(rollout ->
                        ScoreRequest.newBuilder().addRollouts(rollout).build()),
                Stream.of(
                        ScoreRequest.newBuilder().setRequestId(LARGE).build(),
                        ScoreRequest.newBuilder().setRecipeName(LARGE).build(),
                        ScoreRequest.newBuilder()
                                .setRecipeFile(Recipe.newBuilder().setYaml(LARGE))
                                .build(),
                        ScoreRequest.newBuilder().setUnknownFields(unknown).build()));
    }

    @ParameterizedTest
    @MethodSource("requestsWithOneLargeField")
    void nothingLargeHidesInARequest(ScoreRequest request) {
        assertThat(RequestSize.of(request))
                .isBetween((long) request.getSerializedSize(), 4L * request.getSerializedSize());
    }
}
