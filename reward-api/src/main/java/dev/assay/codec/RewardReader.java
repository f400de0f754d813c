package dev.assay.codec;

import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Outcome;
import dev.assay.reward.Reason;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.Reward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads rewards, and the components that a function by URL answers, from their JSON form. */
public final class RewardReader {
    private RewardReader() {}

    /**
     * Reads one reward.
     *
     * @throws AssayException {@link ErrorCode#UNREADABLE} or {@link ErrorCode#INVALID_FIELD}
     */
    public static Reward read(byte[] json) {
        return JsonForm.document(json, form -> {
            var read = new Object() {
                @Nullable String id;

                @Nullable String groupId;

                OptionalDouble value = OptionalDouble.empty();
                String recipe = "";
                List<Reward.Term> terms = new ArrayList<>();
                boolean incomplete;
            };
            form.object("", (name, path) -> {
                switch (name) {
                    case "id" -> read.id = form.text(path);
                    case "groupId" -> read.groupId = form.text(path);
                    case "reward" -> read.value = OptionalDouble.of(form.number(path));
                    case "recipe" -> read.recipe = form.text(path);
                    case "components" ->
                        form.array(
                                path,
                                at -> read.terms.add(
                                        ComponentForm.read(form, at).term(at)));
                    case "incomplete" -> read.incomplete = form.flag(path);
                    default -> form.parser.skipChildren();
                }
            });
            if (read.id == null) {
                throw Fields.missing("id");
            }
            String groupId = read.groupId == null ? read.id : read.groupId;
            return new Reward(read.id, groupId, read.value, read.recipe, read.terms, read.incomplete);
        });
    }

    /**
     * Reads what a function by URL answers: {@code {"components": [{"value", "reason", "evidence"} or {"outcome"},
     * …]}}.
     *
     * @throws AssayException {@link ErrorCode#UNREADABLE} or {@link ErrorCode#INVALID_FIELD}
     */
    public static List<Outcome> readOutcomes(byte[] json) {
        return JsonForm.document(json, form -> {
            List<Outcome> outcomes = new ArrayList<>();
            boolean[] found = new boolean[1];
            form.object("", (name, path) -> {
                if (name.equals("components")) {
                    found[0] = true;
                    form.array(
                            path,
                            at -> outcomes.add(ComponentForm.read(form, at).outcome(at)));
                } else {
                    form.parser.skipChildren();
                }
            });
            if (!found[0]) {
                throw Fields.missing("components");
            }
            return outcomes;
        });
    }

    /** The members of a component as they come. */
    private static final class ComponentForm {
        private @Nullable String name;
        private @Nullable String outcome;
        private OptionalDouble value = OptionalDouble.empty();
        private double weight = 1;
        private @Nullable String reason;
        private String evidence = "";
        private String grader = "";
        private long micros;

        static ComponentForm read(JsonForm form, String path) throws IOException {
            ComponentForm component = new ComponentForm();
            form.object(path, (name, at) -> {
                switch (name) {
                    case "name" -> component.name = form.text(at);
                    case "outcome" -> component.outcome = form.text(at);
                    case "value" -> component.value = OptionalDouble.of(form.number(at));
                    case "weight" -> component.weight = form.number(at);
                    case "reason" -> component.reason = form.text(at);
                    case "evidence" -> component.evidence = form.text(at);
                    case "grader" -> component.grader = form.text(at);
                    case "micros" -> component.micros = form.whole(at);
                    default -> form.parser.skipChildren();
                }
            });
            return component;
        }

        Reward.Term term(String path) {
            if (name == null) {
                throw Fields.missing(path + ".name");
            }
            return new Reward.Term(new Component(name, outcome(path), grader, micros), weight);
        }

        Outcome outcome(String path) {
            String label = outcome == null ? "SCORED" : outcome;
            return switch (label) {
                case "SCORED" ->
                    Outcome.scored(
                            value.orElseThrow(() -> Fields.missing(path + ".value")),
                            Reason.of(reason == null ? "" : reason),
                            evidence);
                case "NOT_APPLICABLE" -> Outcome.notApplicable(reasonOr(ReasonCode.NOT_MINE), evidence);
                case "UNSCORABLE" -> Outcome.unscorable(reasonOr(ReasonCode.REFERENCE_UNREADABLE), evidence);
                case "TIMEOUT" -> Outcome.timeout(reasonOr(ReasonCode.DEADLINE), evidence);
                case "FAILED" -> Outcome.failed(reasonOr(ReasonCode.THREW), evidence);
                default ->
                    throw Fields.invalid(
                            path + ".outcome",
                            "is '" + label + "'; allowed: SCORED, NOT_APPLICABLE, UNSCORABLE, TIMEOUT, FAILED");
            };
        }

        private Reason reasonOr(ReasonCode otherwise) {
            return reason == null ? otherwise : Reason.of(reason);
        }
    }
}
