package dev.assay.model.synthetic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that nobody has seen, for training. There are so many that none can be learnt by heart: whoever wants to know
 * whether an answer speaks of what was asked must compare the two.
 */
final class InventedWords {
    private static final List<String> ONSETS = Draw.words("""
            b, c, d, f, g, h, j, k, l, m, n, p, r, s, t, v, w, z, bl, br, ch, cl, cr, dr, fl, fr, gl, gr, pl, pr, qu,
            sc, sh, sk, sl, sm, sn, sp, st, str, sw, th, tr, tw, wh""");
    private static final List<String> NUCLEI = Draw.words("a, e, i, o, u, a, e, i, o, u, ai, ea, ee, ie, oa, oo, ou");
    private static final List<String> CODAS = Draw.words("""
            b, ck, d, ft, g, l, ll, m, n, nd, ng, nk, nt, p, r, rd, rk, rm, rn, rt, s, sh, ss, st, t, th, x""");
    private static final List<String> ENDINGS = Draw.words("er, le, et, ing, on, y, ow, ine, or, age, ard, el");
    /** What is held out stays out, also by chance. */
    private static final Set<String> RESERVED = reserved();

    private final Draw draw;

    InventedWords(Draw draw) {
        this.draw = draw;
    }

    String next() {
        String word = word();
        while (RESERVED.contains(word)) {
            word = word();
        }
        return word;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        int syllables = draw.between(1, 2);
        for (int i = 0; i < syllables; i++) {
            word.append(i == 0 && draw.once(6) ? "" : draw.of(ONSETS)).append(draw.of(NUCLEI));
            if (i == syllables - 1 || draw.once(3)) {
                word.append(draw.of(CODAS));
            }
        }
        return draw.once(3) ? word.append(draw.of(ENDINGS)).toString() : word.toString();
    }

    private static Set<String> reserved() {
        Set<String> words = new HashSet<>();
        Lexicon lexicon = Lexicon.HELD_OUT;
        for (List<String> some : List.of(
                lexicon.nouns(),
                lexicon.actions(),
                lexicon.steps(),
                lexicon.tools(),
                lexicon.qualities(),
                lexicon.places(),
                SafetyForms.HELD_OUT.objects(),
                SafetyForms.HELD_OUT.persons())) {
            words.addAll(some);
        }
        return words;
    }
}
