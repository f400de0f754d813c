package dev.assay.code.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Python that supervisors run on. */
final class Interpreter {
    private static final Map<Path, List<String>> PATHS = new ConcurrentHashMap<>();

    private Interpreter() {}

    /** The system's own, version 3.9 or later. */
    static Optional<Path> find() {
        return Stream.of("/usr/bin/python3", "/usr/local/bin/python3")
                .map(Path::of)
                .filter(Files::isExecutable)
                .filter(python -> say(python, "import sys; print(sys.version_info >= (3, 9))")
                        .equals("True"))
                .findFirst();
    }

    /** What it reads of the machine. */
    static List<String> paths(Path python) {
        return PATHS.computeIfAbsent(
                python,
                one -> say(
                                one,
                                "import sys, os, sysconfig; p = sysconfig.get_paths();"
                                        + "print('\\n'.join(dict.fromkeys([sys.executable,"
                                        + " os.path.realpath(sys.executable), p['stdlib'], p['platstdlib'],"
                                        + " p['purelib'], '/usr/lib/python3'])))")
                        .lines()
                        .toList());
    }

    private static String say(Path python, String code) {
        try {
            Process process = new ProcessBuilder(python.toString(), "-I", "-c", code)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            byte[] said = process.getInputStream().readAllBytes();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            return ended ? new String(said, StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
