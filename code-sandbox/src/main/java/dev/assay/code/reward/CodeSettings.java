package dev.assay.code.reward;

import dev.assay.code.judge.Order;
import dev.assay.code.judge.Scoring;
import dev.assay.reward.Settings;

/**
 * What a recipe may say.
 *
 * @param scoring how tests count where the reference does not say: {@code credit: all} (the default) or
 *     {@code fraction}
 * @param order {@code order: suite} (the default, so that the same rollout has the same evidence) or {@code fail-first}
 * @param unfenced {@code unfenced: program} takes a completion without fences for a program
 * @param reveal {@code reveal: true} puts the expected part of the first failing test into the evidence
 */
record CodeSettings(Scoring scoring, Order order, boolean unfenced, boolean reveal) {
    private enum Credit {
        ALL,
        FRACTION
    }

    private enum Unfenced {
        NOTHING,
        PROGRAM
    }

    static CodeSettings of(Settings settings) {
        settings.allowOnly("credit", "order", "unfenced", "reveal");
        return new CodeSettings(
                switch (settings.choice("credit", Credit.ALL)) {
                    case ALL -> new Scoring.AllOrNothing();
                    case FRACTION -> new Scoring.Fraction();
                },
                settings.choice("order", Order.SUITE),
                settings.choice("unfenced", Unfenced.NOTHING) == Unfenced.PROGRAM,
                settings.flag("reveal", false));
    }
}
