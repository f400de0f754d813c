package dev.assay.code.judge;

import dev.assay.code.pool.Sandboxes;
import dev.assay.code.run.Language;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.rollout.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;

/** A judge with a real sandbox, shared by the tests of this room, and short ways to ask it. */
public final class JudgeRoom {
    private static final Sandbox SANDBOX = best();
    public static final Judge JUDGE = new Judge(SANDBOX);

    private JudgeRoom() {}

    private static Sandbox best() {
        try {
            return Sandboxes.open();
        } catch (AssayException e) {
            // No box works on this machine; the judge is the same without one.
            return Sandboxes.open("none");
        }
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }

    public static void needs(String language) {
        Assumptions.assumeTrue(
                SANDBOX.language(language).filter(Language::available).isPresent(),
                () -> "the tools of " + language + " are not on this machine");
    }

    static Judgement stdio(String language, String code, String... inputsAndOutputs) {
        return checked(language, code, "{}", inputsAndOutputs);
    }

    static Judgement checked(String language, String code, String checker, String... inputsAndOutputs) {
        List<Reference.StdioCase> cases = new java.util.ArrayList<>();
        for (int i = 0; i < inputsAndOutputs.length; i += 2) {
            cases.add(new Reference.StdioCase(inputsAndOutputs[i], inputsAndOutputs[i + 1]));
        }
        return judge(code, reference(language, new Reference.CodeTests.Stdio(cases), checker));
    }

    /** Judges calls of {@code f}; args are a JSON list. */
    static Judgement call(String language, String code, String args, String expected) {
        return call(language, code, args, expected, "{}");
    }

    static Judgement call(String language, String code, String args, String expected, String checker) {
        String inner = args.strip().substring(1, args.strip().length() - 1);
        List<String> list = inner.isBlank() ? List.of() : List.of(inner.split("\\s*;\\s*"));
        return judge(
                code,
                reference(
                        language,
                        new Reference.CodeTests.Call("f", List.of(new Reference.CallCase(list, expected))),
                        checker));
    }

    static Judgement asserts(String code, String asserts) {
        return judge(code, reference("python", new Reference.CodeTests.Asserts(asserts, Optional.of("f")), "{}"));
    }

    static Reference.Code reference(String language, Reference.CodeTests tests, String checker) {
        return new Reference.Code(language, OptionalLong.of(2000), OptionalInt.of(256), tests, Optional.of(checker));
    }

    static Judgement judge(String code, Reference.Code reference) {
        Suite suite = SuiteReader.read(reference, List.of(), new Scoring.AllOrNothing());
        return JUDGE.judge(new Submission(reference.language(), code), suite, soon());
    }
}
