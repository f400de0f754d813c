package dev.assay.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.math.MathVerifier;
import dev.assay.math.Verification;
import dev.assay.math.cas.SymjaCas;
import dev.assay.math.profile.Profile;
import dev.assay.math.profile.ProfileReader;
import dev.assay.math.profile.Profiles;
import dev.assay.rollout.Reference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Compares one pair of answers and shows how; exit 1 where the answer does not count.")
final class VerifyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

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
            description = "The comparison profile, by name or as a YAML file (default: ${DEFAULT-VALUE}).")
    String profile;

    @Option(names = "--json", description = "Prints the verdict with its trace as one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        MathVerifier verifier = new MathVerifier(SymjaCas.shared(), profile());
        Verification verification =
                verifier.verify(new Reference.Answers(List.of(reference), Optional.empty()), answer);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            out.println(JSON.writeValueAsString(form(verification)));
        } else {
            print(verification, out);
        }
        if (verification.accepted()) {
            return ExitCode.DONE;
        }
        return verification.scorable() ? ExitCode.NEGATIVE : ExitCode.USAGE;
    }

    private Profile profile() throws IOException {
        Path file = Path.of(profile);
        boolean written = Profiles.named(profile).isEmpty() && Files.isRegularFile(file);
        return written ? ProfileReader.read(Files.readString(file)) : ProfileReader.shipped(profile);
    }

    private static Map<String, Object> form(Verification verification) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("accepted", verification.accepted());
        form.put("outcome", verification.scorable() ? "SCORED" : "UNSCORABLE");
        if (verification.scorable()) {
            form.put("value", verification.value());
        }
        form.put("reason", verification.reason().name());
        form.put("evidence", verification.evidence());
        form.put("trace", verification.trace());
        return form;
    }

    private static void print(Verification verification, PrintStream out) {
        verification.trace().forEach(step -> out.println("  " + step));
        String verdict = verification.accepted() ? "accepted" : verification.scorable() ? "not accepted" : "no verdict";
        out.println(verdict + ": " + verification.reason().name() + " ("
                + verification.reason().meaning() + ")");
        if (!verification.evidence().isEmpty()) {
            out.println("evidence: " + verification.evidence());
        }
    }
}
