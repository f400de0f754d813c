package dev.assay.deploy;

import dev.assay.deploy.child.ModelsProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The application of the reward models as the build left it, for tests that start its process. */
final class BuiltModels {
    private static final Path TARGET = Path.of(System.getProperty("assay.root", "."), "deploy", "models", "target");

    private BuiltModels() {}

    /** Makes commands of this process start it without the launcher; the test is skipped where it is not built. */
    static void use() throws IOException {
        Path classPath = TARGET.resolve("classpath");
        Assumptions.assumeTrue(
                Files.isRegularFile(classPath), "skipped: deploy/models is not built; ./mvnw package does it");
        System.setProperty(
                ModelsProcess.CLASS_PATH,
                TARGET.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(classPath).strip());
    }
}
