package dev.assay.bench.math;

import dev.assay.math.MathVerifier;
import dev.assay.math.cas.SymjaCas;

/** A process that gives one verdict, with computer algebra at hand but not needed. */
final class ColdVerdict {
    private ColdVerdict() {}

    /** Prints the reason and ends. */
    public static void main(String[] arguments) {
        System.out.println(new MathVerifier(SymjaCas.shared())
                .verify("\\frac{1}{2}+\\sqrt{2}", "\\boxed{\\sqrt2+0.5}")
                .reason());
    }
}
