package dev.assay.decoder.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A compiled TorchScript module, and the only way in which its methods are called. */
final class TorchModule {
    /** The name that makes DJL pass neighbouring arrays as one list. */
    static final String WEIGHTS = "w[]";

    private final NDManager manager;
    private final PtSymbolBlock block;
    private final Map<String, NDArray> methods = new ConcurrentHashMap<>();

    /** Compiles a text. It lives as long as the manager. */
    TorchModule(NDManager manager, String text) {
        this.manager = manager;
        try {
            this.block = JniUtils.loadModule(
                    (PtNDManager) manager, new ByteArrayInputStream(TorchArchive.of(text)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a call is for, which decides what is remembered about its results. */
    enum Purpose {
        /** Nothing: results may only be read, or given to calls of the same purpose. */
        READ,
        /** Weights change in place, or the results meet gradients later. */
        WRITE,
        /** The way back is kept. */
        LEARN
    }

    /**
     * Calls a method.
     *
     * @param inputs the first one's manager owns the results; neighbours of one list-like name are one argument
     */
    NDList call(Purpose purpose, String method, List<NDArray> inputs) {
        NDList list = new NDList(inputs);
        list.add(methods.computeIfAbsent(method, this::named));
        // Gradient mode belongs to the thread, and a new thread begins with it on.
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(purpose == Purpose.LEARN);
        try {
            return IValueUtils.forward(block, list, purpose != Purpose.READ);
        } catch (EngineException e) {
            throw new AssayException(ErrorCode.INTERNAL, method + " failed in PyTorch: " + e.getMessage(), e);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    NDArray callForOne(Purpose purpose, String method, NDArray... inputs) {
        return call(purpose, method, List.of(inputs)).getFirst();
    }

    /** DJL takes the method's name from the name of an array that is passed along. */
    private NDArray named(String method) {
        NDArray name = manager.create(0f);
        name.setName("module_method:" + method);
        return name;
    }
}
