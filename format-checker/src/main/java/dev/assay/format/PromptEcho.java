package dev.assay.format;

import dev.assay.format.ContentRules.Sections;
import dev.assay.format.FormatVerdict.Span;
import dev.assay.format.TagRules.Finding;
import dev.assay.reward.ReasonCode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a section only repeats what the template says should stand there: one of the placeholders in common use, or a
 * thinking that stands word for word between the same tags of the prompt. Answers are not compared with the prompt,
 * because a worked example there may well have the same one.
 */
final class PromptEcho {
    private static final int LONGEST_PLACEHOLDER = 80;

    private static final Set<String> PLACEHOLDERS = Set.of(
            "reasoning process here",
            "your reasoning process here",
            "reasoning here",
            "your reasoning here",
            "thinking process here",
            "your thinking process here",
            "thinking here",
            "your thinking here",
            "your thoughts here",
            "thoughts here",
            "answer here",
            "your answer here",
            "final answer here",
            "your final answer here",
            "the final answer here",
            "solution here",
            "your solution here",
            "summary here",
            "your summary here");

    private final String open;
    private final String close;

    PromptEcho(String open, String close) {
        this.open = open;
        this.close = close;
    }

    Optional<Finding> check(CharSequence text, Sections sections, Optional<String> prompt) {
        for (Span span : sections.inside()) {
            if (isPlaceholder(text, span)) {
                return Optional.of(new Finding(
                        ReasonCode.PROMPT_ECHO,
                        "placeholder %s at %d"
                                .formatted(Characters.excerpt(text, span.start(), span.end()), span.start()),
                        span.start()));
            }
        }
        Span thinking = sections.thinking();
        if (prompt.isPresent() && !open.equals(close) && standsIn(prompt.get(), text, thinking)) {
            return Optional.of(new Finding(
                    ReasonCode.PROMPT_ECHO,
                    "the thinking at %d stands in the prompt word for word".formatted(thinking.start()),
                    thinking.start()));
        }
        return Optional.empty();
    }

    private static boolean isPlaceholder(CharSequence text, Span span) {
        int start = Characters.firstVisible(text, span.start(), span.end());
        int end = Characters.trimmedEnd(text, start, span.end());
        if (end - start > LONGEST_PLACEHOLDER) {
            return false;
        }
        StringBuilder words = new StringBuilder();
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return PLACEHOLDERS.contains(words.toString().strip().toLowerCase(Locale.ROOT));
    }

    private boolean standsIn(String prompt, CharSequence text, Span thinking) {
        int start = Characters.firstVisible(text, thinking.start(), thinking.end());
        int end = Characters.trimmedEnd(text, start, thinking.end());
        if (start == end) {
            return false;
        }
        int from = prompt.indexOf(open);
        while (from >= 0) {
            int inside = from + open.length();
            int stop = prompt.indexOf(close, inside);
            if (stop < 0) {
                return false;
            }
            int first = Characters.firstVisible(prompt, inside, stop);
            int last = Characters.trimmedEnd(prompt, first, stop);
            if (last - first == end - start
                    && CharSequence.compare(prompt.subSequence(first, last), text.subSequence(start, end)) == 0) {
                return true;
            }
            from = prompt.indexOf(open, stop);
        }
        return false;
    }
}
