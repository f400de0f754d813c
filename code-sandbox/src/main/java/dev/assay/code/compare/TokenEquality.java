package dev.assay.code.compare;

/** Whether a printed token counts as the expected one under a {@link TokenRule}. */
final class TokenEquality {
    private TokenEquality() {}

    static boolean same(TokenRule rule, Slice expected, Slice actual) {
        return switch (rule) {
            case TokenRule.Strict _ -> strict(expected, actual);
            case TokenRule.AnyCase _ -> Letters.sameWithoutCase(expected, actual) || strict(expected, actual);
            case TokenRule.YesNo _ ->
                strict(expected, actual)
                        || ((Letters.isWord(expected, "yes") || Letters.isWord(expected, "no"))
                                && Letters.sameWithoutCase(expected, actual));
            case TokenRule.Tolerant tolerance -> tolerant(tolerance, expected, actual);
        };
    }

    private static boolean strict(Slice expected, Slice actual) {
        return expected.sameBytes(actual) || (Decimals.isFraction(expected) && Decimals.sameValue(expected, actual));
    }

    private static boolean tolerant(TokenRule.Tolerant tolerance, Slice expected, Slice actual) {
        if (Decimals.isNotFinite(expected) || Decimals.isNotFinite(actual)) {
            return false;
        }
        if (!Decimals.isNumber(expected) || !Decimals.isNumber(actual)) {
            return expected.sameBytes(actual);
        }
        if (Decimals.isInteger(expected) && Decimals.isInteger(actual)) {
            return Decimals.sameValue(expected, actual);
        }
        return close(tolerance, Decimals.value(expected), Decimals.value(actual))
                || Decimals.sameValue(expected, actual);
    }

    private static boolean close(TokenRule.Tolerant tolerance, double expected, double actual) {
        return Double.isFinite(expected)
                && Double.isFinite(actual)
                && Math.abs(actual - expected)
                        <= Math.max(tolerance.absolute(), tolerance.relative() * Math.abs(expected));
    }
}
