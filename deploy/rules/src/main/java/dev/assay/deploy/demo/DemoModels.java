package dev.assay.deploy.demo;

import dev.assay.deploy.child.ModelsFlags;
import dev.assay.deploy.child.ModelsOptions;
import dev.assay.deploy.child.ModelsProcess;
import dev.assay.reward.AssayException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** The small reward models beside the services of a demo, where they are wanted and can be started. */
record DemoModels(Optional<ModelsProcess> process) implements AutoCloseable {
    private static final String LEFT_OUT = "assay: the reward models are left out: ";

    /** Starts them; where that does not work the rest of the demo goes on, and standard error says why. */
    static DemoModels start() {
        if (!Files.isDirectory(ModelsFlags.small())) {
            System.err.println(LEFT_OUT + "there is no " + ModelsFlags.small());
            return none();
        }
        try {
            System.err.println("assay: starting the small reward models …");
            return new DemoModels(Optional.of(ModelsProcess.start(new ModelsOptions(ModelsFlags.small(), 0, 0))));
        } catch (AssayException e) {
            System.err.println(LEFT_OUT + e.getMessage());
            return none();
        }
    }

    static DemoModels none() {
        return new DemoModels(Optional.empty());
    }

    boolean areThere() {
        return process.isPresent();
    }

    /** Tells the services where the models are. */
    Map<String, String> environment() {
        return process.map(models -> Map.of("ASSAY_MODELS_ADDRESS", models.address()))
                .orElse(Map.of());
    }

    @Override
    public void close() {
        process.ifPresent(ModelsProcess::close);
    }
}
