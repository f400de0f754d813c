package dev.assay.service.access;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files of TLS.
 *
 * @param certificate the server's certificate chain
 * @param key its private key, PKCS#8
 * @param clients the authorities whose certificates callers must show; absent where none are asked for
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clients) {
    /**
     * What the configuration says; empty where it says nothing.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where a part is missing or no file
     */
    public static Optional<TlsFiles> of(Optional<String> certificate, Optional<String> key, Optional<String> clients) {
        if (certificate.isEmpty() && key.isEmpty() && clients.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(
                file("assay.tls.certificate", certificate),
                file("assay.tls.key", key),
                clients.map(path -> file("assay.tls.clients", Optional.of(path)))));
    }

    private static Path file(String name, Optional<String> path) {
        if (path.isEmpty()) {
            throw new AssayException(
                    ErrorCode.CONFIGURATION, name + ": is missing; TLS needs assay.tls.certificate and assay.tls.key");
        }
        Path file = Path.of(path.get());
        if (!Files.isReadable(file)) {
            throw new AssayException(ErrorCode.CONFIGURATION, name + ": " + file + " is no file that can be read");
        }
        return file;
    }
}
