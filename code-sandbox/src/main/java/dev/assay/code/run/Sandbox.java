package dev.assay.code.run;

import java.util.List;
import java.util.Optional;

/**
 * A place where programs run that nobody trusts. Safe for use by many threads; each call blocks its own, so virtual
 * threads serve. Nothing that a program does raises an exception: it is an {@link Ending}. What goes wrong on our side
 * is {@link Ending.Trouble} or {@link Preparation.Trouble}, never a word about the program.
 */
public interface Sandbox extends AutoCloseable {
    /** What this sandbox is, and what it guarantees. */
    BoxReport report();

    /** The languages that can be run here, in the order of their names. */
    List<Language> languages();

    /** The language of this name or alias, in any case, whether or not its tools are here. */
    Optional<Language> language(String name);

    /**
     * Makes a program ready to run: compiles it, in isolation, where its language wants that. Kept by the hash of
     * sources, definition and toolchain, so that asking again costs nothing. An unknown or missing language is
     * {@link Preparation.Trouble}, because it says nothing about the program.
     */
    Preparation prepare(Program program);

    /** Runs a program once, in isolation from every other run, and waits for its end. */
    Run run(Prepared program, RunRequest request);

    /** Runs a program once and speaks with it meanwhile. The standard input of the request is sent first. */
    Conversation open(Prepared program, RunRequest request);

    /** Ends every run and every process of this sandbox. */
    @Override
    void close();
}
