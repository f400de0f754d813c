package dev.assay.model.judge.asking;

/**
 * A question.
 *
 * @param version names the wording, as {@code pairwise/1}; changes with it
 * @param system what the judge is told of its task
 * @param user the texts that it judges, and what it should write at the end
 * @param reminder what is added where its answer could not be read
 */
public record Question(String version, String system, String user, String reminder) {}
