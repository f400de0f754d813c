package dev.assay.rollout;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One completion that a policy sampled for one prompt, with what is needed to judge it.
 *
 * @param id unique among the rollouts that are under way
 * @param groupId the group, which is the id itself where none was given
 * @param groupSize how many rollouts the group has, at least 1
 * @param task {@code math}, {@code choice}, {@code logic}, {@code code}, {@code repair}, {@code general} or a name that
 *     a recipe maps
 * @param language the target language as an ISO 639-1 code
 * @param recipe the recipe to use instead of the caller's
 * @param deadlineMs how long to wait for the group's components, in milliseconds
 * @param prefilledThink whether the chat template already opened {@code <think>}
 * @param finishReason why sampling ended; {@code length} means truncated
 * @param policyVersion the version of the policy that sampled
 */
public record Rollout(
        String id,
        String groupId,
        OptionalInt groupSize,
        String task,
        Optional<Text> prompt,
        Text completion,
        Reference reference,
        Optional<String> language,
        Optional<String> recipe,
        OptionalLong deadlineMs,
        boolean prefilledThink,
        Optional<String> finishReason,
        Tokens tokens,
        OptionalLong policyVersion,
        Metadata metadata) {

    /** A rollout with what is required and nothing else. */
    public static Rollout of(String id, String task, String completion) {
        return builder(id, task, completion).build();
    }

    /** Starts a rollout with what is required. */
    public static Builder builder(String id, String task, String completion) {
        return new Builder(id, task, new Text.Plain(completion));
    }

    /** Starts a rollout with what is required. */
    public static Builder builder(String id, String task, Text completion) {
        return new Builder(id, task, completion);
    }

    /** The text that is judged. */
    public String judged() {
        return completion.judged();
    }

    /** Whether sampling ended at the length limit. */
    public boolean truncated() {
        return finishReason.isPresent() && finishReason.get().equals("length");
    }

    /** Collects the optional parts of a rollout. */
    public static final class Builder {
        private final String id;
        private final String task;
        private final Text completion;
        private String groupId;
        private OptionalInt groupSize = OptionalInt.empty();
        private Optional<Text> prompt = Optional.empty();
        private Reference reference = new Reference.None();
        private Optional<String> language = Optional.empty();
        private Optional<String> recipe = Optional.empty();
        private OptionalLong deadlineMs = OptionalLong.empty();
        private boolean prefilledThink;
        private Optional<String> finishReason = Optional.empty();
        private Tokens tokens = Tokens.NONE;
        private OptionalLong policyVersion = OptionalLong.empty();
        private Metadata metadata = Metadata.NONE;

        private Builder(String id, String task, Text completion) {
            this.id = Objects.requireNonNull(id);
            this.task = Objects.requireNonNull(task);
            this.completion = Objects.requireNonNull(completion);
            this.groupId = id;
        }

        public Builder group(String groupId) {
            this.groupId = groupId;
            return this;
        }

        public Builder group(String groupId, int groupSize) {
            this.groupId = groupId;
            this.groupSize = OptionalInt.of(groupSize);
            return this;
        }

        public Builder groupSize(int groupSize) {
            this.groupSize = OptionalInt.of(groupSize);
            return this;
        }

        public Builder prompt(String prompt) {
            return prompt(new Text.Plain(prompt));
        }

        public Builder prompt(Text prompt) {
            this.prompt = Optional.of(prompt);
            return this;
        }

        public Builder reference(Reference reference) {
            this.reference = reference;
            return this;
        }

        /** The reference {@code {"answer": …}}. */
        public Builder answer(String answer) {
            return reference(new Reference.Answers(java.util.List.of(answer), Optional.empty()));
        }

        public Builder language(String language) {
            this.language = Optional.of(language);
            return this;
        }

        public Builder recipe(String recipe) {
            this.recipe = Optional.of(recipe);
            return this;
        }

        public Builder deadlineMs(long deadlineMs) {
            this.deadlineMs = OptionalLong.of(deadlineMs);
            return this;
        }

        public Builder prefilledThink(boolean prefilledThink) {
            this.prefilledThink = prefilledThink;
            return this;
        }

        public Builder finishReason(String finishReason) {
            this.finishReason = Optional.of(finishReason);
            return this;
        }

        public Builder tokens(Tokens tokens) {
            this.tokens = tokens;
            return this;
        }

        public Builder policyVersion(long policyVersion) {
            this.policyVersion = OptionalLong.of(policyVersion);
            return this;
        }

        public Builder metadata(Metadata metadata) {
            this.metadata = metadata;
            return this;
        }

        public Rollout build() {
            return new Rollout(
                    id,
                    groupId,
                    groupSize,
                    task,
                    prompt,
                    completion,
                    reference,
                    language,
                    recipe,
                    deadlineMs,
                    prefilledThink,
                    finishReason,
                    tokens,
                    policyVersion,
                    metadata);
        }
    }
}
