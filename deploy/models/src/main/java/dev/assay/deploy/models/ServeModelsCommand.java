package dev.assay.deploy.models;

import dev.assay.decoder.torch.TorchRuntime;
import dev.assay.deploy.models.serve.ModelServer;
import dev.assay.model.judge.settings.Judges;
import dev.assay.model.serving.ModelDescription;
import dev.assay.model.settings.ModelsConfiguration;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What {@code serve} and {@code score} start where reward models are needed. It ends with its standard input. */
@Command(
        name = "serve-models",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Serves reward models over gRPC on loopback until standard input ends; ./assay serve starts it.")
final class ServeModelsCommand implements Callable<Integer> {
    @Option(
            names = "--models",
            required = true,
            paramLabel = "FILE_OR_DIR",
            description = "A Hugging Face directory, a folder of such, or a YAML file.")
    Path models;

    @Option(
            names = "--judges",
            defaultValue = "${env:ASSAY_JUDGES}",
            paramLabel = "FILE",
            description = "A YAML file of judges that recipes may name.")
    @Nullable Path judges;

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT", description = "gRPC; 0 picks a free port.")
    int port;

    @Option(
            names = "--http-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Metrics and health; 0 picks a free port.")
    int httpPort;

    @Override
    public Integer call() throws IOException {
        obeyTheParentOnly();
        TorchRuntime.trouble().ifPresent(why -> {
            throw new AssayException(ErrorCode.UNAVAILABLE, why);
        });
        try (ModelServer server = ModelServer.start(ModelsConfiguration.read(models), judges(), port, httpPort)) {
            for (ModelDescription model : server.models()) {
                System.err.printf(
                        Locale.ROOT,
                        "assay: reward model %s%s: %s, %,d parameters, version %s, at most %,d tokens%n",
                        model.name(),
                        model.role().isEmpty() ? "" : " (" + model.role() + ")",
                        model.architecture(),
                        model.parameters(),
                        model.version(),
                        model.maxTokens());
            }
            System.out.println("READY grpc=127.0.0.1:" + server.port() + " http=http://127.0.0.1:" + server.httpPort());
            while (System.in.read() >= 0) {
                // The parent says nothing; only the end matters.
            }
        }
        return Main.DONE;
    }

    private Judges judges() {
        return judges == null || judges.toString().isEmpty() ? Judges.none() : Judges.read(judges);
    }

    /** Ctrl-C reaches the whole process group; the parent may still need the models while it stops. */
    private static void obeyTheParentOnly() {
        Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
        }
    }
}
