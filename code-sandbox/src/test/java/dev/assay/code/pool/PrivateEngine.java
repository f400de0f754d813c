package dev.assay.code.pool;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.assay.code.docker.ContainerOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A container engine of the tests' own, with an image of this machine's Python: neither the machine's engine nor a
 * registry is touched.
 */
final class PrivateEngine implements AutoCloseable {
    static final String IMAGE = "assay-sandbox-test";

    /** What it takes to run Python, as paths from the root; links and the libraries that binaries need are followed. */
    private static final String COLLECT = """
            cd /
            {
            lib=$(/usr/bin/python3 -I -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
            for link in bin lib lib64 sbin; do [ -L "$link" ] && echo "$link"; done
            tools='/usr/bin/python3 /usr/bin/bash /usr/bin/sleep /usr/bin/cat'
            for tool in $tools; do echo "$tool"; readlink -f "$tool"; done
            find "$lib" -name dist-packages -prune -o -name test -prune -o -name 'config-*' -prune -o -type f -print
            for binary in $tools $(find "$lib/lib-dynload" -name '*.so'); do ldd "$binary" || true; done \\
              | grep -o '/[^ ]*' | while read -r one; do echo "$one"; readlink -f "$one"; done
            echo /etc/ld.so.cache
            } | sed -E 's#^/(lib|lib64|bin|sbin)/#/usr/\\1/#; s#^/##' | sort -u
            """;

    private static Optional<PrivateEngine> shared = Optional.empty();
    private static String missing = "";

    private final Path folder;
    private final Process daemon;

    private PrivateEngine(Path folder, Process daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** The engine of all tests; skips the test, with the reason, where none can be started. */
    static synchronized PrivateEngine shared() {
        if (shared.isEmpty() && missing.isEmpty()) {
            try {
                PrivateEngine engine = start();
                Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
                shared = Optional.of(engine);
            } catch (IOException e) {
                missing = String.valueOf(e.getMessage());
            }
        }
        Assumptions.assumeTrue(shared.isPresent(), missing);
        return shared.orElseThrow();
    }

    /** Another one, for tests that kill it. */
    static PrivateEngine start() throws IOException {
        Path dockerd = Stream.of("/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("no dockerd to start for the tests (apt-get install docker.io)"));
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IOException("a private dockerd needs root");
        }
        if (Interpreter.find().isEmpty() || !Files.isSymbolicLink(Path.of("/lib"))) {
            throw new IOException("an image needs a python3 in a merged /usr");
        }
        Path folder = Files.createTempDirectory("assay-docker");
        Process daemon = new ProcessBuilder(
                        dockerd.toString(),
                        "--iptables=false",
                        "--ip6tables=false",
                        "--bridge=none",
                        "--storage-driver=overlay2",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "-H",
                        "unix://" + folder.resolve("socket"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        PrivateEngine engine = new PrivateEngine(folder, daemon);
        try {
            engine.awaitAnswer();
            engine.makeImage();
            return engine;
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private void awaitAnswer() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Path log = folder.resolve("log");
        while (!Files.readString(log).contains("API listen on")) {
            if (!daemon.isAlive() || System.nanoTime() > end) {
                String last = Files.readString(log).lines().reduce("", (_, line) -> line);
                throw new IOException("a private dockerd does not start on this machine: " + last);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void makeImage() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        for (String mount : List.of("proc", "dev", "sys", "mnt", "tmp", "box")) {
            Files.createDirectory(root.resolve(mount));
        }
        Path list = Files.writeString(folder.resolve("list"), said("bash", "-c", COLLECT));
        said("tar", "-C", "/", "-cf", folder + "/image.tar", "--no-recursion", "-T", list.toString());
        said("tar", "-C", root.toString(), "-rf", folder + "/image.tar", ".");
        // Sent through the client, the file ends too early for the engine.
        said("docker", "-H", options().engine(), "import", folder + "/image.tar", IMAGE + ":latest");
    }

    DockerClient client() {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(options().engine())
                .build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
    }

    ContainerOptions options() {
        return new ContainerOptions("unix://" + folder.resolve("socket"), IMAGE, Optional.empty());
    }

    Sandboxes.Options sandbox() {
        return Sandboxes.Options.defaults().withKind("docker").withContainers(options());
    }

    /** The ids of the containers that it has, running or not. */
    List<String> containers() {
        try (DockerClient client = client()) {
            return client.listContainersCmd().withShowAll(true).exec().stream()
                    .map(one -> one.getId())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void killDaemon() {
        daemon.destroyForcibly();
        daemon.onExit().join();
    }

    private static String said(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream _ = process.getOutputStream()) {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends the daemon and whatever of it is left, and removes its files. */
    @Override
    public void close() {
        List<ProcessHandle> all = daemon.descendants().toList();
        daemon.destroy();
        daemon.onExit().completeOnTimeout(daemon, 20, TimeUnit.SECONDS).join();
        daemon.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            ProcessHandle.allProcesses().filter(one -> belongs(one.pid())).forEach(ProcessHandle::destroyForcibly);
            for (String line : Files.readAllLines(Path.of("/proc/mounts")).reversed()) {
                String mount = line.split(" ")[1];
                if (mount.startsWith(folder + "/")) {
                    said("umount", "-l", mount);
                }
            }
            said("rm", "-rf", "--one-file-system", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shims of containers outlive a daemon that was killed; their command names its folder. */
    private boolean belongs(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .contains(folder + "/");
        } catch (IOException e) {
            return false;
        }
    }
}
