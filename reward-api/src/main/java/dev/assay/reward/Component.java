package dev.assay.reward;

/**
 * The outcome of one reward function on one rollout.
 *
 * @param name what was judged: {@code accuracy}, {@code format}, {@code language}, …
 * @param outcome how the judgement ended
 * @param grader who judged, as {@code name/version}; empty where nobody did
 * @param micros the time taken, in microseconds
 */
public record Component(String name, Outcome outcome, String grader, long micros) {}
