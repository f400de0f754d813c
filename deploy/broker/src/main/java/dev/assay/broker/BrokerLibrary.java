package dev.assay.broker;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** Where the child's jars are. */
public final class BrokerLibrary {
    /** The system property that names the folder of the child's jars. */
    public static final String PROPERTY = "assay.broker.lib";

    /** The folder of an application that holds the child's jars. */
    public static final String FOLDER = "broker-lib";

    private static final int LEVELS = 3;

    private BrokerLibrary() {}

    /**
     * The folder named by the system property {@value #PROPERTY}; else {@code lib} beside the jar or class folder that
     * this class is in, which is where the build leaves it; else a folder {@value #FOLDER} beside that jar or up to
     * three levels above.
     *
     * @throws AssayException CONFIGURATION when none of them holds a Kafka server
     */
    public static Path find() {
        String named = System.getProperty(PROPERTY, "");
        return named.isEmpty() ? firstWithBroker(candidates()) : checked(Path.of(named));
    }

    /** {@code folder}, if it holds a Kafka server. */
    static Path checked(Path folder) {
        return firstWithBroker(List.of(folder));
    }

    private static Path firstWithBroker(List<Path> folders) {
        for (Path folder : folders) {
            if (hasBroker(folder)) {
                return folder.toAbsolutePath();
            }
        }
        throw new AssayException(
                ErrorCode.CONFIGURATION,
                "the embedded broker's jars are not in " + folders
                        + "; run ./assay serve, which builds them, or name their folder with -D" + PROPERTY + "=DIR");
    }

    private static boolean hasBroker(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> servers = Files.newDirectoryStream(folder, "kafka_2.13-*.jar");
                DirectoryStream<Path> mains = Files.newDirectoryStream(folder, "embedded-broker-*.jar")) {
            return servers.iterator().hasNext() && mains.iterator().hasNext();
        } catch (IOException unreadable) {
            throw new AssayException(ErrorCode.CONFIGURATION, "cannot read " + folder + ": " + unreadable, unreadable);
        }
    }

    private static List<Path> candidates() {
        CodeSource source = BrokerLibrary.class.getProtectionDomain().getCodeSource();
        List<Path> folders = new ArrayList<>();
        // A class loader may keep the origin of its classes to itself; then only the property helps.
        if (source == null || source.getLocation() == null) {
            return folders;
        }
        Path folder;
        try {
            folder = Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException noFile) {
            return folders;
        }
        if (folder != null) {
            folders.add(folder.resolve("lib"));
        }
        for (int level = 0; level <= LEVELS && folder != null; level++) {
            folders.add(folder.resolve(FOLDER));
            folder = folder.getParent();
        }
        return folders;
    }
}
