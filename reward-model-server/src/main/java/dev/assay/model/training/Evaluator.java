package dev.assay.model.training;

import dev.assay.decoder.model.Transformer;
import dev.assay.model.evaluation.LabelEvaluation;
import dev.assay.model.evaluation.LabelScores;
import dev.assay.model.evaluation.PairEvaluation;
import dev.assay.model.evaluation.PairScores;
import dev.assay.model.preference.PreferencePair;
import dev.assay.model.preference.SafetyExample;
import dev.assay.model.roles.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores examples with a model and evaluates the scores. Examples that are too long are left out. */
final class Evaluator {
    private final Transformer model;
    private final ExampleReader reader;
    private final Role role;
    private final int cells;

    Evaluator(Transformer model, ExampleReader reader, Role role, int cells) {
        this.model = model;
        this.reader = reader;
        this.role = role;
        this.cells = cells;
    }

    PairEvaluation pairs(List<PreferencePair> pairs) {
        List<PreferencePair> read = new ArrayList<>();
        List<int[]> sequences = new ArrayList<>();
        for (PreferencePair pair : pairs) {
            Optional<TrainingExample> example = reader.read(pair);
            if (example.isPresent()) {
                read.add(pair);
                sequences.addAll(example.get().sequences());
            }
        }
        double[] scores = SequenceScores.of(model, sequences, cells);
        List<PairScores> scored = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            PreferencePair pair = read.get(i);
            scored.add(new PairScores(
                    scores[2 * i],
                    scores[2 * i + 1],
                    role.shown(pair.chosen()).length(),
                    role.shown(pair.rejected()).length(),
                    pair.kind()));
        }
        return PairEvaluation.of(scored);
    }

    LabelEvaluation labelled(List<SafetyExample> examples) {
        List<SafetyExample> read = new ArrayList<>();
        List<int[]> sequences = new ArrayList<>();
        for (SafetyExample example : examples) {
            Optional<TrainingExample> tokens = reader.read(example);
            if (tokens.isPresent()) {
                read.add(example);
                sequences.addAll(tokens.get().sequences());
            }
        }
        double[] scores = SequenceScores.of(model, sequences, cells);
        List<LabelScores> scored = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            SafetyExample example = read.get(i);
            scored.add(new LabelScores(
                    scores[i], example.safe(), role.shown(example.completion()).length(), example.kind()));
        }
        return LabelEvaluation.of(scored);
    }
}
