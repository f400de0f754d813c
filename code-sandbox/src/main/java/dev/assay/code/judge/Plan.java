package dev.assay.code.judge;

import dev.assay.code.call.Value;
import dev.assay.code.call.ValueEquality;
import dev.assay.code.compare.Comparer;
import dev.assay.code.run.Program;
import java.util.List;
import java.util.Optional;

/** How a submission is tested. */
public sealed interface Plan {
    /** How many tests there are. */
    int size();

    /**
     * Standard input and output.
     *
     * @param cases at least one
     */
    record Stdio(List<StdioCase> cases, Grading grading) implements Plan {
        public Stdio {
            cases = List.copyOf(cases);
        }

        @Override
        public int size() {
            return cases.size();
        }
    }

    /**
     * One test of {@link Stdio}.
     *
     * @param name for people, such as the name of its file
     * @param input the standard input
     * @param answer the expected output, or what a checker is given as the jury's answer
     */
    record StdioCase(String name, byte[] input, byte[] answer) {}

    /** Who decides about an output. */
    sealed interface Grading {
        /** A comparison with the expected output. */
        record Compared(Comparer comparer) implements Grading {}

        /** A checker program. */
        record Checked(Program checker) implements Grading {}

        /** A program that the submission speaks with. */
        record Interactive(Program interactor) implements Grading {}
    }

    /** Calls of a function; each case in a process of its own, so that no case sees the one before. */
    record Call(String function, List<CallCase> cases, ValueEquality equality) implements Plan {
        public Call {
            cases = List.copyOf(cases);
        }

        @Override
        public int size() {
            return cases.size();
        }
    }

    /** One test of {@link Call}. */
    record CallCase(List<Value> args, Value expected) {
        public CallCase {
            args = List.copyOf(args);
        }
    }

    /**
     * Assertions. Those of Python run apart from the submission; those of other languages as a {@link Script}.
     *
     * @param source text that defines {@code check(candidate)}, or that asserts by itself
     * @param entry the function that {@code check} is given; the last one of the program where it is absent
     * @param helpers texts that may define what the assertions use, such as the prompt; the first that is Python counts
     */
    record Asserts(String source, Optional<String> entry, List<String> helpers) implements Plan {
        public Asserts {
            helpers = List.copyOf(helpers);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /**
     * Test text that is appended to the program, judged by its exit code. The program could have decided that itself,
     * so the judgement is marked as not trusted.
     */
    record Script(String source) implements Plan {
        @Override
        public int size() {
            return 1;
        }
    }
}
