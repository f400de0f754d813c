package dev.assay.decoder.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.Optional;

/**
 * The native library, loaded once in a process. It comes from the class path (the artifact {@code pytorch-native-cpu})
 * and is unpacked into {@code ENGINE_CACHE_DIR}, or {@code ~/.djl.ai}, the first time; nothing is downloaded.
 */
public final class TorchRuntime {
    private static final Optional<String> TROUBLE = load();

    private TorchRuntime() {}

    /** Why nothing can be computed on this machine; empty where it can. */
    public static Optional<String> trouble() {
        return TROUBLE;
    }

    /**
     * How many threads an operation may use; the machine's cores at first.
     *
     * @param threads 1 or more
     */
    public static void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        manager(Device.cpu()).close();
        JniUtils.setNumThreads(threads);
    }

    /**
     * A scope for tensors on a device.
     *
     * @throws AssayException UNAVAILABLE where the library or the device is missing
     */
    static NDManager manager(Device device) {
        TROUBLE.ifPresent(why -> {
            throw new AssayException(ErrorCode.UNAVAILABLE, why);
        });
        Engine engine = Engine.getEngine("PyTorch");
        if (device.isGpu() && device.getDeviceId() >= engine.getGpuCount()) {
            throw new AssayException(
                    ErrorCode.UNAVAILABLE,
                    "there is no device " + device + ": this PyTorch sees " + engine.getGpuCount() + " of them");
        }
        return engine.newBaseManager(device);
    }

    private static Optional<String> load() {
        // Otherwise DJL looks for libraries on a server of its own where it finds none.
        System.setProperty("ai.djl.offline", "true");
        try {
            Engine.getEngine("PyTorch");
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Optional.of("PyTorch's native library cannot be loaded here: " + cause);
        }
    }
}
