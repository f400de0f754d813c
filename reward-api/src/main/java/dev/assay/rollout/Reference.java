package dev.assay.rollout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a rollout is judged against. */
public sealed interface Reference {
    /** Nothing. */
    record None() implements Reference {}

    /**
     * Answers, any of which is right.
     *
     * @param answers at least one
     * @param profile the comparison profile; the function's default where it is absent
     */
    record Answers(List<String> answers, Optional<String> profile) implements Reference {
        public Answers {
            answers = List.copyOf(answers);
            if (answers.isEmpty()) {
                throw new IllegalArgumentException("at least one answer is needed");
            }
        }
    }

    /**
     * A multiple choice.
     *
     * @param choice the right option, as a letter; several letters where several are right
     * @param options the text of each option by its letter; may be empty
     */
    record Choice(String choice, Map<String, String> options) implements Reference {
        public Choice {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /**
     * A program and its tests.
     *
     * @param checkerJson a special checker as JSON text
     */
    record Code(
            String language,
            OptionalLong timeLimitMs,
            OptionalInt memoryLimitMb,
            CodeTests tests,
            Optional<String> checkerJson)
            implements Reference {}

    /** The tests of a program. */
    sealed interface CodeTests {
        /** No tests of their own: a checker decides alone. */
        record Absent() implements CodeTests {}

        /** Standard input and the expected standard output. */
        record Stdio(List<StdioCase> cases) implements CodeTests {
            public Stdio {
                cases = List.copyOf(cases);
            }
        }

        /** Calls of a function. */
        record Call(String function, List<CallCase> cases) implements CodeTests {
            public Call {
                cases = List.copyOf(cases);
            }
        }

        /** Python text that defines {@code check(candidate)}. */
        record Asserts(String source, Optional<String> entryPoint) implements CodeTests {}
    }

    /** One case of {@link CodeTests.Stdio}. */
    record StdioCase(String input, String output) {}

    /** One case of {@link CodeTests.Call}; JSON text keeps integers exact at any size. */
    record CallCase(List<String> argsJson, String expectedJson) {
        public CallCase {
            argsJson = List.copyOf(argsJson);
        }
    }

    /** A repository to repair. */
    record Repair(String repository, String testPatch, List<String> failToPass, List<String> passToPass)
            implements Reference {
        public Repair {
            failToPass = List.copyOf(failToPass);
            passToPass = List.copyOf(passToPass);
        }
    }

    /**
     * A puzzle that may have several right answers.
     *
     * @param kind such as {@code game24}
     * @param json the whole puzzle as JSON text, {@code kind} included
     */
    record Puzzle(String kind, String json) implements Reference {}
}
