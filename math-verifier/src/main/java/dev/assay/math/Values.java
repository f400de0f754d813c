package dev.assay.math;

import dev.assay.math.compare.Comparer;
import dev.assay.math.compare.Policy;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Cas;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Notation;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.math.profile.Profile;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** Reads and compares values by a profile. */
final class Values {
    private final Cas cas;
    private final Profile profile;

    Values(Cas cas, Profile profile) {
        this.cas = cas;
        this.profile = profile;
    }

    private Comparer comparer() {
        return new Comparer(cas, new Steps(profile.steps()), profile.policy());
    }

    /**
     * Compares one extracted answer with one reference.
     *
     * @param before what was done so far, for the trace
     */
    Verification compare(ReferenceAnswer.Usable reference, String answer, String source, List<String> before) {
        List<String> trace = new ArrayList<>(before);
        trace.add(
                "reference '" + Shown.cut(reference.text()) + "' read as " + Shown.cut(Notation.of(reference.expr())));
        if (Shown.normal(reference.text()).equals(Shown.normal(answer))) {
            return decided(trace, ReasonCode.EQUAL_IDENTICAL, Shown.cut(answer) + " = " + Shown.cut(reference.text()));
        }
        try {
            Expr given = read(answer);
            trace.add("answer '" + Shown.cut(answer) + "' read as " + Shown.cut(Notation.of(given)));
            Comparer comparer = comparer();
            Expr right = reference.expr();
            ReasonCode reason = compare(comparer, right, given);
            if (reason == ReasonCode.NOT_EQUAL) {
                DecimalCommas points = DecimalCommas.of(right, reference.text(), given, answer);
                if (points.present()) {
                    trace.add("a comma may be a decimal one: " + points.shown());
                    right = points.reference();
                    given = points.answer();
                    reason = compare(comparer, right, given);
                }
            }
            if (reason == ReasonCode.EQUAL_TEXT && isOtherCase(right, given)) {
                reason = ReasonCode.WRONG_FORM;
            }
            String left = comparer.shown(given).orElse(Shown.cut(answer));
            String shown = comparer.shown(right).orElse(Shown.cut(reference.text()));
            boolean equal = isEqual(reason);
            String sign = equal ? " = " : reason == ReasonCode.UNDECIDED ? " ? " : " ≠ ";
            String evidence = (equal ? "" : source + " ") + left + sign + shown;
            double share = equal ? 1 : share(comparer, right, given);
            return share > 0 && share < 1 ? partly(trace, share, evidence) : decided(trace, reason, evidence);
        } catch (ParseFailure failure) {
            return decided(
                    trace,
                    ReasonCode.UNPARSEABLE,
                    source + " '" + Shown.cut(answer) + "': " + failure.getMessage() + " at " + failure.position());
        } catch (TooCostly costly) {
            return decided(
                    trace, ReasonCode.TOO_COSTLY, source + " '" + Shown.cut(answer) + "': " + costly.getMessage());
        }
    }

    private Expr read(String text) throws ParseFailure {
        return read(text, profile);
    }

    /** Reads a text; of a chain that cannot be read its last side, where the profile is content with that. */
    static Expr read(String text, Profile profile) throws ParseFailure {
        String mended = Escapes.mended(text);
        try {
            return Reader.read(mended);
        } catch (ParseFailure failure) {
            int last = mended.lastIndexOf('=');
            if (profile.policy().chains() == Policy.Chains.PROVEN || last < 0) {
                throw failure;
            }
            return Reader.read(mended.substring(last + 1).replace('$', ' '));
        }
    }

    private ReasonCode compare(Comparer comparer, Expr right, Expr given) {
        Policy policy = profile.policy();
        return policy.refuses(right, given)
                ? ReasonCode.NOT_EQUAL
                : comparer.compare(policy.reference(right, given), policy.answer(given, right));
    }

    private boolean isOtherCase(Expr right, Expr given) {
        return profile.letterCase() == Profile.LetterCase.KEPT
                && right instanceof Expr.Text(String one)
                && given instanceof Expr.Text(String other)
                && !one.strip().equals(other.strip());
    }

    /** The share of the parts that are right, in their order, where the profile asks for it. */
    private double share(Comparer comparer, Expr right, Expr given) {
        if (profile.parts() == Profile.Parts.ALL
                || !isSeveral(right)
                || right.children().size() != given.children().size()) {
            return 0;
        }
        int count = right.children().size();
        int good = 0;
        for (int i = 0; i < count; i++) {
            good += isEqual(compare(
                            comparer, right.children().get(i), given.children().get(i)))
                    ? 1
                    : 0;
        }
        return (double) good / count;
    }

    private static boolean isSeveral(Expr expr) {
        return expr instanceof Expr.Listing || expr instanceof Expr.Tuple || expr instanceof Expr.SetOf;
    }

    /** Whether answers that are written differently all mean the same. */
    boolean same(List<String> texts) {
        try {
            Expr first = read(texts.getFirst());
            Comparer comparer = comparer();
            for (String text : texts.subList(1, texts.size())) {
                if (!isEqual(compare(comparer, first, read(text)))) {
                    return false;
                }
            }
            return true;
        } catch (ParseFailure | TooCostly _) {
            return false;
        }
    }

    private static boolean isEqual(ReasonCode reason) {
        return reason.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0;
    }

    private static Verification partly(List<String> trace, double share, String evidence) {
        trace.add(ReasonCode.PARTLY_EQUAL + ": " + ReasonCode.PARTLY_EQUAL.meaning());
        return new Verification(ReasonCode.PARTLY_EQUAL, share, evidence, trace);
    }

    static Verification decided(List<String> trace, ReasonCode reason, String evidence) {
        trace.add(reason + ": " + reason.meaning());
        return new Verification(reason, evidence, trace);
    }
}
