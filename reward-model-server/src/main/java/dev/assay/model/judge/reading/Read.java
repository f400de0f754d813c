package dev.assay.model.judge.reading;

/**
 * What was read from a judge's answer.
 *
 * @param <T> what it should hold
 */
public sealed interface Read<T> {
    /**
     * The answer holds it.
     *
     * @param conflicting whether it also says something else, so that the last was taken
     */
    record Found<T>(T value, boolean conflicting) implements Read<T> {}

    /**
     * The answer does not.
     *
     * @param why for people
     */
    record Missing<T>(String why) implements Read<T> {}
}
