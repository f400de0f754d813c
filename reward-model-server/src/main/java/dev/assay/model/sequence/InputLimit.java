package dev.assay.model.sequence;

import dev.assay.model.sequence.Reading.Sequence;
import java.util.Optional;

/**
 * How long an input may be. Characters are counted before tokens are: a tokenizer takes a hundred bytes and more for
 * each token, and some hundred million of them are not to be made of a text that is far too long.
 *
 * @param tokens the most tokens
 */
record InputLimit(int tokens) {
    /** No tokenizer in use has many longer tokens than this. */
    private static final long CHARACTERS_PER_TOKEN = 128;

    Optional<Reading> check(ModelInput input) {
        long characters = switch (input) {
            case ModelInput.Text(String text) -> text.length();
            case ModelInput.Chat(var messages) ->
                messages.stream()
                        .mapToLong(message -> message.role().length()
                                + (long) message.content().length())
                        .sum();
            case ModelInput.Tokens _ -> 0;
            case ModelInput.Pair(String first, String second) -> (long) first.length() + second.length();
        };
        long limit = CHARACTERS_PER_TOKEN * tokens;
        return characters > limit ? Optional.of(Reading.farTooLong(characters, limit)) : Optional.empty();
    }

    Reading check(Sequence sequence) {
        int length = sequence.ids().length;
        if (length == 0) {
            return Reading.unreadable("the input has no tokens");
        }
        return length > tokens ? Reading.tooLong(length, tokens) : sequence;
    }
}
