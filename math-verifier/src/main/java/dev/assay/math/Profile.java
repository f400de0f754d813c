package dev.assay.math;

import java.util.Optional;

/**
 * The policy of a comparison, where mathematics alone does not decide.
 *
 * @param name how references ask for it
 * @param steps the budget of each stage: evaluating the reference, and comparing one answer with it
 */
public record Profile(String name, long steps) {
    /**
     * Exact against exact without any tolerance; {@code 10\%} is a tenth and never ten; a unit counts where both sides
     * have one; bare lists and sets are unordered, tuples ordered, intervals open or closed as written. A name before a
     * value is left away on either side: {@code y=2x+1} is {@code 2x+1}. {@code \log} without a base is {@code \ln}
     * beside a {@code \ln}, and else equal to itself only. {@code 2,5} is two and a half beside a single value and two
     * values beside a list; {@code 1,234} is a thousand and more; {@code 2{,}5} is always two and a half.
     */
    public static final Profile DEFAULT = new Profile("default", 3_000_000);

    /** The profile of that name; empty where there is none. */
    public static Optional<Profile> named(String name) {
        return name.equals(DEFAULT.name) ? Optional.of(DEFAULT) : Optional.empty();
    }

    /** The known names, for messages. */
    public static String known() {
        return DEFAULT.name;
    }
}
