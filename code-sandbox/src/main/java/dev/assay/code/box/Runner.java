package dev.assay.code.box;

import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Run;

/** Runs jobs in boxes of one kind. Safe for use by many threads. */
public interface Runner extends AutoCloseable {
    /** What its boxes guarantee. */
    BoxReport report();

    /** Runs a job and waits for its end. */
    Run run(Job job);

    /** Starts a job and speaks with it meanwhile. */
    Conversation open(Job job);

    @Override
    void close();
}
