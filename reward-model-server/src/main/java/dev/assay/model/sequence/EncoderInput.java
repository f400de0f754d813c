package dev.assay.model.sequence;

import dev.assay.decoder.text.ChatFormat;
import dev.assay.decoder.text.Tokenizer;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.rollout.Text.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads inputs for an exported graph, with the special tokens that its tokenizer adds. */
final class EncoderInput implements AutoCloseable {
    private final Tokenizer tokenizer;
    private final Optional<ChatFormat> chat;
    private final EncoderFrame one;
    private final EncoderFrame two;
    private final OptionalInt vocabulary;
    private final InputLimit limit;

    private EncoderInput(
            Tokenizer tokenizer,
            Optional<ChatFormat> chat,
            EncoderFrame one,
            EncoderFrame two,
            OptionalInt vocabulary,
            InputLimit limit) {
        this.tokenizer = tokenizer;
        this.chat = chat;
        this.one = one;
        this.two = two;
        this.vocabulary = vocabulary;
        this.limit = limit;
    }

    static EncoderInput open(Path directory, ModelDirectory files, int maxTokens) {
        Tokenizer tokenizer = Tokenizer.open(directory);
        try {
            return new EncoderInput(
                    tokenizer,
                    ChatFormat.open(directory, tokenizer),
                    EncoderFrame.of(directory, 1),
                    EncoderFrame.of(directory, 2),
                    files.vocabulary(),
                    new InputLimit(maxTokens));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** As {@link SequenceModel#read}. */
    Reading read(ModelInput input) {
        Optional<Reading> tooLong = limit.check(input);
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        return switch (input) {
            case ModelInput.Text(String text) -> framed(tokenizer.encode(text));
            case ModelInput.Chat(List<Message> messages) -> rendered(messages);
            case ModelInput.Tokens(int[] ids) -> checked(ids);
            case ModelInput.Pair(String first, String second) -> pair(first, second);
        };
    }

    private Reading framed(int[] ids) {
        return ids.length == 0 ? limit.check(new Sequence(ids)) : limit.check(one.around(ids));
    }

    /** What somebody wrote must not end the first text: its special tokens are spelled out. */
    private Reading pair(String first, String second) {
        int[] question = tokenizer.encodePlain(first);
        int[] answer = tokenizer.encodePlain(second);
        return question.length + answer.length == 0
                ? limit.check(new Sequence(question))
                : limit.check(two.around(question, answer));
    }

    private Reading rendered(List<Message> messages) {
        if (chat.isPresent()) {
            return ChatReading.of(chat.get(), messages, OptionalInt.empty(), limit);
        }
        boolean answered = messages.size() == 2
                && messages.get(0).role().equals("user")
                && messages.get(1).role().equals("assistant");
        return answered
                ? pair(messages.get(0).content(), messages.get(1).content())
                : Reading.unreadable(
                        "the model has no chat template; it reads one question of the user and its answer");
    }

    private Reading checked(int[] ids) {
        for (int id : ids) {
            if (id < 0 || (vocabulary.isPresent() && id >= vocabulary.getAsInt())) {
                return Reading.outsideOf(id, vocabulary.orElse(Integer.MAX_VALUE));
            }
        }
        return limit.check(new Sequence(ids.clone()));
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
