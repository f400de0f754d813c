package dev.assay.decoder.checkpoint;

/** The model families that differ only in what {@link Architecture} describes. */
public enum Family {
    /** Qwen2 and Qwen2.5: biases on query, key and value. */
    QWEN2("qwen2", "Qwen2"),
    /** Qwen3: norms on query and key, no biases. */
    QWEN3("qwen3", "Qwen3"),
    /** Llama 2 and 3: neither, and scaled rotary frequencies from 3.1 on. */
    LLAMA("llama", "Llama");

    private final String modelType;
    private final String classPrefix;

    Family(String modelType, String classPrefix) {
        this.modelType = modelType;
        this.classPrefix = classPrefix;
    }

    /** The value of {@code model_type} in {@code config.json}. */
    public String modelType() {
        return modelType;
    }

    /** What the class names in {@code architectures} begin with. */
    String classPrefix() {
        return classPrefix;
    }
}
