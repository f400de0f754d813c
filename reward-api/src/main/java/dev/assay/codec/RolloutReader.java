package dev.assay.codec;

import com.fasterxml.jackson.core.JsonToken;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Metadata;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import dev.assay.rollout.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads rollouts from their JSON form. Names may be camelCase or snake_case; fields that are not known are left out and
 * told to whoever asked for that.
 */
public final class RolloutReader {
    private RolloutReader() {}

    /**
     * Reads one rollout.
     *
     * @param json UTF-8
     * @throws AssayException {@link ErrorCode#UNREADABLE} or {@link ErrorCode#INVALID_FIELD}, naming the field
     */
    public static Rollout read(byte[] json) {
        return read(json, _ -> {});
    }

    /**
     * Reads one rollout.
     *
     * @param unknown is told the name of every field that is not known
     */
    public static Rollout read(byte[] json, Consumer<String> unknown) {
        return JsonForm.document(json, form -> new Fill(form, unknown).rollout(""));
    }

    /** A rollout, or why it cannot be taken. */
    public record Item(Optional<Rollout> rollout, Optional<AssayException> error) {}

    /**
     * Reads one rollout, or a list of them. In a list, each element is taken or refused on its own.
     *
     * @throws AssayException {@link ErrorCode#UNREADABLE} where the whole is not JSON
     */
    public static List<Item> readAll(byte[] json) {
        return JsonForm.document(json, form -> {
            if (form.parser.currentToken() != JsonToken.START_ARRAY) {
                return List.of(item(form.raw()));
            }
            List<Item> items = new ArrayList<>();
            form.array("", _ -> items.add(item(form.raw())));
            return items;
        });
    }

    private static Item item(String json) {
        try {
            return new Item(
                    Optional.of(read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))), Optional.empty());
        } catch (AssayException e) {
            return new Item(Optional.empty(), Optional.of(e));
        }
    }

    /** The fields as they come, before they are known to be complete. */
    private static final class Fill {
        private final JsonForm form;
        private final Consumer<String> unknown;
        private final Set<String> refused = new TreeSet<>();
        private @Nullable String id;
        private @Nullable String groupId;
        private @Nullable String task;
        private @Nullable Text prompt;
        private @Nullable Text completion;
        private int[] tokenIds = new int[0];
        private double[] logprobs = new double[0];
        private final List<Consumer<Rollout.Builder>> optional = new ArrayList<>();

        Fill(JsonForm form, Consumer<String> unknown) {
            this.form = form;
            this.unknown = unknown;
        }

        Rollout rollout(String path) throws IOException {
            form.object(path, this::member);
            if (id == null) {
                throw Fields.missing("id");
            }
            if (task == null) {
                throw Fields.missing("task");
            }
            if (completion == null) {
                throw Fields.missing("completion");
            }
            if (logprobs.length > 0 && logprobs.length != tokenIds.length) {
                throw Fields.invalid(
                        "logprobs", "has " + logprobs.length + " numbers for " + tokenIds.length + " tokenIds");
            }
            refused.forEach(unknown);
            Rollout.Builder builder = Rollout.builder(id, task, completion);
            if (groupId != null) {
                builder.group(groupId);
            }
            if (prompt != null) {
                builder.prompt(prompt);
            }
            if (tokenIds.length > 0) {
                builder.tokens(new Tokens(tokenIds, logprobs));
            }
            optional.forEach(part -> part.accept(builder));
            return builder.build();
        }

        private void member(String name, String path) throws IOException {
            switch (name) {
                case "id" -> id = Fields.id(path, form.textOrNumber(path));
                case "groupId" -> groupId = Fields.id(path, form.textOrNumber(path));
                case "groupSize" -> {
                    int size = Fields.groupSize(form.whole(path));
                    optional.add(builder -> builder.groupSize(size));
                }
                case "task" -> task = Fields.name(path, form.text(path));
                case "prompt" -> prompt = text(path);
                case "completion" -> completion = text(path);
                case "reference" -> {
                    var reference = ReferenceForm.read(form, path, refused::add);
                    optional.add(builder -> builder.reference(reference));
                }
                case "language" -> {
                    String language = Fields.name(path, form.text(path));
                    optional.add(builder -> builder.language(language));
                }
                case "recipe" -> {
                    String recipe = Fields.name(path, form.text(path));
                    optional.add(builder -> builder.recipe(recipe));
                }
                case "deadlineMs" -> {
                    long deadline = Fields.positive(path, form.whole(path));
                    optional.add(builder -> builder.deadlineMs(deadline));
                }
                case "prefilledThink" -> {
                    boolean prefilled = form.flag(path);
                    optional.add(builder -> builder.prefilledThink(prefilled));
                }
                case "finishReason" -> {
                    String reason = Fields.name(path, form.text(path));
                    optional.add(builder -> builder.finishReason(reason));
                }
                case "tokenIds" -> tokenIds = ids(path);
                case "logprobs" -> logprobs = numbers(path);
                case "policyVersion" -> {
                    long version = form.whole(path);
                    optional.add(builder -> builder.policyVersion(version));
                }
                case "metadata" -> {
                    Metadata metadata = metadata(path);
                    optional.add(builder -> builder.metadata(metadata));
                }
                default -> {
                    form.parser.skipChildren();
                    refused.add(path);
                }
            }
        }

        private Text text(String path) throws IOException {
            if (form.parser.currentToken() == JsonToken.VALUE_STRING) {
                return new Text.Plain(form.text(path));
            }
            if (form.parser.currentToken() != JsonToken.START_ARRAY) {
                throw form.wrong(path, "text or a list of messages");
            }
            List<Text.Message> messages = new ArrayList<>();
            form.array(path, at -> messages.add(message(at)));
            return new Text.Chat(messages);
        }

        private Text.Message message(String path) throws IOException {
            String[] parts = new String[2];
            form.object(path, (name, at) -> {
                switch (name) {
                    case "role" -> parts[0] = Fields.name(at, form.text(at));
                    case "content" -> parts[1] = form.text(at);
                    default -> form.parser.skipChildren();
                }
            });
            if (parts[0] == null) {
                throw Fields.missing(path + ".role");
            }
            // Messages that only call tools carry no content, or null.
            return new Text.Message(parts[0], parts[1] == null ? "" : parts[1]);
        }

        private int[] ids(String path) throws IOException {
            var ids = java.util.stream.IntStream.builder();
            form.array(path, at -> {
                long id = form.whole(at);
                if (id < 0 || id > Integer.MAX_VALUE) {
                    throw Fields.invalid(at, "is no token id");
                }
                ids.add((int) id);
            });
            return ids.build().toArray();
        }

        private double[] numbers(String path) throws IOException {
            var numbers = java.util.stream.DoubleStream.builder();
            form.array(path, at -> numbers.add(form.number(at)));
            return numbers.build().toArray();
        }

        private Metadata metadata(String path) throws IOException {
            if (form.parser.currentToken() != JsonToken.START_OBJECT) {
                throw form.wrong(path, "an object");
            }
            Map<String, String> members = new LinkedHashMap<>();
            while (form.parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = Fields.wellFormed(form.parser.currentName());
                form.parser.nextToken();
                members.put(name, form.raw());
            }
            return new Metadata(members);
        }
    }
}
