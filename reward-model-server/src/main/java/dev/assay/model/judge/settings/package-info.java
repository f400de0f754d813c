/**
 * The judges of a server: their YAML form, and the judges made of it. Only whoever configures the server chooses URLs
 * and keys; recipes, which come with requests, choose among the names.
 */
@NullMarked
package dev.assay.model.judge.settings;

import org.jspecify.annotations.NullMarked;
