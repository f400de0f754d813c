package dev.assay.code.judge;

/**
 * A program to judge.
 *
 * @param language name or alias
 * @param code its text
 */
public record Submission(String language, String code) {}
