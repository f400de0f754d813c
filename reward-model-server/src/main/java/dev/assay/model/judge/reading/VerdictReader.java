package dev.assay.model.judge.reading;

import java.util.Optional;

/**
 * Reads the verdict from a judge's answer. The last label in double brackets wins; where others say something else, the
 * answer is conflicting. Only where there is none in double brackets are those in single brackets taken.
 *
 * <p>Labels are read as Arena-Hard 2.0 reads them (upper case, last one, single brackets as a fallback). Of 1,240
 * stored answers of judges in JudgeBench all have a label in double brackets and 13 have different ones.
 */
public final class VerdictReader {
    private VerdictReader() {}

    /** Reads an answer, of which thinking is left out. */
    public static Read<Verdict> read(String answer) {
        String text = OwnWords.afterThinking(answer);
        Tally doubled = new Tally();
        Tally single = new Tally();
        int from = 0;
        for (Optional<Labels.Label> label = Labels.next(text, from);
                label.isPresent();
                label = Labels.next(text, from)) {
            (label.get().brackets() == 2 ? doubled : single).add(label.get().verdict());
            from = label.get().end();
        }
        Tally taken = doubled.last.isPresent() ? doubled : single;
        return taken.last.isPresent()
                ? new Read.Found<>(taken.last.get(), taken.conflicting)
                : new Read.Missing<>("no verdict label");
    }

    private static final class Tally {
        private Optional<Verdict> last = Optional.empty();
        private boolean conflicting;

        void add(Verdict verdict) {
            conflicting |= last.isPresent() && last.get() != verdict;
            last = Optional.of(verdict);
        }
    }
}
