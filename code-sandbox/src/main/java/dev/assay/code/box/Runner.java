package dev.assay.code.box;

import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Run;
import java.util.List;
import java.util.Optional;

/** Runs jobs in boxes of one kind. Safe for use by many threads. */
public interface Runner extends AutoCloseable {
    /** What its boxes guarantee. */
    BoxReport report();

    /** The first of these paths of the machine that exists but cannot be shown in a box of this kind. */
    Optional<String> unreachable(List<String> read);

    /** Runs a job and waits for its end. */
    Run run(Job job);

    /** Starts a job and speaks with it meanwhile. */
    Conversation open(Job job);

    @Override
    void close();
}
