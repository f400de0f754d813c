package dev.assay.code.call;

import dev.assay.code.run.Conversation;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.verdict.Cause;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python assertions and a submission, each in a box of its own. The assertions call stand-ins; each call comes here as
 * plain data, is read, written anew and passed on. Nothing of the submission runs beside the assertions, so nothing
 * that it patches, prints, ends or overrides can reach them: only the answers that it gives.
 *
 * @param candidate the prepared {@link Drivers#candidate} of Python
 * @param assertions the prepared {@link Drivers#assertions}
 * @param source the submission
 * @param limits of the submission; the assertions get the same memory and their own time
 */
public record AssertsRun(Prepared candidate, Prepared assertions, String source, Limits limits) {
    private static final Duration OWN_TIME = Duration.ofSeconds(20);
    private static final List<String> VERBS = List.of("has", "last", "call", "apply", "get", "set", "value");

    /**
     * Runs the assertions.
     *
     * @param entry the function that {@code check} is given
     * @param helpers texts that may define what the assertions use
     */
    public Finding run(String asserts, Optional<String> entry, List<String> helpers, Runs runs) {
        Limits own =
                limits.withCpu(OWN_TIME).withWall(limits.wall().multipliedBy(2).plus(OWN_TIME));
        Limits patient = limits.withWall(own.wall());
        try (Conversation program = runs.open(candidate, RunRequest.with(patient));
                Conversation test = runs.open(assertions, RunRequest.with(own))) {
            return new Talk(program, test, runs).hold(asserts, entry, helpers);
        }
    }

    /** One conversation of three: the assertions, the submission, and the judge between them. */
    private final class Talk {
        private final Conversation program;
        private final Conversation test;
        private final Runs runs;
        private final Lines replies;
        private final Lines requests;
        private boolean asked;
        private boolean garbled;

        Talk(Conversation program, Conversation test, Runs runs) {
            this.program = program;
            this.test = test;
            this.runs = runs;
            this.replies = new Lines(program.fromProgram());
            this.requests = new Lines(test.fromProgram());
        }

        Finding hold(String asserts, Optional<String> entry, List<String> helpers) {
            Optional<Finding> unready = load();
            if (unready.isPresent()) {
                return unready.get();
            }
            if (!send(test, Wire.head(asserts, entry, helpers))) {
                return testEnded();
            }
            while (true) {
                Message request;
                try {
                    Optional<byte[]> line = requests.next();
                    if (line.isEmpty()) {
                        return testEnded();
                    }
                    request = Wire.read(line.get());
                } catch (IOException e) {
                    return testEnded();
                }
                if (!request.has("do")) {
                    return verdict(request);
                }
                Optional<Finding> over = pass(request);
                if (over.isPresent()) {
                    return over.get();
                }
            }
        }

        private Optional<Finding> load() {
            Optional<Message> reply =
                    send(program, Wire.write(Message.of(Map.of("source", source)))) ? reply() : Optional.empty();
            return reply.isEmpty()
                    ? Optional.of(programEnded())
                    : reply.filter(said -> !said.has("ready")).flatMap(said -> Replies.unready(said, ended(program)));
        }

        /** What the submission answers; empty where it has ended or does not keep to plain data. */
        private Optional<Message> reply() {
            try {
                Optional<byte[]> line = replies.next();
                if (line.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(Wire.read(line.get()));
            } catch (Wire.Garbled e) {
                garbled = true;
                return Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        private Optional<Finding> pass(Message request) {
            if (!VERBS.contains(request.word("do"))) {
                return Optional.of(Finding.internal(Cause.REFERENCE, "the assertions speak out of turn"));
            }
            asked |= !request.word("do").equals("has");
            if (!send(program, Wire.write(request))) {
                return Optional.of(programEnded());
            }
            Optional<Message> reply = reply();
            if (reply.isEmpty()) {
                return Optional.of(programEnded());
            }
            Message said = reply.get();
            if (said.has("ended")) {
                return Replies.failed(said, ended(program));
            }
            if (said.has("raise")) {
                return forward(Message.of(Map.of("raise", said.word("raise"), "text", said.word("text"))));
            }
            if (said.value().isEmpty()) {
                return Optional.of(Finding.of(Verdict.WRONG_ANSWER, ended(program), "a forged answer"));
            }
            List<String> foreign = new ArrayList<>();
            Foreigners.find(said.value().get(), foreign);
            if (!foreign.isEmpty()) {
                return Optional.of(Finding.of(
                        Verdict.WRONG_ANSWER,
                        ended(program),
                        "returned a '" + foreign.getFirst() + "', which is no plain data"));
            }
            return forward(new Message(Map.of(), said.value(), List.of(), Map.of()));
        }

        private Optional<Finding> forward(Message message) {
            return send(test, Wire.write(message)) ? Optional.empty() : Optional.of(testEnded());
        }

        private Finding verdict(Message said) {
            if (said.has("broken")) {
                return Finding.internal(Cause.REFERENCE, said.word("broken"));
            }
            if (said.has("passed") && !asked) {
                return Finding.internal(Cause.REFERENCE, "the assertions never call the program");
            }
            Run run = ended(program);
            if (said.has("passed")) {
                return runs.unlessClean(run)
                        .filter(found -> found.verdict() != Verdict.RUNTIME_ERROR)
                        .orElseGet(() -> Finding.of(Verdict.ACCEPTED, run, ""));
            }
            if (said.has("unplain")) {
                return Finding.of(Verdict.WRONG_ANSWER, run, "returned " + said.word("unplain"));
            }
            String failed = said.word("failed");
            if (!asked && !failed.equals("NameError")) {
                return Finding.internal(Cause.REFERENCE, "the assertions fail by themselves: " + said.word("text"));
            }
            String where = said.line() > 0 ? " in line " + said.line() : "";
            Verdict verdict = failed.equals("NameError") ? Verdict.RUNTIME_ERROR : Verdict.WRONG_ANSWER;
            String what = failed.equals("AssertionError") ? "an assertion fails" : "the test stops with " + failed;
            return Finding.of(verdict, run, what + where).withExpected(said.word("text"));
        }

        private Finding programEnded() {
            Run run = ended(program);
            return runs.unlessClean(run)
                    .orElseGet(() -> garbled
                            ? Finding.of(Verdict.WRONG_ANSWER, run, "the answer is no plain data")
                            : Finding.of(Verdict.RUNTIME_ERROR, run, "the program ended before the test was done"));
        }

        /**
         * The assertions themselves broke a limit or crashed: over the answers of the submission, if there were any.
         */
        private Finding testEnded() {
            Finding finding = runs.unlessClean(ended(test))
                    .orElseGet(() -> Finding.internal(Cause.REFERENCE, "the assertions end without a verdict"));
            if (finding.cause() != Cause.PROGRAM || asked) {
                return finding;
            }
            return Finding.internal(Cause.REFERENCE, "the assertions fail by themselves: " + finding.detail());
        }

        private static Run ended(Conversation conversation) {
            return conversation.await();
        }

        private static boolean send(Conversation to, byte[] line) {
            try {
                to.toProgram().write(line);
                to.toProgram().flush();
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
