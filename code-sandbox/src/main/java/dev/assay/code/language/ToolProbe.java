package dev.assay.code.language;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Looks for tools: where they are, where they are installed, what they say of themselves. */
final class ToolProbe {
    private static final long SECONDS = 20;

    private ToolProbe() {}

    static List<Toolchain> findAll(Collection<Definition> definitions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Toolchain>>> looking = new ArrayList<>();
            for (Definition definition : definitions) {
                looking.add(threads.submit(() -> find(definition)));
            }
            List<Toolchain> found = new ArrayList<>();
            for (Future<Optional<Toolchain>> one : looking) {
                one.get().ifPresent(found::add);
            }
            return found;
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking for tools failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Optional<Toolchain> find(Definition definition) {
        for (Path candidate : candidates(definition.tool())) {
            Optional<Toolchain> found = look(definition, candidate);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Toolchain> look(Definition definition, Path candidate) {
        try {
            List<String> probe = new ArrayList<>();
            probe.add(candidate.toString());
            probe.addAll(definition.probe());
            Optional<String> version = firstLine(probe);
            if (version.isEmpty()) {
                return Optional.empty();
            }
            Path tool = candidate.toRealPath();
            Path home = Toolchain.home(tool);
            if (!definition.home().isEmpty()) {
                List<String> command = definition.home().stream()
                        .map(part -> part.replace("{tool}", candidate.toString()))
                        .toList();
                Optional<String> said = firstLine(command);
                if (said.isEmpty()) {
                    return Optional.empty();
                }
                home = Path.of(said.get());
            }
            Map<String, Path> companions = new HashMap<>();
            for (String name : definition.companions()) {
                List<Path> found = candidates(name);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                companions.put(name, found.getFirst().toRealPath());
            }
            return Optional.of(new Toolchain(definition, tool, home, companions, version.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Tools of the system first: a version manager's stand-in in front of them needs files of its user. */
    private static List<Path> candidates(String tool) {
        List<String> folders = new ArrayList<>(List.of("/usr/local/bin", "/usr/bin", "/bin"));
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(java.io.File.pathSeparator)));
        }
        return folders.stream()
                .filter(folder -> !folder.isEmpty())
                .distinct()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .toList();
    }

    private static Optional<String> firstLine(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.put("LC_ALL", "C.UTF-8");
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            Process process = builder.start();
            try (var out = process.getInputStream()) {
                byte[] said = out.readNBytes(4096);
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return Optional.empty();
                }
                return new String(said, StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
