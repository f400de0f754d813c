package dev.assay.language.ngram;

import dev.assay.language.text.Word;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What letters cost in the languages of one script: for n-grams of one to five letters the negative logarithm of the
 * probability of the last letter after the ones before, in {@value #STEPS_PER_NAT}ths of a nat. The start and the end
 * of a word are letters too. A letter costs what the longest n-gram says that is in the table and ends in it.
 *
 * <p>The file is gzip over: the number of languages and their codes; the number of letters and the letters; the number
 * of n-grams; the n-grams as packed keys in ascending order, each as the difference to the one before in seven-bit
 * groups; and for each language one byte of cost an n-gram.
 */
public final class NgramTable implements Costs {
    /** How many steps of a cost make one nat. */
    public static final int STEPS_PER_NAT = 12;

    /** The most languages of one table: where a word came from is a bit each. */
    public static final int MOST_LANGUAGES = 31;

    /** The longest n-gram. */
    public static final int LONGEST = 5;

    /** The most letters that are told apart. */
    public static final int MOST_LETTERS = 252;

    /** The code of the start of a word. */
    public static final int START = 1;

    /** The code of the end of a word. */
    public static final int END = 2;

    /** The code of a letter that the table does not know; those that it knows follow. */
    public static final int UNKNOWN = 3;

    private static final int CODED = 0x2000;
    private static final int UNKNOWN_COST = 10 * STEPS_PER_NAT;
    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final long KEY_MASK = (1L << 40) - 1;

    private final List<String> languages;
    private final byte[] codes;
    private final int shift;
    private final long[] slots;
    private final byte[] rows;

    private NgramTable(List<String> languages, byte[] codes, long[] keys, byte[] rows) {
        this.languages = languages;
        this.codes = codes;
        this.rows = rows;
        int bits = 64 - Long.numberOfLeadingZeros(keys.length * 2L - 1);
        this.shift = 64 - bits;
        this.slots = new long[1 << bits];
        for (int row = 0; row < keys.length; row++) {
            int slot = slot(keys[row]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = keys[row] << 24 | (row + 1);
        }
    }

    /** The table in this resource of the class path. */
    public static NgramTable resource(String name) {
        try (InputStream in = NgramTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return read(in);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's " + name + " cannot be read", e);
        }
    }

    /** Reads a table. */
    public static NgramTable read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(new GZIPInputStream(in), 1 << 16));
        List<String> languages = new ArrayList<>();
        int count = data.readUnsignedByte();
        for (int i = 0; i < count; i++) {
            languages.add(data.readUTF());
        }
        byte[] codes = new byte[CODED];
        int letters = data.readUnsignedByte();
        for (int i = 0; i < letters; i++) {
            char letter = data.readChar();
            codes[letter] = (byte) (UNKNOWN + 1 + i);
        }
        for (char c = 0; c < CODED; c++) {
            char small = Character.toLowerCase(c);
            if (codes[c] == 0 && small < CODED) {
                codes[c] = codes[small];
            }
        }
        long[] keys = new long[data.readInt()];
        long key = 0;
        for (int i = 0; i < keys.length; i++) {
            key += variable(data);
            keys[i] = key;
        }
        byte[] rows = new byte[keys.length * count];
        for (int language = 0; language < count; language++) {
            for (int i = 0; i < keys.length; i++) {
                rows[i * count + language] = data.readByte();
            }
        }
        return new NgramTable(List.copyOf(languages), codes, keys, rows);
    }

    private static long variable(DataInputStream data) throws IOException {
        long value = 0;
        int shift = 0;
        while (true) {
            int b = data.readUnsignedByte();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
            shift += 7;
        }
    }

    @Override
    public List<String> languages() {
        return languages;
    }

    @Override
    public void cost(Word word, int[] costs) {
        Arrays.fill(costs, 0);
        long context = START;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.letter(i);
            if (letter == '\'') {
                symbol(context, END, costs);
                context = START;
                continue;
            }
            int code = letter < CODED ? codes[letter] & 0xFF : 0;
            context = symbol(context, code == 0 ? UNKNOWN : code, costs);
        }
        symbol(context, END, costs);
    }

    private long symbol(long context, int code, int[] costs) {
        long key = (context << 8 | code) & KEY_MASK;
        long suffix = key;
        long mask = KEY_MASK;
        // A context shorter than four letters has zeros in front, which need no look-up of their own.
        while (mask > 0xFF && (key & (mask ^ mask >>> 8)) == 0) {
            mask >>>= 8;
        }
        while (mask != 0) {
            int row = find(suffix);
            if (row >= 0) {
                int at = row * languages.size();
                for (int i = 0; i < costs.length; i++) {
                    costs[i] += rows[at + i] & 0xFF;
                }
                return key;
            }
            mask >>>= 8;
            suffix = key & mask;
        }
        for (int i = 0; i < costs.length; i++) {
            costs[i] += UNKNOWN_COST;
        }
        return key;
    }

    private int find(long key) {
        int slot = slot(key);
        while (slots[slot] != 0) {
            if (slots[slot] >>> 24 == key) {
                return (int) (slots[slot] & 0xFFFFFF) - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    private int slot(long key) {
        return (int) (key * MIXER >>> shift);
    }
}
