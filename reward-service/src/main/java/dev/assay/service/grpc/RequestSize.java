package dev.assay.service.grpc;

import dev.assay.v1.Rollout;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.Text;

/**
 * About how many bytes a request is. Its exact size would be counted character by character over every completion,
 * which takes as long as parsing the request; here a character of the texts counts as one byte and all else exactly or
 * more.
 */
final class RequestSize {
    private static final int FRAMING = 64;

    private RequestSize() {}

    static long of(ScoreRequest request) {
        long size = FRAMING
                + request.getRequestId().length()
                + request.getRecipeName().length()
                + request.getUnknownFields().getSerializedSize();
        if (request.hasRecipeFile()) {
            size += request.getRecipeFile().getSerializedSize();
        }
        for (int i = 0; i < request.getRolloutsCount(); i++) {
            size += of(request.getRollouts(i));
        }
        return size;
    }

    private static long of(Rollout rollout) {
        long size = FRAMING
                + rollout.getId().length()
                + rollout.getGroupId().length()
                + rollout.getTask().length()
                + rollout.getLanguage().length()
                + rollout.getRecipe().length()
                + rollout.getFinishReason().length()
                + (long) Integer.BYTES * rollout.getTokenIdsCount()
                + (long) Double.BYTES * rollout.getLogprobsCount()
                + rollout.getUnknownFields().getSerializedSize();
        if (rollout.hasPrompt()) {
            size += of(rollout.getPrompt());
        }
        if (rollout.hasCompletion()) {
            size += of(rollout.getCompletion());
        }
        if (rollout.hasReference()) {
            size += rollout.getReference().getSerializedSize();
        }
        if (rollout.getMetadataCount() > 0) {
            for (var member : rollout.getMetadataMap().entrySet()) {
                size += member.getKey().length() + member.getValue().length();
            }
        }
        return size;
    }

    private static long of(Text text) {
        return switch (text.getFormCase()) {
            case PLAIN ->
                text.getPlain().length() + (long) text.getUnknownFields().getSerializedSize();
            case CHAT, FORM_NOT_SET -> text.getSerializedSize();
        };
    }
}
