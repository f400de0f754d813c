package dev.assay.format;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a completion's form. The settings of a recipe have the same names with hyphens.
 *
 * @param mode how the verdict becomes a value
 * @param template the form
 * @param tags names of the sections in their order: the first is the thinking, the last of several the answer; 1 to 8
 *     names of letters, digits, {@code _} and {@code -}; not used by {@link Template#SPECIAL_TOKEN}
 * @param specialToken what stands around the reasoning in {@link Template#SPECIAL_TOKEN}
 * @param prefilledThink whether every prompt already opened the first section
 * @param before what may stand before the first tag
 * @param between what may stand between two sections
 * @param after what may stand after the last tag; not used where a summary follows
 * @param minThinking how many letters and digits the thinking has at least; 0 allows empty thinking
 * @param maxLength how many characters (code points) the completion has at most; 0 is no limit
 * @param boxed what is asked of {@code \boxed}
 * @param codeFence whether the answer must hold a fenced, closed, non-empty code block
 * @param codeLanguage the language that the answer's last code block must name; {@code reference} takes it from the
 *     rollout's reference
 * @param tagsInCode whether tags inside code count as tags
 * @param specialTokens whether special tokens of chat templates are refused
 * @param lookalikes whether imitations of the tags are refused; they are never accepted as tags
 * @param promptEcho whether sections that only repeat the template's placeholder text are refused
 * @param maxRepetition the largest share of word n-grams that may be repetitions, from 0 to 1; 1 is no limit
 * @param repetitionNgram the n of these n-grams, in words
 */
public record FormatRules(
        Mode mode,
        Template template,
        List<String> tags,
        String specialToken,
        boolean prefilledThink,
        Surround before,
        Surround between,
        Surround after,
        int minThinking,
        int maxLength,
        Boxed boxed,
        boolean codeFence,
        Optional<String> codeLanguage,
        TagsInCode tagsInCode,
        Sight specialTokens,
        Sight lookalikes,
        Sight promptEcho,
        double maxRepetition,
        int repetitionNgram) {

    /** R1-Zero's template, strictly. */
    public static final FormatRules DEFAULT = of(Settings.NONE);

    private static final int MOST_TAGS = 8;
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_TOKEN = 64;

    public FormatRules {
        tags = List.copyOf(tags);
    }

    /** How a verdict becomes a value. */
    public enum Mode {
        /** 1 where the completion is well formed, else 0. */
        STRICT,
        /** The share of tags in place; 1 only where the completion is well formed. */
        GRADED,
        /** As strict; the name for recipes in which the other components count only where the format is kept. */
        GATE
    }

    /** The form of a completion. */
    public enum Template {
        /** {@code <think>…</think><answer>…</answer>}, as DeepSeek-R1-Zero was asked for. */
        THINK_ANSWER,
        /** {@code <think>…</think>} and then a summary as free text, as R1 answers. */
        THINK_SUMMARY,
        /** {@code |special_token|reasoning|special_token|summary}, R1's cold-start form. */
        SPECIAL_TOKEN
    }

    /** What may stand around the sections. */
    public enum Surround {
        /** Nothing at all. */
        NONE,
        /** White space. */
        WHITESPACE,
        /** Any text. */
        ANY
    }

    /** What is asked of {@code \boxed}. */
    public enum Boxed {
        /** Nothing. */
        IGNORE,
        /** All boxes of the completion hold the same value. */
        ONE_VALUE,
        /** Where anything is boxed the answer boxes it, and the answer's boxes hold the same value. */
        IN_ANSWER
    }

    /** Whether tags inside fenced or inline code count. */
    public enum TagsInCode {
        /** They count like any other: nothing can be hidden from the checker. */
        COUNT,
        /** They are text, and so are special tokens and look-alikes there. */
        IGNORE
    }

    /** What is done where something is seen. */
    public enum Sight {
        /** The completion is refused. */
        REFUSE,
        /** It is text. */
        IGNORE
    }

    /**
     * Reads the settings of a recipe.
     *
     * @throws AssayException with {@link ErrorCode#INVALID_RECIPE} naming the setting and what is allowed
     */
    public static FormatRules of(Settings settings) {
        settings.allowOnly(
                "mode",
                "template",
                "tags",
                "special-token",
                "prefilled-think",
                "before",
                "between",
                "after",
                "min-thinking",
                "max-length",
                "boxed",
                "code-fence",
                "code-language",
                "tags-in-code",
                "special-tokens",
                "lookalikes",
                "prompt-echo",
                "max-repetition",
                "repetition-ngram");
        Template template = settings.choice("template", Template.THINK_ANSWER);
        Optional<String> language = settings.text("code-language");
        return new FormatRules(
                settings.choice("mode", Mode.STRICT),
                template,
                tags(settings, template),
                specialToken(settings, template),
                settings.flag("prefilled-think", false),
                settings.choice("before", Surround.WHITESPACE),
                settings.choice("between", Surround.WHITESPACE),
                settings.choice("after", Surround.WHITESPACE),
                (int) settings.whole("min-thinking", 1, 0, 1_000_000),
                (int) settings.whole("max-length", 0, 0, Integer.MAX_VALUE),
                settings.choice("boxed", Boxed.IGNORE),
                settings.flag("code-fence", language.isPresent()),
                language,
                settings.choice("tags-in-code", TagsInCode.COUNT),
                settings.choice("special-tokens", Sight.REFUSE),
                settings.choice("lookalikes", Sight.REFUSE),
                settings.choice("prompt-echo", Sight.REFUSE),
                settings.number("max-repetition", 1, 0, 1),
                (int) settings.whole("repetition-ngram", 3, 1, 16));
    }

    private static List<String> tags(Settings settings, Template template) {
        List<String> given = settings.texts("tags");
        List<String> names = switch (template) {
            case THINK_ANSWER -> given.isEmpty() ? List.of("think", "answer") : given;
            case THINK_SUMMARY -> given.isEmpty() ? List.of("think") : given;
            case SPECIAL_TOKEN -> given;
        };
        int least = template == Template.THINK_ANSWER ? 2 : 1;
        if (template == Template.SPECIAL_TOKEN ? !names.isEmpty() : names.size() < least || names.size() > MOST_TAGS) {
            throw invalid(
                    template == Template.SPECIAL_TOKEN
                            ? "setting 'tags' does not go with template special-token"
                            : "setting 'tags' must have " + least + " to " + MOST_TAGS + " names, not " + names);
        }
        for (int i = 0; i < names.size(); i++) {
            if (!isName(names.get(i))) {
                throw invalid("setting 'tags' must have names of 1 to " + LONGEST_NAME
                        + " letters, digits, _ and -, the first a letter, not '" + names.get(i) + "'");
            }
            for (int j = 0; j < i; j++) {
                if (Lookalikes.alike(names.get(j), names.get(i))) {
                    throw invalid("setting 'tags' must have names that cannot be mistaken for each other, not '"
                            + names.get(j) + "' and '" + names.get(i) + "'");
                }
            }
        }
        return names;
    }

    private static String specialToken(Settings settings, Template template) {
        Optional<String> given = settings.text("special-token");
        if (given.isPresent() && template != Template.SPECIAL_TOKEN) {
            throw invalid("setting 'special-token' goes with template special-token only");
        }
        String token = given.orElse("|special_token|");
        if (token.isBlank() || token.length() > LONGEST_TOKEN || !token.equals(token.strip())) {
            throw invalid("setting 'special-token' must be 1 to " + LONGEST_TOKEN
                    + " characters without white space around them, not '" + token + "'");
        }
        return token;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && Character.isLetter(name.codePointAt(0))
                && name.codePoints()
                        .allMatch(point -> Character.isLetterOrDigit(point) || point == '_' || point == '-');
    }

    private static AssayException invalid(String message) {
        return new AssayException(ErrorCode.INVALID_RECIPE, message);
    }
}
