package dev.assay.math.extract;

/**
 * Looks where nothing announces an answer. A part that is no more than an answer is one as a whole; in running text the
 * last bold text, the last formula or the last number is taken, and letters where an option is asked for.
 */
final class Unannounced {
    private static final int SHORT = 200;

    private final String text;
    private final int from;
    private final int to;
    private final Statements statements;
    private final Search.Inline inline;
    private String whole = "";
    private boolean prose;
    private boolean looked;

    Unannounced(String text, int from, int to, Statements statements, Search.Inline inline) {
        this.inline = inline;
        this.text = text;
        this.from = from;
        this.to = to;
        this.statements = statements;
    }

    /** What one of the sources that need no announcement has. */
    Values find(Source source) {
        look();
        if (whole.isEmpty() || prose && source == Source.WHOLE) {
            return Values.NONE;
        }
        return switch (source) {
            case WHOLE -> {
                String plain = Statements.plain(whole);
                yield Extractor.single(
                        statements == Statements.OPTIONS
                                ? plain
                                : Announcements.withoutEnding(Statements.lastSentence(plain)));
            }
            case LETTER -> statements == Statements.OPTIONS ? Fallbacks.lastLetter(text, from, to) : Values.NONE;
            case BOLD -> Fallbacks.lastBold(text, from, to);
            case FORMULA -> formula();
            case LATEST -> latest();
            case NUMBER -> Fallbacks.lastNumber(text, from, to);
            case BOXED, FINAL_ANSWER, HASHES, ANSWER_COLON, ANSWER_IS -> Values.NONE;
        };
    }

    /** All of a short part in which none of the other sources has anything. */
    Values shortText() {
        look();
        return prose && whole.length() <= SHORT ? Extractor.single(whole) : Values.NONE;
    }

    /** A formula that is only a name, before a number, says what the number is. */
    private Values formula() {
        Values formulas = Formulas.find(text, from, to, inline);
        String last = formulas.last();
        boolean name = last.length() == 1 && Character.isLetter(last.charAt(0));
        boolean said = name && Fallbacks.lastNumber(text, from, to).lastPosition() > formulas.lastPosition();
        return formulas.isEmpty() || said ? Values.NONE : Extractor.single(last);
    }

    private Values latest() {
        Values formulas = Formulas.find(text, from, to, inline);
        Values number = Fallbacks.lastNumber(text, from, to);
        boolean inside = number.lastPosition()
                <= formulas.lastPosition() + formulas.last().length();
        return formulas.isEmpty() || !number.isEmpty() && !inside ? number : Extractor.single(formulas.last());
    }

    private void look() {
        if (!looked) {
            looked = true;
            whole = Part.withoutTags(text.substring(from, to)).strip();
            boolean labelled = !whole.isEmpty()
                    && Character.isLetter(whole.charAt(0))
                    && (whole.indexOf('$') > 0 || whole.contains("\\(") || whole.contains("\\["));
            prose = labelled || whole.contains("\n\n") || Statements.isProse(whole);
        }
    }
}
