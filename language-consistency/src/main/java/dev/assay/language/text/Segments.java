package dev.assay.language.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;

/** Words of scripts that are written without spaces, found by ICU with its dictionaries. */
final class Segments {
    private static final int LONGEST = 1024;
    private static final BreakIterator PROTOTYPE = BreakIterator.getWordInstance(ULocale.ROOT);

    private final String text;
    private final Words words;
    private final BreakIterator breaks = (BreakIterator) PROTOTYPE.clone();
    private final StringBuilder run = new StringBuilder();
    private final int[] places = new int[LONGEST + 2];

    Segments(String text, Words words) {
        this.text = text;
        this.words = words;
    }

    /** Reports the words of the run of such letters that begins here; returns where it ends. */
    int run(int from, int to) {
        return run(from, to, group(Glyphs.script(text.charAt(from))));
    }

    private int run(int from, int to, Script script) {
        run.setLength(0);
        int i = from;
        while (i < to && run.length() < LONGEST) {
            char c = text.charAt(i);
            int kind = Glyphs.kind(c);
            if (kind == Glyphs.LETTER && group(Glyphs.script(c)) == script) {
                int same = same(i, to);
                if (same > Words.MOST_SAME) {
                    if (run.isEmpty()) {
                        return i + same;
                    }
                    break;
                }
                append(c, i);
            } else if (kind == Glyphs.MARK && !run.isEmpty()) {
                append(c, i);
            } else if (kind == Glyphs.SURROGATE && script == Script.HAN && isIdeograph(i, to)) {
                append(c, i);
                append(text.charAt(++i), i);
            } else if (kind != Glyphs.HIDDEN) {
                break;
            }
            i++;
        }
        report();
        return i;
    }

    /** Mathematical letters and the like outside of the first plane, which stand for others; emoji are stepped over. */
    int supplementary(int from, int to) {
        if (isIdeograph(from, to)) {
            return run(from, to, Script.HAN);
        }
        run.setLength(0);
        int i = from;
        while (i + 1 < to && run.length() < Word.LONGEST * 2 && Character.isHighSurrogate(text.charAt(i))) {
            int point = text.codePointAt(i);
            if (!Character.isLetter(point)) {
                break;
            }
            run.appendCodePoint(point);
            i += Character.charCount(point);
        }
        if (run.isEmpty()) {
            return Math.min(to, from + Character.charCount(text.codePointAt(from)));
        }
        words.begin(from, Script.OTHER);
        words.refill(Normalizer.normalize(run, Normalizer.Form.NFKC));
        words.reportUnlessSingle(i);
        return i;
    }

    private void append(char c, int place) {
        places[run.length()] = place;
        run.append(c);
    }

    private void report() {
        breaks.setText(run.toString());
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
            Word word = words.begin(places[start], Glyphs.script(run.charAt(start)));
            for (int i = start; i < end; i++) {
                char c = run.charAt(i);
                if (Glyphs.script(c) == Script.KANA) {
                    word.script = Script.KANA;
                }
                word.add(c);
            }
            if (Character.isHighSurrogate(run.charAt(start))) {
                word.script = Script.HAN;
            }
            words.report(places[end - 1] + 1);
        }
    }

    private boolean isIdeograph(int at, int to) {
        return at + 1 < to
                && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))
                && Character.isIdeographic(text.codePointAt(at));
    }

    /** How often the letter here follows itself, itself included. */
    private int same(int at, int to) {
        char c = text.charAt(at);
        int i = at + 1;
        while (i < to && text.charAt(i) == c) {
            i++;
        }
        return i - at;
    }

    /** Han and kana are written in one run. */
    private static Script group(Script script) {
        return script == Script.KANA ? Script.HAN : script;
    }
}
