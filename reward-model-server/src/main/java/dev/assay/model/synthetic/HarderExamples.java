package dev.assay.model.synthetic;

import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import java.util.List;

final class HarderExamples {
    private HarderExamples() {}

    static List<PreferencePair> helpful() {
        return List.of();
    }

    static List<SafetyExample> safety() {
        return List.of();
    }
}
