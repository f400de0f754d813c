package dev.assay.decoder.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.decoder.model.Decoding;
import dev.assay.decoder.model.TokenBatch;
import dev.assay.decoder.torch.TorchModule.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Keys and values in two tensors of all layers; a row's token number i is in its slot i, whatever the others have. */
final class TorchDecoding implements Decoding {
    private static final int LEAST_ROOM = 64;

    private final TorchTransformer model;
    private final NDManager scope;
    private int[] lengths;
    private int room;
    private NDArray logits;
    private NDArray keys;
    private NDArray values;

    TorchDecoding(TorchTransformer model, TokenBatch prompts) {
        this.model = model;
        this.scope = model.manager().newSubManager();
        try (NDManager call = scope.newSubManager()) {
            List<int[]> last = prompts.lastTokens();
            this.lengths = last.stream().mapToInt(token -> token[1] + 1).toArray();
            this.room = prompts.width() + LEAST_ROOM;
            long[] rows = last.stream()
                    .mapToLong(token -> (long) token[0] * prompts.width() + token[1])
                    .toArray();
            TorchInputs inputs = model.inputs(call, prompts);
            List<NDArray> arguments = new ArrayList<>(List.of(
                    inputs.ids(),
                    inputs.cosines(),
                    inputs.sines(),
                    inputs.runs(),
                    inputs.rows(call, rows),
                    call.create((long) room)));
            arguments.addAll(model.weights());
            NDList results = model.module().call(Purpose.READ, "prefill", arguments);
            results.attach(scope);
            this.logits = results.get(0);
            this.keys = results.get(1);
            this.values = results.get(2);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public int rows() {
        return lengths.length;
    }

    @Override
    public float[][] logits() {
        return model.use(() -> Transfer.rows(logits, rows()));
    }

    @Override
    public int[] likeliest() {
        return model.use(() -> {
            try (NDManager call = scope.newSubManager()) {
                NDArray best = model.module().callForOne(Purpose.READ, "likeliest", call.create(0f), logits);
                return Arrays.stream(best.toLongArray())
                        .mapToInt(Math::toIntExact)
                        .toArray();
            }
        });
    }

    @Override
    public float[] logProbs(int[] tokens) {
        check(tokens);
        return model.use(() -> {
            try (NDManager call = scope.newSubManager()) {
                return Transfer.floats(model.module().callForOne(Purpose.READ, "picked", ids(call, tokens), logits));
            }
        });
    }

    @Override
    public void append(int[] tokens) {
        check(tokens);
        model.use(() -> {
            try (NDManager call = scope.newSubManager()) {
                int width = Arrays.stream(lengths).max().orElse(0) + 1;
                if (width > room) {
                    // Doubled, so that growing costs a constant share.
                    makeRoom(Math.max(width, 2 * room), call);
                }
                long[] slots = Arrays.stream(lengths).asLongStream().toArray();
                Shape column = new Shape(tokens.length, 1);
                NDList angles = TorchInputs.angles(model.module(), call.create(slots, column), model.frequencies());
                List<NDArray> arguments = new ArrayList<>(List.of(
                        ids(call, tokens).reshape(column),
                        angles.get(0),
                        angles.get(1),
                        call.create(slots),
                        call.create(
                                IntStream.range(0, tokens.length).asLongStream().toArray()),
                        call.create((long) width),
                        keys,
                        values));
                arguments.addAll(model.weights());
                replace(model.module().call(Purpose.READ, "grow", arguments).getFirst(), keys, values);
                for (int i = 0; i < lengths.length; i++) {
                    lengths[i]++;
                }
                return rows();
            }
        });
    }

    @Override
    public void keep(int[] rows) {
        for (int row : rows) {
            if (row < 0 || row >= lengths.length) {
                throw new IllegalArgumentException("no row " + row + " among " + lengths.length);
            }
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows to keep: close it instead");
        }
        model.use(() -> {
            try (NDManager call = scope.newSubManager()) {
                NDArray which = call.create(Arrays.stream(rows).asLongStream().toArray());
                NDList kept = model.module().call(Purpose.READ, "keep", List.of(which, logits, keys, values));
                replace(kept.get(0), kept.get(1), kept.get(2));
                lengths = Arrays.stream(rows).map(row -> lengths[row]).toArray();
                return rows();
            }
        });
    }

    @Override
    public void join(Decoding other) {
        if (!(other instanceof TorchDecoding more) || more.model != model || more == this) {
            throw new IllegalArgumentException("only sequences of the same model can be joined");
        }
        model.use(() -> {
            try (NDManager call = scope.newSubManager();
                    more) {
                int most = Math.max(room, more.room);
                makeRoom(most, call);
                more.makeRoom(most, call);
                replace(
                        joined(call, logits, more.logits, 0),
                        joined(call, keys, more.keys, 1),
                        joined(call, values, more.values, 1));
                lengths = IntStream.concat(Arrays.stream(lengths), Arrays.stream(more.lengths))
                        .toArray();
                return rows();
            }
        });
    }

    @Override
    public void close() {
        scope.close();
    }

    private NDArray joined(NDManager call, NDArray a, NDArray b, int dimension) {
        return model.module().callForOne(Purpose.READ, "join", call.create((long) dimension), a, b);
    }

    private void makeRoom(int slots, NDManager call) {
        if (slots > room) {
            int more = slots - room;
            NDArray wider = widened(call, keys, more);
            replace(logits, wider, values);
            replace(logits, keys, widened(call, values, more));
            room = slots;
        }
    }

    private NDArray widened(NDManager call, NDArray cache, int more) {
        return model.module().callForOne(Purpose.READ, "widen", call.create((long) more), cache);
    }

    private void replace(NDArray newLogits, NDArray newKeys, NDArray newValues) {
        logits = replaced(logits, newLogits);
        keys = replaced(keys, newKeys);
        values = replaced(values, newValues);
    }

    private NDArray replaced(NDArray before, NDArray after) {
        if (before == after) {
            return before;
        }
        before.close();
        after.attach(scope);
        return after;
    }

    private void check(int[] tokens) {
        if (tokens.length != lengths.length) {
            throw new IllegalArgumentException(tokens.length + " tokens for " + lengths.length + " rows");
        }
        for (int token : tokens) {
            model.check(token);
        }
    }

    private static NDArray ids(NDManager call, int[] tokens) {
        return call.create(Arrays.stream(tokens).asLongStream().toArray());
    }
}
