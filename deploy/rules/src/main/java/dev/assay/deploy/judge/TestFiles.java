package dev.assay.deploy.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.code.judge.Plan;
import dev.assay.codec.RolloutReader;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tests as files: a folder of {@code NAME.in} with {@code NAME.out} or {@code NAME.ans}, or a file of JSON. */
final class TestFiles {
    private static final String INPUT = ".in";

    private TestFiles() {}

    /**
     * Reads a folder, names in natural order, so that 2 comes before 10.
     *
     * @param answersNeeded whether an input without an answer is an error, which it is not where a checker decides
     */
    static List<Plan.StdioCase> folder(Path folder, boolean answersNeeded) throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(folder)) {
            inputs = files.filter(file -> file.getFileName().toString().endsWith(INPUT) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(
                            file -> sortKey(file.getFileName().toString())))
                    .toList();
        }
        if (inputs.isEmpty()) {
            throw unusable("--tests " + folder + ": there is no NAME.in in it");
        }
        List<Plan.StdioCase> cases = new ArrayList<>();
        for (Path input : inputs) {
            String file = input.getFileName().toString();
            String name = file.substring(0, file.length() - INPUT.length());
            Optional<Path> answer = Stream.of(".out", ".ans")
                    .map(end -> folder.resolve(name + end))
                    .filter(Files::isRegularFile)
                    .findFirst();
            if (answer.isEmpty() && answersNeeded) {
                throw unusable(
                        "--tests " + folder + ": " + file + " has neither " + name + ".out nor " + name + ".ans");
            }
            byte[] expected = answer.isPresent() ? Files.readAllBytes(answer.get()) : new byte[0];
            cases.add(new Plan.StdioCase(name, Files.readAllBytes(input), expected));
        }
        return cases;
    }

    /** Digits as numbers: each run of digits is preceded by its length. */
    private static String sortKey(String name) {
        StringBuilder key = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            int end = at;
            while (end < name.length() && Character.isDigit(name.charAt(end))) {
                end++;
            }
            if (end > at) {
                String digits = name.substring(at, end).replaceFirst("^0+(?=.)", "");
                key.append((char) ('0' + Math.min(digits.length(), 1000))).append(digits);
                at = end;
            } else {
                key.append(name.charAt(at++));
            }
        }
        return key.toString();
    }

    /**
     * Reads a file with the JSON of {@code reference.code}, bare or inside {@code {"code": …}}.
     *
     * @param language of the submission, for a file that names none
     */
    static Reference.Code file(Path file, String language) throws IOException {
        String json = Files.readString(file, StandardCharsets.UTF_8).strip();
        // A later member of the same name wins, so the file's own language does.
        String reference = firstMember(file, json).equals("code")
                ? json
                : "{\"code\":{\"language\":\"" + quoted(language) + "\"," + json.substring(1) + "}";
        String rollout = "{\"id\":\"judge\",\"task\":\"code\",\"completion\":\"\",\"reference\":" + reference + "}";
        try {
            if (RolloutReader.read(rollout.getBytes(StandardCharsets.UTF_8)).reference()
                    instanceof Reference.Code code) {
                return code;
            }
        } catch (AssayException e) {
            throw unusable("--tests " + file + ": " + e.getMessage());
        }
        throw unusable("--tests " + file + ": not the JSON of a code reference");
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String firstMember(Path file, String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                return parser.currentName();
            }
            throw unusable("--tests " + file + ": not a JSON object");
        } catch (IOException e) {
            throw unusable("--tests " + file + ": not JSON: " + e.getMessage());
        }
    }

    private static AssayException unusable(String message) {
        return new AssayException(ErrorCode.INVALID_FIELD, message);
    }
}
