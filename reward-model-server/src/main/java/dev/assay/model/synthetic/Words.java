package dev.assay.model.synthetic;

import java.util.List;

/** The words of a set: those of its lexicon, and for training as many that are invented. */
final class Words {
    private final boolean invents;
    private final Draw draw;
    private final InventedWords invented;

    Words(ExampleSet set, Draw draw) {
        this.invents = set == ExampleSet.TRAIN;
        this.draw = draw;
        this.invented = new InventedWords(draw);
    }

    /** One of these, or an invented one. */
    String of(List<String> lexicon) {
        return invents && draw.once(2) ? invented.next() : draw.of(lexicon);
    }

    /** As {@link #of}, but not this one. */
    String other(List<String> lexicon, String not) {
        String word = of(lexicon);
        while (word.equals(not)) {
            word = of(lexicon);
        }
        return word;
    }
}
