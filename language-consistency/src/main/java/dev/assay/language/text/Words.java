package dev.assay.language.text;

import dev.assay.language.text.WordScanner.Sink;
import java.text.Normalizer;

/** Reads words that stand between spaces, and keeps count of sentences and clauses. */
final class Words {
    /** More of the same letter in a row are one noise. */
    static final int MOST_SAME = 3;

    /** So many single letters in a row are a spaced-out word. */
    private static final int SPACED_OUT = 5;

    private static final int LONGEST_NORMALIZED = 256;

    private final String text;
    private final Sink sink;
    private final Word word = new Word();
    private long letters;
    private int singles;
    private int singlesClause = -1;

    Words(String text, Sink sink) {
        this.text = text;
        this.sink = sink;
    }

    /** How many letters the words have that were reported. */
    long letters() {
        return letters;
    }

    int clause(int i) {
        word.clause++;
        return i + 1;
    }

    int line(int i, int to) {
        word.clause++;
        if (i + 1 < to && Glyphs.kind(text.charAt(i + 1)) == Glyphs.LINE) {
            word.sentence++;
        }
        return i + 1;
    }

    /** A full stop ends a sentence unless something follows at once. */
    int stop(int i, int to) {
        if (text.charAt(i) == '.' && i + 1 < to) {
            int next = Glyphs.kind(text.charAt(i + 1));
            if (next == Glyphs.LETTER || next == Glyphs.DIGIT) {
                return i + 1;
            }
        }
        word.sentence++;
        word.clause++;
        return i + 1;
    }

    /** Begins a word, whose letters the caller adds. */
    Word begin(int start, Script script) {
        word.start = start;
        word.script = script;
        word.letterCount = 0;
        word.length = 0;
        word.capitalized = false;
        word.identifier = false;
        word.joined = false;
        return word;
    }

    /** Reports the word that was begun. */
    void report(int end) {
        word.end = end;
        letters += word.letterCount;
        sink.word(word);
    }

    /** Reports the word that was begun, unless it is a symbol of one letter. */
    void reportUnlessSingle(int end) {
        finish(end, false);
    }

    /** A name of a program: only its letters count. */
    int identifier(int from, int to) {
        begin(from, Script.LATIN);
        word.identifier = true;
        for (int i = from; i < to; i++) {
            if (Glyphs.isAsciiLetter(text.charAt(i))) {
                word.add(text.charAt(i));
            }
        }
        report(to);
        return to;
    }

    /** The word that begins with the letter here; returns where it ends. */
    int word(int from, int to) {
        begin(from, Glyphs.script(text.charAt(from)));
        word.capitalized = Character.isUpperCase(text.charAt(from));
        boolean normalize = false;
        boolean stretched = false;
        char last = 0;
        int same = 0;
        int end = from;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            int kind = Glyphs.kind(c);
            if (kind == Glyphs.LETTER) {
                Script script = Glyphs.script(c);
                if (script != word.script) {
                    if (!script.isConfusable() || !word.script.isConfusable()) {
                        break;
                    }
                    word.script = Script.MIXED;
                }
                same = c == last ? same + 1 : 1;
                last = c;
                if (same <= MOST_SAME) {
                    word.add(c);
                } else {
                    stretched = true;
                }
                normalize |= Glyphs.isCompatible(c);
                end = i + 1;
            } else if (kind == Glyphs.MARK) {
                if (word.script.spellsWithMarks()) {
                    word.add(c);
                }
                normalize |= word.script.isConfusable();
                end = i + 1;
            } else if (Glyphs.isApostrophe(c) && last != 0 && isFollowed(i, to)) {
                if (word.length < Word.LONGEST) {
                    word.letters[word.length++] = '\'';
                }
                last = 0;
            } else if (kind == Glyphs.HIDDEN) {
                word.joined = true;
            } else {
                break;
            }
            i++;
        }
        if (normalize && end - from <= LONGEST_NORMALIZED) {
            normalize(from, end);
        }
        finish(end, stretched);
        return i;
    }

    private void finish(int end, boolean stretched) {
        if (word.letterCount <= 1 && word.script.isConfusable()) {
            single(end);
            return;
        }
        singles = 0;
        if (!stretched || !isOneLetter()) {
            report(end);
        }
    }

    /** Single letters are symbols; many in a row, with nothing between them, are a word that is spaced out. */
    private void single(int end) {
        singles = word.clause == singlesClause ? singles + 1 : 1;
        singlesClause = word.clause;
        if (singles >= SPACED_OUT) {
            word.script = Script.MIXED;
            report(end);
        }
    }

    private boolean isOneLetter() {
        for (int i = 1; i < word.length; i++) {
            if (word.letters[i] != word.letters[0]) {
                return false;
            }
        }
        return true;
    }

    private boolean isFollowed(int apostrophe, int to) {
        return apostrophe + 1 < to
                && Glyphs.kind(text.charAt(apostrophe + 1)) == Glyphs.LETTER
                && Glyphs.script(text.charAt(apostrophe + 1)) == word.script;
    }

    private void normalize(int from, int end) {
        StringBuilder seen = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            if (Glyphs.kind(text.charAt(i)) != Glyphs.HIDDEN) {
                seen.append(text.charAt(i));
            }
        }
        refill(Normalizer.normalize(seen, Normalizer.Form.NFKC));
    }

    /** Takes the letters of the word from a normalized text. */
    void refill(String normalized) {
        word.length = 0;
        word.letterCount = 0;
        boolean first = true;
        for (int i = 0; i < normalized.length(); i++) {
            char c = normalized.charAt(i);
            if (Glyphs.kind(c) == Glyphs.LETTER) {
                Script script = Glyphs.script(c);
                if (first) {
                    word.script = script;
                    word.capitalized = Character.isUpperCase(c);
                    first = false;
                } else if (script != word.script) {
                    word.script = Script.MIXED;
                }
                word.add(c);
            } else if (Glyphs.isApostrophe(c) && word.length < Word.LONGEST) {
                word.letters[word.length++] = '\'';
            }
        }
    }
}
