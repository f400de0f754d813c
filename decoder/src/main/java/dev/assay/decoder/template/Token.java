package dev.assay.decoder.template;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text what it says; of a string, without quotes and escapes
 */
record Token(Kind kind, String text) {
    enum Kind {
        /** Text outside of tags. */
        TEXT,
        /** The beginning of an expression tag. */
        OPEN_EXPRESSION,
        /** The beginning of a statement tag. */
        OPEN_STATEMENT,
        /** The end of either. */
        CLOSE,
        NAME,
        STRING,
        WHOLE,
        DECIMAL,
        OPERATOR,
        END
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
