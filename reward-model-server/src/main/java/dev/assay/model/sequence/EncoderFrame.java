package dev.assay.model.sequence;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.assay.model.sequence.Reading.Sequence;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a tokenizer puts around one text or two, such as {@code [CLS] … [SEP] … [SEP]}, found out by asking it once. The
 * texts can then be read apart from it, so that neither ends the other.
 */
final class EncoderFrame {
    private static final String PROBE = "a";

    /** The pieces: every other one is added, those between are the texts, of which only the type counts. */
    private final List<Piece> pieces;

    private record Piece(boolean added, int[] ids, int type) {}

    private EncoderFrame(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * Reads {@code tokenizer.json} and asks it.
     *
     * @param texts 1 or 2
     * @throws AssayException CONFIGURATION where it cannot be used
     */
    static EncoderFrame of(Path directory, int texts) {
        Path file = directory.resolve("tokenizer.json");
        try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                file, Map.of("addSpecialTokens", "true", "truncation", "false", "padding", "false"))) {
            Encoding encoding =
                    texts == 1 ? tokenizer.encode(PROBE, true, false) : tokenizer.encode(PROBE, PROBE, true, false);
            return of(encoding, texts, file);
        } catch (IOException | RuntimeException e) {
            if (e instanceof AssayException known) {
                throw known;
            }
            throw new AssayException(ErrorCode.CONFIGURATION, file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static EncoderFrame of(Encoding encoding, int texts, Path file) {
        long[] owner = owners(encoding);
        long[] ids = encoding.getIds();
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int t = 1; t <= ids.length; t++) {
            if (t == ids.length || owner[t] != owner[from] || encoding.getTypeIds()[t] != encoding.getTypeIds()[from]) {
                pieces.add(new Piece(
                        owner[from] < 0,
                        Arrays.stream(ids, from, t).mapToInt(Math::toIntExact).toArray(),
                        Math.toIntExact(encoding.getTypeIds()[from])));
                from = t;
            }
        }
        if (pieces.stream().filter(piece -> !piece.added()).count() != texts) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, file + ": it cannot be told where the tokenizer puts " + texts + " texts");
        }
        return new EncoderFrame(List.copyOf(pieces));
    }

    /** The number of the text to which each token belongs; −1 for what the tokenizer added. */
    private static long[] owners(Encoding encoding) {
        long[] sequences = encoding.getSequenceIds();
        long[] added = encoding.getSpecialTokenMask();
        return IntStream.range(0, added.length)
                .mapToLong(t -> added[t] == 1 ? -1 : sequences[t])
                .toArray();
    }

    /** The tokens of the texts, in their order, with what belongs around them. */
    Sequence around(int[]... texts) {
        IntStream.Builder ids = IntStream.builder();
        IntStream.Builder types = IntStream.builder();
        int next = 0;
        for (Piece piece : pieces) {
            for (int id : piece.added() ? piece.ids() : texts[next++]) {
                ids.add(id);
                types.add(piece.type());
            }
        }
        return new Sequence(ids.build().toArray(), types.build().toArray());
    }
}
