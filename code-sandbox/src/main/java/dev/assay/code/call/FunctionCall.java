package dev.assay.code.call;

import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a submission's function, in a process of its own. The process is given the source and the arguments; the
 * expected value stays here.
 *
 * @param driver the prepared {@link Drivers#candidate}
 * @param source the submission
 */
public record FunctionCall(Prepared driver, String source, String function, Limits limits) {
    private static final int SHOWN = 120;

    /** Calls the function and compares what it returns. */
    public Finding call(List<Value> args, Value expected, ValueEquality equality, Runs runs) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(Wire.write(Message.of(Map.of("source", source, "leetcode", "true"))));
        input.writeBytes(Wire.write(new Message(
                Map.of("do", "call", "name", function, "leetcode", "true"), Optional.empty(), args, Map.of())));
        Run run = runs.run(driver, RunRequest.of(input.toByteArray(), limits));
        try {
            List<byte[]> lines = lines(run.stdout());
            Optional<Finding> unready =
                    lines.isEmpty() ? Optional.empty() : Replies.unready(Wire.read(lines.get(0)), run);
            Optional<Finding> broken = unready.or(() -> runs.unlessClean(run));
            if (broken.isPresent()) {
                return broken.get();
            }
            if (lines.size() < 2) {
                return Finding.of(Verdict.RUNTIME_ERROR, run, "the program ended before the function returned");
            }
            if (lines.size() > 2) {
                return Finding.of(Verdict.WRONG_ANSWER, run, "more than one answer");
            }
            return compare(Wire.read(lines.get(1)), expected, equality, run);
        } catch (Wire.Garbled e) {
            return runs.unlessClean(run)
                    .orElseGet(() -> Finding.of(Verdict.WRONG_ANSWER, run, "the answer is no plain data"));
        }
    }

    private static Finding compare(Message reply, Value expected, ValueEquality equality, Run run) {
        Optional<Finding> failed = Replies.failed(reply, run);
        if (failed.isPresent()) {
            return failed.get();
        }
        Value actual = reply.value().orElse(new Value.Foreign("nothing"));
        if (equality.same(expected, actual)) {
            return Finding.of(Verdict.ACCEPTED, run, "");
        }
        return Finding.of(Verdict.WRONG_ANSWER, run, "returned " + shown(actual))
                .withExpected(shown(expected));
    }

    private static String shown(Value value) {
        if (value instanceof Value.Foreign(String type)) {
            return "a '" + type + "', which is no plain data";
        }
        if (value instanceof Value.Int(BigInteger number) && number.bitLength() < 2000) {
            String digits = number.toString();
            return digits.length() > SHOWN ? digits.substring(0, SHOWN) + "…" : digits;
        }
        byte[] line = Wire.write(new Message(Map.of(), Optional.of(value), List.of(), Map.of()));
        int from = "{\"value\":".length();
        int to = Math.min(line.length - 2, from + SHOWN);
        return new String(line, from, to - from, StandardCharsets.UTF_8) + (to < line.length - 2 ? "…" : "");
    }

    private static List<byte[]> lines(byte[] output) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < output.length && lines.size() < 4; at++) {
            if (output[at] == '\n') {
                lines.add(Arrays.copyOfRange(output, from, at));
                from = at + 1;
            }
        }
        if (from < output.length && lines.size() < 4) {
            lines.add(Arrays.copyOfRange(output, from, output.length));
        }
        return lines;
    }
}
