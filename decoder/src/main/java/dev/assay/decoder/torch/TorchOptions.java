package dev.assay.decoder.torch;

import ai.djl.Device;
import dev.assay.decoder.model.Precision;

/**
 * Where and in which numbers a model computes.
 *
 * @param device {@code cpu}, or {@code cuda:N} with a PyTorch that has it
 * @param precision of weights and products
 */
public record TorchOptions(String device, Precision precision) {
    /** The processor, in float32. */
    public TorchOptions() {
        this("cpu", Precision.FLOAT32);
    }

    public TorchOptions {
        if (!device.matches("cpu|cuda(:[0-9]{1,3})?")) {
            throw new IllegalArgumentException("device must be cpu or cuda:N, not " + device);
        }
    }

    Device djlDevice() {
        if (device.equals("cpu")) {
            return Device.cpu();
        }
        return Device.gpu(device.contains(":") ? Integer.parseInt(device.substring(5)) : 0);
    }
}
