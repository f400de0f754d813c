package dev.assay.math;

import dev.assay.math.compare.Cas;
import dev.assay.math.compare.Comparer;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.Notation;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.reward.ReasonCode;
import dev.assay.rollout.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies the final answer of a completion against a reference: extract, parse, compare. Thread-safe, without state;
 * the same input gives the same verification. Extraction is linear in the completion, everything after it is bounded by
 * the steps of the profile.
 */
public final class MathVerifier {
    private final Cas cas;

    /** A verifier without computer algebra: what only that could decide is {@link ReasonCode#UNDECIDED}. */
    public MathVerifier() {
        this(Cas.NONE);
    }

    public MathVerifier(Cas cas) {
        this.cas = cas;
    }

    /** Verifies a completion, which may be just an answer, against one right answer. */
    public Verification verify(String reference, String completion) {
        return verify(new Reference.Answers(List.of(reference), Optional.empty()), completion);
    }

    /** Verifies a completion against a reference; references for programs are none for this verifier. */
    public Verification verify(Reference reference, String completion) {
        return switch (reference) {
            case Reference.Answers(List<String> answers, Optional<String> profile) ->
                answers(answers, profile.orElse(Profile.DEFAULT.name()), completion);
            case Reference.Choice(String choice, Map<String, String> options) ->
                new Choices(this, choice, options).verify(completion);
            case Reference.Puzzle(String kind, String _) ->
                unscorable(ReasonCode.REFERENCE_UNREADABLE, "unknown puzzle kind '" + kind + "'; known: none");
            case Reference.None _ -> unscorable(ReasonCode.NO_REFERENCE, "no reference");
            case Reference.Code _ -> unscorable(ReasonCode.NO_REFERENCE, "the reference is a program's");
            case Reference.Repair _ -> unscorable(ReasonCode.NO_REFERENCE, "the reference is a repair task");
        };
    }

    private Verification answers(List<String> answers, String profileName, String completion) {
        Optional<Profile> profile = Profile.named(profileName);
        if (profile.isEmpty()) {
            return unscorable(
                    ReasonCode.REFERENCE_UNREADABLE,
                    "unknown profile '" + profileName + "'; known: " + Profile.known());
        }
        if (answers.stream().allMatch(Choices::isLetter)) {
            Verification best = new Choices(this, answers.getFirst(), Map.of()).verify(completion);
            for (String answer : answers.subList(1, answers.size())) {
                best = best.accepted() ? best : new Choices(this, answer, Map.of()).verify(completion);
            }
            return best;
        }
        List<ReferenceAnswer.Usable> usable = new ArrayList<>();
        for (String answer : answers) {
            switch (ReferenceAnswer.read(answer, profile.get())) {
                case ReferenceAnswer.Usable readable -> usable.add(readable);
                case ReferenceAnswer.Unusable(ReasonCode reason, String why) -> {
                    return unscorable(reason, why);
                }
            }
        }
        Extraction extraction = Extractor.value(completion);
        List<String> trace = new ArrayList<>();
        return switch (extraction) {
            case Extraction.Found(String text, var source, String part) -> {
                trace.add("extracted '" + Shown.cut(text) + "' from " + source.label() + " in " + part);
                yield anyOf(usable, text, source.label(), profile.get(), trace);
            }
            case Extraction.Several(List<String> texts, var source, String part) -> {
                trace.add("extracted " + shown(texts) + " from " + source.label() + " in " + part);
                if (!same(texts, profile.get())) {
                    yield new Verification(ReasonCode.SEVERAL_ANSWERS, source.label() + " " + shown(texts), trace);
                }
                trace.add("they mean the same");
                yield anyOf(usable, texts.getLast(), source.label(), profile.get(), trace);
            }
            case Extraction.Nothing(String part) ->
                new Verification(ReasonCode.NO_ANSWER, "no answer in " + part, List.of("no answer in " + part));
            case Extraction.TooLong(int length, var source, String _) -> {
                String why = source.label() + " answer of " + length + " characters";
                yield new Verification(ReasonCode.TOO_COSTLY, why, List.of(why));
            }
        };
    }

    private Verification anyOf(
            List<ReferenceAnswer.Usable> references,
            String answer,
            String source,
            Profile profile,
            List<String> trace) {
        Verification first = compare(references.getFirst(), answer, source, profile, trace);
        for (ReferenceAnswer.Usable other : references.subList(1, references.size())) {
            if (first.accepted()) {
                return first;
            }
            Verification next = compare(other, answer, source, profile, trace);
            first = next.accepted() ? next : first;
        }
        return first;
    }

    /** Compares one extracted answer with one reference. */
    Verification compare(
            ReferenceAnswer.Usable reference, String answer, String source, Profile profile, List<String> before) {
        List<String> trace = new ArrayList<>(before);
        trace.add(
                "reference '" + Shown.cut(reference.text()) + "' read as " + Shown.cut(Notation.of(reference.expr())));
        if (Shown.normal(reference.text()).equals(Shown.normal(answer))) {
            return decided(trace, ReasonCode.EQUAL_IDENTICAL, Shown.cut(answer) + " = " + Shown.cut(reference.text()));
        }
        try {
            Expr given = Reader.read(answer);
            trace.add("answer '" + Shown.cut(answer) + "' read as " + Shown.cut(Notation.of(given)));
            Comparer comparer = new Comparer(cas, new Steps(profile.steps()));
            Expr right = reference.expr();
            ReasonCode reason = comparer.compare(right, given);
            if (reason == ReasonCode.NOT_EQUAL) {
                DecimalCommas points = DecimalCommas.of(right, reference.text(), given, answer);
                if (points.present()) {
                    trace.add("a comma may be a decimal one: " + points.shown());
                    reason = comparer.compare(points.reference(), points.answer());
                    right = points.reference();
                    given = points.answer();
                }
            }
            String left = comparer.shown(given).orElse(Shown.cut(answer));
            String shown = comparer.shown(right).orElse(Shown.cut(reference.text()));
            boolean equal = reason.compareTo(ReasonCode.PUZZLE_SOLVED) <= 0;
            String sign = equal ? " = " : reason == ReasonCode.UNDECIDED ? " ? " : " ≠ ";
            return decided(trace, reason, (equal ? "" : source + " ") + left + sign + shown);
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

    /** Whether answers that are written differently all mean the same. */
    boolean same(List<String> texts, Profile profile) {
        try {
            Expr first = Reader.read(texts.getFirst());
            Steps steps = new Steps(profile.steps());
            for (String text : texts.subList(1, texts.size())) {
                ReasonCode reason = new Comparer(cas, steps).compare(first, Reader.read(text));
                if (reason.compareTo(ReasonCode.PUZZLE_SOLVED) > 0) {
                    return false;
                }
            }
            return true;
        } catch (ParseFailure | TooCostly _) {
            return false;
        }
    }

    private static Verification decided(List<String> trace, ReasonCode reason, String evidence) {
        trace.add(reason + ": " + reason.meaning());
        return new Verification(reason, evidence, trace);
    }

    static Verification unscorable(ReasonCode reason, String why) {
        return new Verification(reason, why, List.of(why));
    }

    static String shown(List<String> texts) {
        return texts.stream().map(Shown::cut).collect(java.util.stream.Collectors.joining(" | "));
    }
}
