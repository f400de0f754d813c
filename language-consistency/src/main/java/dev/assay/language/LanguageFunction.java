package dev.assay.language;

import dev.assay.reward.Outcome;
import dev.assay.reward.ReasonCode;
import dev.assay.reward.RewardFunction;
import dev.assay.reward.Scorer;
import dev.assay.reward.Settings;
import dev.assay.rollout.Rollout;
import dev.assay.rollout.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The component {@code language} for every task: the share of words in the target language, from 0 to 1. No words and
 * nothing else is a 0; a part that holds nothing but code, formulas, addresses and numbers is not applicable.
 */
public final class LanguageFunction implements RewardFunction {
    private static final int QUOTED = 40;
    private static final int LISTED = 3;

    private final LanguageChecker checker = new LanguageChecker();

    @Override
    public String component() {
        return "language";
    }

    @Override
    public boolean owns(String task) {
        return true;
    }

    @Override
    public String grader() {
        return "language-consistency/0.1.0";
    }

    @Override
    public Scorer configure(Settings settings) {
        LanguageRules rules = LanguageRules.of(settings);
        return (rollout, _) -> score(rules, rollout);
    }

    @Override
    public Map<String, String> guarantees() {
        return Map.of("time", "linear", "memory", "bounded", "regex", "none");
    }

    private Outcome score(LanguageRules rules, Rollout rollout) {
        Optional<String> named = rules.target().or(rollout::language);
        Optional<String> target = named.isPresent()
                ? LanguageChecker.code(named.get())
                : rollout.prompt().flatMap(this::asked);
        if (target.isEmpty()) {
            return named.isPresent()
                    ? Outcome.unscorable(
                            ReasonCode.REFERENCE_UNREADABLE,
                            "language " + named.get() + " is not known; known: "
                                    + String.join(" ", LanguageChecker.languages()))
                    : Outcome.notApplicable(ReasonCode.NO_REFERENCE, "neither language nor prompt tells a target");
        }
        String text = rollout.judged();
        Parts parts = Parts.of(text, rollout.prefilledThink());
        return switch (parts.tagged() ? rules.part() : LanguageRules.Part.WHOLE) {
            case THINKING ->
                outcome(
                        rules,
                        text,
                        checker.share(text, parts.thinking(), parts.thinkingEnd(), target.get()),
                        ReasonCode.EMPTY_THINKING,
                        "answer",
                        checker.share(text, parts.answer(), parts.end(), target.get()));
            case ANSWER ->
                outcome(
                        rules,
                        text,
                        checker.share(text, parts.answer(), parts.end(), target.get()),
                        ReasonCode.EMPTY_ANSWER,
                        "thinking",
                        checker.share(text, parts.thinking(), parts.thinkingEnd(), target.get()));
            case WHOLE -> {
                LanguageShare whole = checker.share(text, target.get());
                yield outcome(rules, text, whole, ReasonCode.NO_WORDS, "", whole);
            }
        };
    }

    /** The language in which the user asked. */
    private Optional<String> asked(Text prompt) {
        return switch (prompt) {
            case Text.Plain(String text) -> checker.mostly(text);
            case Text.Chat(List<Text.Message> messages) -> {
                String user = messages.stream()
                        .filter(message -> message.role().equals("user"))
                        .map(Text.Message::content)
                        .collect(Collectors.joining("\n"));
                yield checker.mostly(user.isEmpty() ? prompt.whole() : user);
            }
        };
    }

    private static Outcome outcome(
            LanguageRules rules,
            String text,
            LanguageShare share,
            ReasonCode empty,
            String otherPart,
            LanguageShare other) {
        if (share.words() == 0) {
            return share.neutral()
                    ? Outcome.notApplicable(ReasonCode.NO_WORDS, "nothing but code, formulas, addresses or numbers")
                    : Outcome.scored(0, empty, "no words");
        }
        double ratio = (double) share.targetWords() / share.words();
        StringBuilder evidence = new StringBuilder(ratio(share));
        if (!otherPart.isEmpty()) {
            evidence.append("; ").append(otherPart).append(' ').append(ratio(other));
        }
        if (share.isMostlyNeutral()) {
            evidence.append("; %.0f%% of the letters in code or formulas".formatted(100 * share.neutralShare()));
        }
        String others = share.languages().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(share.target()))
                .limit(LISTED)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            evidence.append("; ").append(others);
        }
        share.foreign().stream()
                .limit(LISTED)
                .forEach(span -> evidence.append(
                        "; %d-%d %s \"%s\"".formatted(span.start(), span.end(), span.language(), quoted(text, span))));
        return Outcome.scored(
                rules.value(ratio),
                share.targetWords() == share.words() ? ReasonCode.TARGET_LANGUAGE : ReasonCode.OTHER_LANGUAGE,
                evidence.toString());
    }

    private static String ratio(LanguageShare share) {
        return share.ratio().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%s %.3f of %d words",
                        share.target(),
                        share.ratio().getAsDouble(),
                        share.words())
                : "no words";
    }

    private static String quoted(String text, LanguageShare.Span span) {
        return span.end() - span.start() <= QUOTED
                ? text.substring(span.start(), span.end())
                : text.substring(span.start(), span.start() + QUOTED) + "…";
    }
}
