package dev.assay.model.training;

import dev.assay.model.configuration.ConfigFields;
import dev.assay.model.preference.ExampleFiles;
import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import dev.assay.model.synthetic.ExampleSet;
import dev.assay.model.synthetic.HelpfulPairs;
import dev.assay.model.synthetic.SafetyExamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where examples come from. */
public sealed interface ExampleSource {
    /** A file, one JSON example a line. */
    record File(Path path) implements ExampleSource {}

    /** Those that a program writes. */
    record Generated(ExampleSet set, int count, long seed) implements ExampleSource {}

    /** Reads {@code PATH}, {@code {file: PATH}} or {@code {generated: SET, count: N, seed: S}}. */
    static ExampleSource read(ConfigFields fields) {
        fields.only("file", "generated", "count", "seed");
        if (fields.has("generated")) {
            return new Generated(
                    fields.constant("generated", ExampleSet.class, Optional.empty()),
                    fields.whole("count", 1000, 1, 10_000_000),
                    fields.whole("seed", 1, 0, Integer.MAX_VALUE));
        }
        return new File(fields.path("file"));
    }

    /** Its pairs. */
    default List<PreferencePair> pairs() {
        return switch (this) {
            case File(Path path) -> ExampleFiles.pairs(path);
            case Generated(ExampleSet set, int count, long seed) -> HelpfulPairs.of(set, count, seed);
        };
    }

    /** Its labelled completions. */
    default List<SafetyExample> labelled() {
        return switch (this) {
            case File(Path path) -> ExampleFiles.labelled(path);
            case Generated(ExampleSet set, int count, long seed) -> SafetyExamples.of(set, count, seed);
        };
    }
}
