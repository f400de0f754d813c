package dev.assay.math.profile;

import dev.assay.math.compare.Policy;
import dev.assay.math.compare.Policy.Chains;
import dev.assay.math.compare.Policy.Inequalities;
import dev.assay.math.compare.Policy.Lists;
import dev.assay.math.compare.Policy.Names;
import dev.assay.math.compare.Policy.Percents;
import dev.assay.math.compare.Policy.Tolerance;
import dev.assay.math.compare.Policy.Tuples;
import dev.assay.math.compare.Policy.Units;
import dev.assay.math.extract.Search;
import dev.assay.math.extract.Search.Boxed;
import dev.assay.math.extract.Search.Inline;
import dev.assay.math.extract.Search.Several;
import dev.assay.math.extract.Source;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profiles that ship. */
public final class Profiles {
    private static final long STEPS = 3_000_000;

    /**
     * What a trainer wants: strict about the value, kind about the form. Exact against exact without any tolerance;
     * {@code 10\%} is a tenth and never ten; a label or unit may be missing on one side, different ones differ; bare
     * lists and sets are unordered, bracketed tuples ordered, intervals open or closed as written. {@code \log} without
     * a base is {@code \ln} beside a {@code \ln}, and else equal to itself only. {@code 2,5} is two and a half beside a
     * single value and two values beside a list; {@code 1,234} is a thousand and more; {@code 2{,}5} is always two and
     * a half. A reference that is only a letter from A to J is a choice.
     */
    public static final Profile DEFAULT = new Profile(
            "default",
            Search.DEFAULT,
            Profile.Answer.VALUE,
            Profile.LetterCase.IGNORED,
            Profile.References.ANY,
            Profile.Parts.ALL,
            Policy.STRICT,
            STEPS);

    /**
     * Math-Verify 0.8: the last match of a source counts, boxes near each other are one answer; where a side is a
     * decimal number both are rounded to six digits after the point; units are left away; a list is a set, a tuple
     * beside a set is one as well; of a chain of equations the last side counts. Unlike it: no tolerance between exact
     * values (it takes 1/2004! for 1/2006!), all parts of an answer are compared, and plain text is read as LaTeX is.
     */
    public static final Profile MATH_VERIFY = last(
                    "math-verify",
                    0,
                    Source.BOXED,
                    Source.FINAL_ANSWER,
                    Source.ANSWER_COLON,
                    Source.ANSWER_IS,
                    Source.WHOLE,
                    Source.LETTER,
                    Source.BOLD,
                    Source.LATEST)
            .with(Boxed.JOINED)
            .with(new Policy(
                    Percents.HUNDREDTHS,
                    Units.IGNORED,
                    Lists.DISTINCT,
                    Tuples.AS_REFERENCE,
                    Names.KEPT,
                    Chains.LAST,
                    Inequalities.SETS,
                    tolerance(Policy.Kind.ROUNDED, "6", true)));

    /**
     * {@code is_equiv} of the MATH dataset, also of prm800k and DeepScaleR: the last box; percent signs and units are
     * left away; lists are ordered. Unlike it: equal by value and not only by normalised spelling, so that what it
     * accepts is accepted here, and a sum in another order as well.
     */
    public static final Profile HENDRYCKS = last("hendrycks", 0, Source.BOXED, Source.WHOLE)
            .with(new Policy(
                    Percents.IGNORED,
                    Units.IGNORED,
                    Lists.KEPT,
                    Tuples.KEPT,
                    Names.KEPT,
                    Chains.PROVEN,
                    Inequalities.SETS,
                    Optional.empty()));

    /**
     * The grader of Qwen2.5-Math and Omni-MATH-Rule: the last box, what is announced, or the last number; relative
     * tolerance of 1e-4; x, 100x and x/100 agree; lists are ordered, units left away. Unlike it: two integers are never
     * taken for each other, and percent needs a percent sign or a decimal on one side. Nothing is evaluated as a
     * program.
     */
    public static final Profile QWEN = last(
                    "qwen",
                    0,
                    Source.BOXED,
                    Source.FINAL_ANSWER,
                    Source.ANSWER_COLON,
                    Source.ANSWER_IS,
                    Source.WHOLE,
                    Source.NUMBER)
            .with(new Policy(
                    Percents.EITHER,
                    Units.IGNORED,
                    Lists.KEPT,
                    Tuples.KEPT,
                    Names.KEPT,
                    Chains.PROVEN,
                    Inequalities.SETS,
                    tolerance(Policy.Kind.RELATIVE, "1e-4", false)));

    /**
     * {@code math_dapo} of verl: the last {@code Answer:} within the last 300 characters and nothing else; units are
     * left away. Unlike it: equal by value and not only by normalised spelling. Its −1 is the recipe's.
     */
    public static final Profile DAPO = last("dapo", 300, Source.FINAL_ANSWER, Source.ANSWER_COLON)
            .with(new Policy(
                    Percents.HUNDREDTHS,
                    Units.IGNORED,
                    Lists.KEPT,
                    Tuples.KEPT,
                    Names.KEPT,
                    Chains.PROVEN,
                    Inequalities.SETS,
                    Optional.empty()));

    /**
     * GSM8K: the number behind {@code ####}, else the last number; units and currencies are left away. Unlike verl's:
     * {@code ####} counts wherever it stands, and numbers are compared as numbers.
     */
    public static final Profile GSM8K = last("gsm8k", 0, Source.HASHES, Source.BOXED, Source.NUMBER, Source.WHOLE)
            .with(new Policy(
                    Percents.IGNORED,
                    Units.IGNORED,
                    Lists.FREE,
                    Tuples.KEPT,
                    Names.KEPT,
                    Chains.PROVEN,
                    Inequalities.SETS,
                    Optional.empty()));

    /**
     * The strict form of {@code math_dapo}: the last box within the last 100 characters, written as the reference is.
     * The right value in another spelling is a 0 whose reason says so.
     */
    public static final Profile STRICT_BOX =
            last("strict-box", 100, Source.BOXED).with(Profile.Answer.WRITTEN);

    /**
     * Exact match of short texts as SQuAD and Search-R1 have it: lower case, without articles, punctuation and spacing.
     * What is compared is the whole of the part that is judged, or what is boxed or announced in it. Unlike it: points
     * and slashes between digits and the sign of a number stay, so that 3.5 is not 35.
     */
    public static final Profile TEXT_EM = last(
                    "text-em", 0, Source.BOXED, Source.FINAL_ANSWER, Source.ANSWER_COLON, Source.ANSWER_IS)
            .with(Profile.Answer.WORDS);

    /** The F1 of the words in common, as SQuAD has it; a value from 0 to 1, of several references the best. */
    public static final Profile TEXT_F1 = TEXT_EM.named("text-f1").with(Profile.Answer.OVERLAP);

    private static final Map<String, Profile> SHIPPED = new LinkedHashMap<>();

    static {
        List.of(DEFAULT, MATH_VERIFY, HENDRYCKS, QWEN, DAPO, GSM8K, STRICT_BOX, TEXT_EM, TEXT_F1)
                .forEach(profile -> SHIPPED.put(profile.name(), profile));
    }

    private Profiles() {}

    private static Profile last(String name, int window, Source... order) {
        return DEFAULT.named(name).with(new Search(List.of(order), window, Boxed.LAST, Several.LAST, Inline.ONE_LINE));
    }

    private static Optional<Tolerance> tolerance(Policy.Kind kind, String amount, boolean decimalsOnly) {
        return Optional.of(new Tolerance(kind, new BigDecimal(amount), decimalsOnly));
    }

    /** The profile of that name; empty where none ships. */
    public static Optional<Profile> named(String name) {
        return Optional.ofNullable(SHIPPED.get(name));
    }

    /** The names of those that ship, for messages. */
    public static String known() {
        return String.join(", ", SHIPPED.keySet());
    }
}
