package dev.assay.math.logic;

import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Expr.Connective;
import dev.assay.math.parse.Expr.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares formulas of propositional logic by their truth tables. A table is a bit for each assignment, 64 of them in a
 * word, so that sixteen variables are a thousand words.
 */
public final class TruthTables {
    private static final int MAX_VARIABLES = 16;

    private static final long[] FIRST_SIX = {
        0xAAAAAAAAAAAAAAAAL,
        0xCCCCCCCCCCCCCCCCL,
        0xF0F0F0F0F0F0F0F0L,
        0xFF00FF00FF00FF00L,
        0xFFFF0000FFFF0000L,
        0xFFFFFFFF00000000L
    };

    private final List<String> variables;
    private final int words;
    private final Steps steps;

    private TruthTables(List<String> variables, Steps steps) {
        this.variables = variables;
        this.words = 1 << Math.max(0, variables.size() - 6);
        this.steps = steps;
    }

    /**
     * Whether two formulas agree for all values of their variables; empty where one is no formula of propositions.
     *
     * @throws TooCostly where there are more than 16 variables
     */
    public static Optional<Boolean> equivalent(Expr left, Expr right, Steps steps) {
        TreeSet<String> names = new TreeSet<>();
        if (!isFormula(left, names) || !isFormula(right, names)) {
            return Optional.empty();
        }
        if (names.size() > MAX_VARIABLES) {
            throw new TooCostly("a truth table of " + names.size() + " variables");
        }
        TruthTables tables = new TruthTables(List.copyOf(names), steps);
        long[] one = tables.table(left);
        long[] other = tables.table(right);
        int used = Math.min(64, 1 << Math.min(6, names.size()));
        long mask = used == 64 ? -1L : (1L << used) - 1;
        for (int i = 0; i < one.length; i++) {
            if (((one[i] ^ other[i]) & mask) != 0) {
                return Optional.of(false);
            }
        }
        return Optional.of(true);
    }

    private static boolean isFormula(Expr expr, TreeSet<String> names) {
        return switch (expr) {
            case Expr.Symbol(String name) -> names.add(name) || true;
            case Constant constant -> constant == Constant.TRUE || constant == Constant.FALSE;
            case Expr.Not(Expr of) -> isFormula(of, names);
            case Expr.Logic(var _, List<Expr> operands) ->
                operands.stream().allMatch(operand -> isFormula(operand, names));
            case Expr _ -> false;
        };
    }

    private long[] table(Expr formula) {
        steps.spend(10L + words);
        return switch (formula) {
            case Expr.Symbol(String name) -> variable(Collections.binarySearch(variables, name));
            case Constant constant -> filled(constant == Constant.TRUE ? -1L : 0L);
            case Expr.Not(Expr of) -> not(table(of));
            case Expr.Logic(Connective connective, List<Expr> operands) -> {
                List<long[]> tables = new ArrayList<>();
                for (Expr operand : operands) {
                    tables.add(table(operand));
                }
                long[] all = tables.getFirst();
                for (long[] next : tables.subList(1, tables.size())) {
                    all = joined(connective, all, next);
                }
                yield all;
            }
            case Expr _ -> throw new IllegalArgumentException("no formula");
        };
    }

    private long[] variable(int index) {
        long[] table = new long[words];
        for (int i = 0; i < words; i++) {
            table[i] = index < 6 ? FIRST_SIX[index] : (i >> index - 6 & 1) == 1 ? -1L : 0L;
        }
        return table;
    }

    private long[] filled(long word) {
        long[] table = new long[words];
        java.util.Arrays.fill(table, word);
        return table;
    }

    private long[] not(long[] of) {
        long[] table = new long[words];
        for (int i = 0; i < words; i++) {
            table[i] = ~of[i];
        }
        return table;
    }

    private long[] joined(Connective connective, long[] left, long[] right) {
        long[] table = new long[words];
        for (int i = 0; i < words; i++) {
            table[i] = switch (connective) {
                case AND -> left[i] & right[i];
                case OR -> left[i] | right[i];
                case XOR -> left[i] ^ right[i];
                case IMPLIES -> ~left[i] | right[i];
                case EQUIVALENT -> ~(left[i] ^ right[i]);
            };
        }
        return table;
    }
}
