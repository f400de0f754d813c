package dev.assay.code.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.assay.code.box.Box;
import dev.assay.code.box.BoxKind;
import dev.assay.code.box.BoxMaker;
import dev.assay.code.language.Definition;
import dev.assay.code.language.Toolchain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes boxes of containers of one image. */
public final class ContainerBoxes implements BoxMaker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_OF_COMPLAINT = 1 << 16;
    private static final int FIRST_USER = 61_700;
    private static final int USERS = 256;
    /** A last bound on what is in a container; each run has its own, far below. */
    private static final long MEMORY = 4L << 30;

    private static final long PROCESSES = 4096;
    private static final long FILES = 1024;

    private final DockerClient engine;
    private final ContainerOptions options;
    private final Image image;

    private ContainerBoxes(DockerClient engine, ContainerOptions options, Image image) {
        this.engine = engine;
        this.options = options;
        this.image = image;
    }

    /**
     * Reaches the engine, removes what killed processes left there, and looks into the image.
     *
     * @param languages whose tools are looked for
     * @throws IOException where the kind cannot be used here; the message says what is missing and what mends it
     */
    public static ContainerBoxes open(ContainerOptions options, Collection<Definition> languages) throws IOException {
        String address = options.engine();
        if (address.startsWith("unix://") && !Files.exists(Path.of(address.substring("unix://".length())))) {
            throw new IOException("no container engine at " + address
                    + "; install one (apt-get install docker.io) or set DOCKER_HOST to its address");
        }
        DockerClient engine = null;
        try {
            DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                    .withDockerHost(address)
                    .withDockerTlsVerify(false)
                    .build();
            engine = DockerClientImpl.getInstance(
                    config,
                    new ZerodepDockerHttpClient.Builder()
                            .dockerHost(config.getDockerHost())
                            .maxConnections(1024)
                            .connectionTimeout(Duration.ofSeconds(5))
                            .build());
            engine.pingCmd().exec();
            sweep(engine);
            engine.inspectImageCmd(options.image()).exec();
            ContainerBoxes boxes = new ContainerBoxes(engine, options, look(engine, options, languages));
            engine = null;
            return boxes;
        } catch (NotFoundException e) {
            throw new IOException(
                    "there is no image " + options.image() + "; docker build -t " + options.image()
                            + " code-sandbox/docker, or set ASSAY_SANDBOX_IMAGE to another",
                    e);
        } catch (RuntimeException e) {
            throw new IOException(
                    "the container engine at " + address + " does not answer as it should: " + e.getMessage()
                            + "; is it running (systemctl start docker), and may this user speak to it?",
                    e);
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
    }

    private static void sweep(DockerClient engine) {
        engine.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Owner.LABEL)).exec().stream()
                .filter(one -> Owner.gone(one.getLabels()))
                .forEach(one -> {
                    try {
                        engine.removeContainerCmd(one.getId()).withForce(true).exec();
                    } catch (RuntimeException e) {
                        // Someone else sweeps as well, or it ends by itself.
                    }
                });
    }

    private static Image look(DockerClient engine, ContainerOptions options, Collection<Definition> languages)
            throws IOException {
        String script;
        try (InputStream in = ContainerBoxes.class.getResourceAsStream("inventory.py")) {
            script = new String(
                    Objects.requireNonNull(in, "this build lacks the inventory").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
        List<Map<String, Object>> wanted = languages.stream()
                .map(one -> Map.<String, Object>of(
                        "name",
                        one.name(),
                        "tool",
                        one.tool(),
                        "with",
                        one.companions(),
                        "probe",
                        one.probe(),
                        "home",
                        one.home()))
                .toList();
        try (Box box = make(engine, options, 0, List.of("python3", "-I", "-c", script), "size=64m,mode=1777")) {
            box.input().write((JSON.writeValueAsString(wanted) + "\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader said = new BufferedReader(new InputStreamReader(box.output(), StandardCharsets.UTF_8));
            String line = said.readLine();
            if (line == null) {
                throw new IOException("the image " + options.image() + " has no python3 that works: " + complaint(box));
            }
            Image image = JSON.readValue(line, Image.class);
            if (!image.recent()) {
                throw new IOException("the python3 of the image " + options.image() + " is older than 3.9");
            }
            return image;
        } catch (JsonProcessingException e) {
            throw new IOException("the image " + options.image() + " has no python3 that works", e);
        }
    }

    /**
     * What a container said last that ended without an answer: a Python without its standard library names what is
     * missing.
     */
    private static String complaint(Box box) throws IOException {
        String errors = new String(box.errors().readNBytes(MOST_OF_COMPLAINT), StandardCharsets.UTF_8);
        return errors.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it said nothing");
    }

    private static Box make(
            DockerClient engine, ContainerOptions options, int number, List<String> command, String temporary)
            throws IOException {
        int user = FIRST_USER + number % USERS;
        // What the programs may not do, the supervisor's own filter and namespaces see to. It needs to make those,
        // which the engine's filter forbids, and a proc file system without the engine's covers, without which the
        // kernel lets no namespace within have one of its own.
        HostConfig host = new UncoveredHost()
                .withNetworkMode("none")
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges", "seccomp=unconfined", "apparmor=unconfined"))
                .withMemory(MEMORY)
                .withMemorySwap(MEMORY)
                .withPidsLimit(PROCESSES)
                .withUlimits(List.of(new Ulimit("core", 0L, 0L), new Ulimit("nofile", FILES, FILES)))
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withIpcMode("private")
                .withTmpFs(temporary.isEmpty() ? Map.of() : Map.of("/tmp", temporary))
                .withAutoRemove(true);
        options.runtime().ifPresent(host::withRuntime);
        try {
            CreateContainerCmd create = engine.createContainerCmd(options.image())
                    .withEntrypoint(command)
                    .withCmd(List.of())
                    .withHostConfig(host)
                    .withUser(user + ":" + user)
                    .withWorkingDir("/")
                    .withHostName("box")
                    .withEnv("HOME=/tmp", "LANG=C.UTF-8")
                    .withLabels(new HashMap<>(Owner.labels()))
                    .withAttachStdin(true)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withStdinOpen(true)
                    .withStdInOnce(true);
            return Container.start(engine, create.exec().getId());
        } catch (RuntimeException e) {
            throw new IOException("the container engine made no box: " + e.getMessage(), e);
        }
    }

    /** The tools that the image has for these languages. */
    public List<Toolchain> tools(Collection<Definition> languages) {
        List<Toolchain> found = new ArrayList<>();
        for (Definition one : languages) {
            Optional.ofNullable(image.tools().get(one.name()))
                    .map(tool -> new Toolchain(
                            one,
                            Path.of(tool.tool()),
                            Path.of(tool.home()),
                            tool.companions().entrySet().stream()
                                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> Path.of(entry.getValue()))),
                            tool.version()))
                    .ifPresent(found::add);
        }
        return found;
    }

    @Override
    public BoxKind kind() {
        return BoxKind.DOCKER;
    }

    @Override
    public String python() {
        return image.python();
    }

    @Override
    public List<String> pythonReads() {
        return image.reads();
    }

    @Override
    public int user(int number) {
        return 0;
    }

    @Override
    public boolean reaches(Path path) {
        return true;
    }

    @Override
    public String outerUser() {
        return String.format(
                Locale.ROOT,
                "a user of the container without a name and not root, in a user namespace; runtime: %s",
                options.runtime().orElse("the engine's own"));
    }

    @Override
    public Box make(int number, List<String> command, List<String> read) throws IOException {
        return make(engine, options, number, command, "");
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException e) {
            // The connection is gone already.
        }
    }
}
