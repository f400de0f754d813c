package dev.assay.code.docker;

import java.util.Optional;

/**
 * What containers are made of.
 *
 * @param engine address of the engine, {@code unix:///path}
 * @param image name of the image
 * @param runtime the engine's runtime, such as {@code runsc}; empty: the engine's own choice
 */
public record ContainerOptions(String engine, String image, Optional<String> runtime) {
    private static final String SOCKET = "unix:///var/run/docker.sock";
    private static final String IMAGE = "assay-sandbox";

    /** From the variables {@code DOCKER_HOST}, {@code ASSAY_SANDBOX_IMAGE} and {@code ASSAY_SANDBOX_RUNTIME}. */
    public static ContainerOptions ofEnvironment() {
        return new ContainerOptions(
                variable("DOCKER_HOST").orElse(SOCKET),
                variable("ASSAY_SANDBOX_IMAGE").orElse(IMAGE),
                variable("ASSAY_SANDBOX_RUNTIME"));
    }

    public ContainerOptions withEngine(String other) {
        return new ContainerOptions(other, image, runtime);
    }

    public ContainerOptions withImage(String other) {
        return new ContainerOptions(engine, other, runtime);
    }

    public ContainerOptions withRuntime(String other) {
        return new ContainerOptions(engine, image, Optional.of(other));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
