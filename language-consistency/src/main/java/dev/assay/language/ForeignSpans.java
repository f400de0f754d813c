package dev.assay.language;

import dev.assay.language.LanguageShare.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the longest spans of words in one language other than the target. */
final class ForeignSpans {
    private static final int KEPT = 5;
    private static final Comparator<Span> LONGEST_FIRST =
            Comparator.comparingLong(Span::words).reversed().thenComparingInt(Span::start);

    private final List<Span> kept = new ArrayList<>(KEPT + 1);
    private int start;
    private int end;
    private int language = -1;
    private long words;

    void add(int start, int end, int language, int words) {
        if (language != this.language) {
            close();
            this.start = start;
            this.language = language;
        }
        this.end = end;
        this.words += words;
    }

    /** A word of the target ends the span. */
    void close() {
        if (language >= 0 && (kept.size() < KEPT || kept.getLast().words() < words)) {
            kept.add(new Span(start, end, Languages.CODES.get(language), words));
            kept.sort(LONGEST_FIRST);
            if (kept.size() > KEPT) {
                kept.removeLast();
            }
        }
        language = -1;
        words = 0;
    }

    List<Span> longest() {
        close();
        return kept;
    }
}
