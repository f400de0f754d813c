package dev.assay.code.judge;

import dev.assay.code.verdict.Finding;

/**
 * What one test showed.
 *
 * @param number from 1, in the order of the suite
 * @param name for people
 */
public record TestResult(int number, String name, Finding finding) {}
