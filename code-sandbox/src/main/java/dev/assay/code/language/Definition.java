package dev.assay.code.language;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A language as its file describes it. In commands, paths and environment {@code {tool}} stands for the resolved
 * executable, {@code {home}} for the folder it is installed in, {@code {main}} for the main source file, {@code {stem}}
 * for its name without extension, {@code {program}} for the folder of what is run; of each companion {@code {NAME}} for
 * its resolved executable and {@code {NAME-home}} for the folder it is installed in; {@code {ahead}} for the folder of
 * what was made ahead of all programs: while there is none, words with it are left out.
 *
 * @param main usual name of the main source file
 * @param mainFrom patterns whose first group, where one matches, is the stem of the main file (Java's public class);
 *     tried in order
 * @param tool the executable that must be there, by name
 * @param companions other executables that must be there, by name
 * @param probe arguments that make it say its version
 * @param home command that prints {@code {home}}; empty: the parent of the folder that the tool's real path is in
 * @param install how to get it
 * @param ahead command that makes, in an empty folder, what compiling or running is faster with; empty: nothing
 * @param zygote whether programs may be forked from the supervisor's own interpreter
 */
public record Definition(
        String name,
        List<String> aliases,
        String main,
        List<Pattern> mainFrom,
        String tool,
        List<String> companions,
        List<String> probe,
        List<String> home,
        String install,
        List<String> ahead,
        boolean zygote,
        Optional<Step> compile,
        Step run) {
    /**
     * One way of starting the tools.
     *
     * @param command what is started; in {@code compile} the results go to the folder {@code out}
     * @param read files and folders that it reads beyond the C library and its neighbours; those that are not there are
     *     left out
     * @param environment variables beyond PATH, HOME and LANG
     * @param cpu of compiling; a run has the limits of its request
     * @param memoryBytes of compiling; of a run, what the runtime itself takes and is not charged to the program
     * @param processes of compiling; of a run, what the runtime itself takes
     * @param resident whether the runtime reserves far more addresses than it uses, so that only what is resident may
     *     be limited
     */
    public record Step(
            List<String> command,
            List<String> read,
            Map<String, String> environment,
            Duration cpu,
            long memoryBytes,
            int processes,
            boolean resident) {
        public Step {
            command = List.copyOf(command);
            read = List.copyOf(read);
            environment = Map.copyOf(environment);
        }
    }

    public Definition {
        aliases = List.copyOf(aliases);
        mainFrom = List.copyOf(mainFrom);
        companions = List.copyOf(companions);
        probe = List.copyOf(probe);
        home = List.copyOf(home);
        ahead = List.copyOf(ahead);
    }

    /** File extension of its sources, without the dot. */
    public String extension() {
        return main.substring(main.lastIndexOf('.') + 1);
    }
}
