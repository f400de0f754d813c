package dev.assay.deploy.child;

import java.nio.file.Path;

/**
 * How the process of the reward models is started.
 *
 * @param models a Hugging Face directory, a folder of such, or a file that says which
 * @param port of its gRPC, on loopback; 0 picks a free one
 * @param httpPort of its metrics and health, on loopback; 0 picks a free one
 */
public record ModelsOptions(Path models, int port, int httpPort) {
    ModelsOptions on(int samePort, int sameHttpPort) {
        return new ModelsOptions(models, samePort, sameHttpPort);
    }
}
