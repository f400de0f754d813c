package dev.assay.format;

import dev.assay.format.ContentRules.Sections;
import dev.assay.format.TagRules.Finding;
import dev.assay.reward.Evidence;
import dev.assay.reward.ReasonCode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Checks the form of completions; thread-safe and without state between calls. Time is linear in the completion (and,
 * for echoes, the prompt), memory does not depend on it.
 *
 * <p>Where several rules are broken, the first of this order is the reason, so that causes are named before what
 * follows from them: {@code TOO_LONG}, {@code SPECIAL_TOKEN}, {@code LOOKALIKE_TAG}, {@code ANSWER_IN_THINKING},
 * {@code NESTED_TAG}, {@code SEVERAL_ANSWERS}, {@code DUPLICATE_TAG}, {@code TRUNCATED}, {@code MISSING_OPEN_TAG} or
 * {@code MISSING_CLOSE_TAG} (whichever tag comes first in the template), {@code WRONG_ORDER}, {@code TEXT_BEFORE},
 * {@code TEXT_BETWEEN}, {@code TEXT_AFTER}, {@code EMPTY_THINKING}, {@code EMPTY_ANSWER}, {@code PROMPT_ECHO},
 * {@code BOXED_ONLY_IN_THINKING}, {@code SEVERAL_BOXED}, {@code NO_CODE_FENCE}, {@code WRONG_CODE_LANGUAGE},
 * {@code REPETITIVE}.
 *
 * <p>One special token that ends a sequence (such as {@code <|im_end|>} or {@code </s>}) is ignored at the very end,
 * because many trainers leave it in the text.
 */
public final class FormatChecker {
    private final FormatRules rules;
    private final TagScanner scanner;
    private final TagRules tagRules;
    private final ContentRules contentRules;

    /** A checker for these rules. */
    public FormatChecker(FormatRules rules) {
        this.rules = rules;
        this.scanner = new TagScanner(rules);
        this.tagRules = new TagRules(scanner.tags(), rules.template());
        this.contentRules = new ContentRules(rules, scanner.tags());
    }

    /**
     * What is known about a completion besides its text.
     *
     * @param prefilledThink whether the prompt already opened the first section
     * @param truncated whether sampling ended at the length limit
     * @param prompt the prompt, for echoes of its template
     * @param codeLanguage the language that the task asks for
     */
    public record Context(
            boolean prefilledThink, boolean truncated, Optional<String> prompt, Optional<String> codeLanguage) {
        /** Nothing is known. */
        public static final Context NONE = new Context(false, false, Optional.empty(), Optional.empty());

        /** The prompt already opened the first section. */
        public static final Context PREFILLED = new Context(true, false, Optional.empty(), Optional.empty());
    }

    /** The rules that are checked. */
    public FormatRules rules() {
        return rules;
    }

    /** Checks a completion of which only the text is known. */
    public FormatVerdict check(String completion) {
        return check(completion, Context.NONE);
    }

    /** Checks a completion; any text has a verdict. */
    public FormatVerdict check(String completion, Context context) {
        return check((CharSequence) completion, context);
    }

    /** The same on any sequence, so that a test can count how often a character is looked at. */
    FormatVerdict check(CharSequence text, Context context) {
        int trimmed = Characters.trimmedEnd(text, 0, text.length());
        int terminal = SpecialTokens.terminalStart(text, trimmed);
        int end = terminal == trimmed ? text.length() : terminal;

        TagScanner.Tally tally = scanner.scan(text, end, rules.prefilledThink() || context.prefilledThink());
        Optional<Finding> finding = tooLong(text);
        if (finding.isEmpty()) {
            finding = tagRules.check(text, tally, context.truncated());
        }
        Optional<Sections> sections = tagRules.inPlace(tally)
                ? Optional.of(Sections.of(scanner.tags(), tally, end, tagRules.hasSummary()))
                : Optional.empty();
        if (finding.isEmpty() && sections.isPresent()) {
            finding = contentRules.check(text, sections.get(), context);
        }
        return verdict(finding, tally, sections);
    }

    private FormatVerdict verdict(Optional<Finding> finding, TagScanner.Tally tally, Optional<Sections> sections) {
        int total = scanner.tags().size();
        double graded = finding.isEmpty() ? 1 : (double) Math.min(tagRules.placed(tally), total - 1) / total;
        int offset = finding.map(Finding::offset).orElse(-1);
        return new FormatVerdict(
                finding.map(Finding::reason).orElse(ReasonCode.WELL_FORMED),
                Evidence.line(finding.map(Finding::evidence).orElse("")),
                offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset),
                graded,
                sections.map(Sections::thinking),
                sections.map(Sections::answer));
    }

    private Optional<Finding> tooLong(CharSequence text) {
        if (rules.maxLength() == 0 || text.length() <= rules.maxLength()) {
            return Optional.empty();
        }
        int length = Character.codePointCount(text, 0, text.length());
        return length <= rules.maxLength()
                ? Optional.empty()
                : Optional.of(new Finding(
                        ReasonCode.TOO_LONG,
                        "%d characters, at most %d".formatted(length, rules.maxLength()),
                        Character.offsetByCodePoints(text, 0, rules.maxLength())));
    }
}
