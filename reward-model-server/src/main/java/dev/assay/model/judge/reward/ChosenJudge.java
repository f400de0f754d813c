package dev.assay.model.judge.reward;

import dev.assay.model.judge.settings.Judge;
import dev.assay.model.judge.settings.Judges;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The judge that a recipe names. */
record ChosenJudge(String name, Judge judge) {
    private static final String SETTING = "judge";

    /** Which judge it is, for evidence. */
    String label() {
        return "judge " + name + " (" + version(judge) + ")";
    }

    /** The model, and the version of how it is asked. */
    private static String version(Judge judge) {
        return judge.settings().endpoint().model() + " " + judge.settings().version();
    }

    /**
     * Finds it.
     *
     * @throws AssayException {@link ErrorCode#INVALID_RECIPE} where there is none of that name; the message lists names
     *     and nothing else of the configuration
     */
    static ChosenJudge of(Judges judges, Settings settings) {
        String known = judges.all().isEmpty()
                ? "this server has no judge; ASSAY_JUDGES names the file that configures them"
                : "known: " + String.join(", ", judges.all().keySet());
        Optional<String> name = settings.text(SETTING);
        if (name.isEmpty()) {
            if (judges.all().size() != 1) {
                throw invalid("setting 'judge' is needed; " + known);
            }
            var only = judges.all().entrySet().iterator().next();
            return new ChosenJudge(only.getKey(), only.getValue());
        }
        return new ChosenJudge(
                name.get(),
                judges.named(name.get())
                        .orElseThrow(() -> invalid("there is no judge '" + name.get() + "'; " + known)));
    }

    /** The judges for {@code /health} and {@code doctor}: their models and versions, and no addresses. */
    static Map<String, String> guarantees(Judges judges) {
        Map<String, String> models = new TreeMap<>();
        judges.all().forEach((name, judge) -> models.put("judge " + name, version(judge)));
        return models;
    }

    private static AssayException invalid(String message) {
        return new AssayException(ErrorCode.INVALID_RECIPE, message);
    }
}
