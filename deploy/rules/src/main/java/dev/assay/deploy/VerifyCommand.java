package dev.assay.deploy;

import dev.assay.math.MathVerifier;
import dev.assay.math.Verification;
import dev.assay.math.cas.SymjaCas;
import dev.assay.rollout.Reference;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Compares one pair of answers and shows how; exit 1 where the answer does not count.")
final class VerifyCommand implements Callable<Integer> {
    @Option(names = "--reference", required = true, paramLabel = "R", description = "The right answer.")
    String reference;

    @Option(
            names = "--answer",
            required = true,
            paramLabel = "A",
            description = "What is judged: an answer, or a whole completion.")
    String answer;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "The comparison profile (default: ${DEFAULT-VALUE}).")
    String profile;

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Verification verification = new MathVerifier(SymjaCas.shared())
                .verify(new Reference.Answers(List.of(reference), Optional.of(profile)), answer);
        verification.trace().forEach(step -> out.println("  " + step));
        String verdict = verification.accepted() ? "accepted" : verification.scorable() ? "not accepted" : "no verdict";
        out.println(verdict + ": " + verification.reason().name() + " ("
                + verification.reason().meaning() + ")");
        if (!verification.evidence().isEmpty()) {
            out.println("evidence: " + verification.evidence());
        }
        if (verification.accepted()) {
            return ExitCode.DONE;
        }
        return verification.scorable() ? ExitCode.NEGATIVE : ExitCode.USAGE;
    }
}
