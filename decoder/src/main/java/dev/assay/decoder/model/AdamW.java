package dev.assay.decoder.model;

/**
 * AdamW (Loshchilov and Hutter, arXiv 1711.05101) with the defaults and the order of operations of
 * {@code torch.optim.AdamW}; every tensor decays.
 *
 * @param beta1 of the first moment, from 0 to below 1
 * @param beta2 of the second moment, from 0 to below 1
 * @param epsilon added to the root of the second moment
 * @param weightDecay times the learning rate, taken off the weights before the step
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {
    public AdamW {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon >= 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "AdamW with betas " + beta1 + ", " + beta2 + ", epsilon " + epsilon + ", decay " + weightDecay);
        }
    }

    /** PyTorch's defaults. */
    public AdamW() {
        this(0.9, 0.999, 1e-8, 0.01);
    }
}
