package dev.assay.math;

import dev.assay.math.compare.Comparer;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.extract.Search;
import dev.assay.math.extract.Source;
import dev.assay.math.ladder.Cas;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.profile.Profile;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.List;
import java.util.stream.Collectors;

/** A reference that was read, or why it cannot be used. */
sealed interface ReferenceAnswer {
    /**
     * A reference that can be compared with.
     *
     * @param text without the solution around it
     */
    record Usable(String text, Expr expr) implements ReferenceAnswer {}

    /** A reference that cannot be read or afforded, for which no answer can be scored. */
    record Unusable(ReasonCode reason, String why) implements ReferenceAnswer {}

    /** What solutions say before their answer. */
    List<String> ENDS = List.of("\\boxed", "\\fbox", "final answer is", "Final answer", "Final Answer");

    Search SOLUTION = new Search(
            List.of(Source.BOXED, Source.FINAL_ANSWER), 0, Search.Boxed.JOINED, Search.Several.LAST, Search.Inline.ANY);

    /** Reads one of {@link #answersOf}. */
    static ReferenceAnswer read(String text, Profile profile) {
        try {
            Expr expr = Values.read(text, profile);
            new Comparer(Cas.NONE, new Steps(profile.steps())).check(expr);
            return new Usable(text, expr);
        } catch (ParseFailure failure) {
            return new Unusable(
                    ReasonCode.REFERENCE_UNREADABLE,
                    "reference '" + Shown.cut(text) + "': " + failure.getMessage() + " at " + failure.position());
        } catch (ArithmeticException undefined) {
            return new Unusable(
                    ReasonCode.REFERENCE_UNREADABLE, "reference '" + Shown.cut(text) + "': " + undefined.getMessage());
        } catch (TooCostly costly) {
            return new Unusable(
                    ReasonCode.REFERENCE_TOO_COSTLY, "reference '" + Shown.cut(text) + "': " + costly.getMessage());
        }
    }

    /** All of several references as one list. */
    static Usable all(List<Usable> references) {
        return references.size() == 1
                ? references.getFirst()
                : new Usable(
                        references.stream().map(Usable::text).collect(Collectors.joining(", ")),
                        new Expr.Listing(references.stream().map(Usable::expr).toList()));
    }

    /** Without the solution around it; where a percent sign follows its box, also the answer with the sign. */
    static List<String> answersOf(String reference) {
        int hashes = reference.lastIndexOf("####");
        if (ENDS.stream().anyMatch(reference::contains)
                && Extractor.value(reference, SOLUTION)
                        instanceof Extraction.Found(String text, var _, var _, String behind)) {
            return behind.isEmpty() ? List.of(text) : List.of(text, text + behind);
        }
        return List.of(hashes >= 0 ? reference.substring(hashes + 4).strip() : reference.strip());
    }
}
