package dev.assay.decoder.checkpoint;

/** How the rotary frequencies differ from {@code theta^(-2i/d)}. */
public sealed interface RopeScaling {
    /** The frequencies as they are. */
    record None() implements RopeScaling {}

    /** All of them divided by a factor. */
    record Linear(double factor) implements RopeScaling {}

    /**
     * Llama 3.1's: long wavelengths divided by the factor, short ones kept, a linear blend between.
     *
     * @param factor at least 1
     * @param lowFrequencyFactor wavelengths above {@code originalLength / lowFrequencyFactor} are divided
     * @param highFrequencyFactor wavelengths below {@code originalLength / highFrequencyFactor} are kept
     * @param originalLength the context length before the extension, in tokens
     */
    record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalLength)
            implements RopeScaling {}

    /**
     * The inverse frequencies, radians per position.
     *
     * @param theta the base
     * @param headDimension even
     * @return {@code headDimension / 2} values, computed in double and rounded once
     */
    default float[] inverseFrequencies(double theta, int headDimension) {
        float[] frequencies = new float[headDimension / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) scaled(Math.pow(theta, -2.0 * i / headDimension));
        }
        return frequencies;
    }

    private double scaled(double frequency) {
        return switch (this) {
            case None() -> frequency;
            case Linear(double factor) -> frequency / factor;
            case Llama3(double factor, double low, double high, int length) -> {
                double wavelength = 2 * Math.PI / frequency;
                if (wavelength < length / high) {
                    yield frequency;
                }
                if (wavelength > length / low) {
                    yield frequency / factor;
                }
                double smooth = (length / wavelength - low) / (high - low);
                yield (1 - smooth) * frequency / factor + smooth * frequency;
            }
        };
    }
}
