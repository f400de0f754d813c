package dev.assay.bench.format;

/** The completions that are checked; the same for every subject. */
public enum Texts {
    /** Reasoning with formulas, in form. */
    WELL_FORMED {
        @Override
        public String text(int length) {
            String close = "</think>\n<answer>\\boxed{42}</answer>";
            return "<think>"
                    + filled(
                            "We add 3 to x, so that 2x + 3 = 87 and x < 50; hence x = 42.\n",
                            length - 7 - close.length())
                    + close;
        }
    },
    /** Sections without end, each a new beginning for whoever backtracks. */
    SECTIONS {
        @Override
        public String text(int length) {
            return "<think>" + filled("</think><answer>x</answer>y", length - 7);
        }
    },
    /** Openings of tags that are none. */
    OPENINGS {
        @Override
        public String text(int length) {
            return "<think>" + filled("<think </answer ", length - 7);
        }
    };

    /** Exactly so many characters, all ASCII. */
    public abstract String text(int length);

    String label() {
        return switch (this) {
            case WELL_FORMED -> "well formed";
            case SECTIONS -> "hostile: sections";
            case OPENINGS -> "hostile: openings";
        };
    }

    static String filled(String piece, int length) {
        return piece.repeat(length / piece.length() + 1).substring(0, length);
    }
}
