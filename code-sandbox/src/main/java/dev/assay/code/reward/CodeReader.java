package dev.assay.code.reward;

import dev.assay.code.judge.Judge;
import dev.assay.code.run.Language;
import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads rollouts of the task {@code code}. */
final class CodeReader {
    private final Judge judge;
    private final CodeSettings settings;

    CodeReader(Judge judge, CodeSettings settings) {
        this.judge = judge;
        this.settings = settings;
    }

    Reading read(Rollout rollout) {
        if (!(rollout.reference() instanceof Reference.Code reference)) {
            return Reading.answered(
                    Outcome.unscorable(ReasonCode.NO_REFERENCE, "a reference of the kind 'code' is needed"));
        }
        Optional<Language> language = judge.sandbox().language(reference.language());
        if (language.isEmpty()) {
            return Reading.answered(Outcome.unscorable(
                    ReasonCode.REFERENCE_UNREADABLE, "unknown language '" + reference.language() + "'"));
        }
        if (!language.get().available()) {
            return Reading.answered(Outcome.failed(
                    ReasonCode.NO_TOOLCHAIN,
                    language.get().name() + " is not here: " + language.get().install()));
        }
        CodeExtraction extraction = new CodeExtraction(names(language.get()), settings.unfenced());
        return switch (extraction.extract(rollout.judged(), rollout.prefilledThink())) {
            case Extraction.Missing(ReasonCode reason, String detail) ->
                Reading.answered(Outcome.scored(0, reason, detail));
            case Extraction.Found(String code) ->
                new Reading.Asks(new CodeQuestion(code, reference, helpers(rollout, reference), judge, settings));
        };
    }

    private static Set<String> names(Language language) {
        Set<String> names = new HashSet<>();
        names.add(language.name().toLowerCase(Locale.ROOT));
        language.aliases().forEach(alias -> names.add(alias.toLowerCase(Locale.ROOT)));
        names.add(language.extension().toLowerCase(Locale.ROOT));
        return names;
    }

    /** The prompt's own text and the code in it, which assertions may build on. */
    private static List<String> helpers(Rollout rollout, Reference.Code reference) {
        if (!(reference.tests() instanceof Reference.CodeTests.Asserts)
                || rollout.prompt().isEmpty()) {
            return List.of();
        }
        String prompt = rollout.prompt().map(Text::whole).orElse("");
        List<String> helpers = new ArrayList<>();
        helpers.add(prompt);
        if (new CodeExtraction(Set.of("python", "py"), false).extract(prompt, false)
                instanceof Extraction.Found(String code)) {
            helpers.add(code);
        }
        return helpers;
    }
}
