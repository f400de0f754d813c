package dev.assay.language.ngram;

import dev.assay.language.text.Script;
import dev.assay.language.text.Word;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Chinese and Japanese: kana are Japanese, and an ideograph costs as much more in one than in the other as it is rarer
 * there. The file is gzip over one signed byte for each of U+4E00 to U+9FFF: what Japanese costs more than Chinese.
 */
public final class IdeographTable implements Costs {
    private static final int FIRST = 0x4E00;
    private static final int KANA_IN_CHINESE = 12 * NgramTable.STEPS_PER_NAT;
    /** Ideographs say little each, and a change costs as much as among alphabets. */
    private static final int EMPHASIS = 3;

    private static final List<String> LANGUAGES = List.of("zh", "ja");

    private final byte[] japanese;

    private IdeographTable(byte[] japanese) {
        this.japanese = japanese;
    }

    /** The table in this resource of the class path. */
    public static IdeographTable resource(String name) {
        try (InputStream in = IdeographTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new IdeographTable(new GZIPInputStream(in).readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + name + " cannot be read", e);
        }
    }

    @Override
    public List<String> languages() {
        return LANGUAGES;
    }

    @Override
    public void cost(Word word, int[] costs) {
        costs[0] = 0;
        costs[1] = 0;
        if (word.script() == Script.KANA) {
            costs[0] = KANA_IN_CHINESE;
            return;
        }
        for (int i = 0; i < word.length(); i++) {
            int at = word.letter(i) - FIRST;
            if (at >= 0 && at < japanese.length) {
                int more = japanese[at];
                costs[more > 0 ? 1 : 0] += EMPHASIS * Math.abs(more);
            }
        }
    }
}
