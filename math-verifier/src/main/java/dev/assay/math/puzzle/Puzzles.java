package dev.assay.math.puzzle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** The kinds of puzzles. */
public final class Puzzles {
    /** The most characters of an answer. */
    public static final int MAX_LENGTH = 20_000;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** Reads the puzzles of one kind. */
    private interface Kind {
        Puzzle read(Members members) throws PuzzleFailure;
    }

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("game24", members -> NumberGame.read(members, true));
        KINDS.put("countdown", members -> NumberGame.read(members, false));
        KINDS.put("zebra", Assignment::read);
        KINDS.put("knights", Knights::read);
        KINDS.put("cipher", Cipher::read);
        KINDS.put("prediction", Prediction::read);
        KINDS.put("sudoku", Sudoku::read);
    }

    private Puzzles() {}

    /** The known kinds, for messages. */
    public static String known() {
        return String.join(", ", KINDS.keySet());
    }

    /**
     * Reads a puzzle.
     *
     * @param json the members of the puzzle, {@code kind} included
     * @throws PuzzleFailure where the kind is unknown, or a member is missing or wrong
     */
    public static Puzzle read(String kind, String json) throws PuzzleFailure {
        Kind reader = KINDS.get(kind);
        if (reader == null) {
            throw new PuzzleFailure("unknown puzzle kind '" + kind + "'; known: " + known());
        }
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw new PuzzleFailure("a puzzle must be a JSON object");
            }
            return reader.read(new Members(kind, root));
        } catch (JsonProcessingException e) {
            throw new PuzzleFailure("the puzzle is not JSON: " + e.getOriginalMessage());
        }
    }
}
