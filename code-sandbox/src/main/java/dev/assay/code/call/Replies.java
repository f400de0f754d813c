package dev.assay.code.call;

import dev.assay.code.run.Run;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Verdict;
import java.util.Optional;

/** What the replies of a candidate's driver mean. */
final class Replies {
    private Replies() {}

    /** Why a submission could not be loaded. */
    static Optional<Finding> unready(Message reply, Run run) {
        if (reply.has("ready")) {
            return Optional.empty();
        }
        if (reply.has("syntax")) {
            return Optional.of(Finding.of(Verdict.COMPILE_ERROR, run, reply.word("syntax")));
        }
        return failed(reply, run).or(() -> Optional.of(Finding.of(Verdict.WRONG_ANSWER, run, "a forged answer")));
    }

    /** Why a reply is no value. */
    static Optional<Finding> failed(Message reply, Run run) {
        if (reply.has("ended")) {
            return Optional.of(Finding.of(
                    Verdict.RUNTIME_ERROR, run, "the program ended itself before it answered: " + reply.word("ended")));
        }
        if (reply.has("raise")) {
            String where = reply.line() > 0 ? " in line " + reply.line() : "";
            Verdict verdict = reply.word("raise").equals("MemoryError") ? Verdict.MEMORY_LIMIT : Verdict.RUNTIME_ERROR;
            return Optional.of(Finding.of(verdict, run, reply.word("raise") + ": " + reply.word("text") + where));
        }
        return Optional.empty();
    }
}
