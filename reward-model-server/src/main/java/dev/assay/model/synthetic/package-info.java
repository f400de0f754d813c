/**
 * Preference and safety examples that a program writes: templated requests with answers that are better or worse in a
 * known way, and whose length says nothing about it. Small models are trained and tested on them. Sentence forms and
 * the words in them are different ones in each set.
 */
@NullMarked
package dev.assay.model.synthetic;

import org.jspecify.annotations.NullMarked;
