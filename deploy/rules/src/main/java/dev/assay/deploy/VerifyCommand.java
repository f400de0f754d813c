package dev.assay.deploy;

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
        return ExitCode.DONE;
    }
}
