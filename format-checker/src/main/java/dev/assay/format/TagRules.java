package dev.assay.format;

import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that need nothing but the tally of tags: what is there too often, missing, or in the wrong place. */
final class TagRules {
    private final List<String> tags;
    private final boolean summary;
    private final boolean answerSection;

    TagRules(List<String> tags, FormatRules.Template template) {
        this.tags = tags;
        this.answerSection = template == FormatRules.Template.THINK_ANSWER;
        this.summary = !answerSection;
    }

    /** Whether free text follows the last section. */
    boolean hasSummary() {
        return summary;
    }

    /** The first broken rule, in the order that {@link FormatChecker} documents. */
    Optional<Finding> check(CharSequence text, TagScanner.Tally tally, boolean truncated) {
        if (tally.special >= 0) {
            int end = tally.special + tally.specialLength;
            return found(
                    ReasonCode.SPECIAL_TOKEN,
                    "special token %s at %d%s"
                            .formatted(text.subSequence(tally.special, end), tally.special, more(tally.specials)),
                    tally.special);
        }
        if (tally.lookalike >= 0) {
            int end = tally.lookalike + tally.lookalikeLength;
            return found(
                    ReasonCode.LOOKALIKE_TAG,
                    "%s at %d is no tag%s"
                            .formatted(
                                    Characters.excerpt(text, tally.lookalike, end),
                                    tally.lookalike,
                                    more(tally.lookalikes)),
                    tally.lookalike);
        }
        if (tally.answerInThinking >= 0) {
            return found(
                    ReasonCode.ANSWER_IN_THINKING,
                    "%s at %d, before %s"
                            .formatted(tags.get(tally.answerInThinkingTag), tally.answerInThinking, tags.get(1)),
                    tally.answerInThinking);
        }
        if (tally.nested >= 0) {
            boolean prompt = tally.nestedTag == 0 && tally.prefilled && tally.first[0] == tally.nested;
            return found(
                    ReasonCode.NESTED_TAG,
                    "%s at %d, but %s"
                            .formatted(
                                    tags.get(tally.nestedTag),
                                    tally.nested,
                                    prompt ? "the prompt already opened it" : "it is already open"),
                    tally.nested);
        }
        Optional<Finding> repeated = repeated(tally);
        if (repeated.isPresent()) {
            return repeated;
        }
        int missing = firstMissing(tally);
        if (truncated && missing > 0 && isPrefix(tally, missing)) {
            return found(ReasonCode.TRUNCATED, "length limit before " + absent(tally), -1);
        }
        if (missing >= 0) {
            return found(
                    missing % 2 == 0 ? ReasonCode.MISSING_OPEN_TAG : ReasonCode.MISSING_CLOSE_TAG,
                    "no " + absent(tally),
                    -1);
        }
        int early = firstOutOfOrder(tally);
        return early < 0
                ? Optional.empty()
                : found(
                        ReasonCode.WRONG_ORDER,
                        "%s at %d, before %s at %d"
                                .formatted(
                                        tags.get(early),
                                        tally.first[early],
                                        tags.get(early - 1),
                                        tally.first[early - 1]),
                        tally.first[early]);
    }

    /** Whether every tag stands exactly once and in order. */
    boolean inPlace(TagScanner.Tally tally) {
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tally.present(tag) != 1) {
                return false;
            }
        }
        return firstOutOfOrder(tally) < 0;
    }

    private int firstOutOfOrder(TagScanner.Tally tally) {
        for (int tag = 1; tag < tags.size(); tag++) {
            if (tally.first[tag] < tally.first[tag - 1]) {
                return tag;
            }
        }
        return -1;
    }

    /**
     * How many of the template's tags stand exactly once and behind the tags before them. A tag that the prompt opened
     * is earned by closing it.
     */
    int placed(TagScanner.Tally tally) {
        int placed = 0;
        int behind = -1;
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tally.count[tag] == 1 && tally.first[tag] > behind && tally.present(tag) == 1) {
                placed += tag == 1 && tally.prefilled && tally.count[0] == 0 ? 2 : 1;
                behind = tally.first[tag];
            }
        }
        return placed;
    }

    private Optional<Finding> repeated(TagScanner.Tally tally) {
        int last = tags.size() - 2;
        if (answerSection && tally.count[last] > 1 && tally.count[last + 1] > 1 && onceBefore(tally, last)) {
            return found(ReasonCode.SEVERAL_ANSWERS, times(tally, last), tally.second[last]);
        }
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tally.present(tag) > 1) {
                int at = tally.count[tag] > 1 ? tally.second[tag] : tally.first[tag];
                return found(ReasonCode.DUPLICATE_TAG, times(tally, tag), at);
            }
        }
        return Optional.empty();
    }

    private static boolean onceBefore(TagScanner.Tally tally, int last) {
        for (int tag = 0; tag < last; tag++) {
            if (tally.present(tag) > 1) {
                return false;
            }
        }
        return true;
    }

    private String times(TagScanner.Tally tally, int tag) {
        if (summary && tags.get(0).equals(tags.get(1))) {
            return "%s once more than it should be, at %d".formatted(tags.get(tag), tally.second[tag]);
        }
        if (tally.count[tag] == 1) {
            return "%s at %d, but the prompt already opened it".formatted(tags.get(tag), tally.first[tag]);
        }
        return tally.count[tag] == 2
                ? "%s twice, at %d and %d".formatted(tags.get(tag), tally.first[tag], tally.second[tag])
                : "%s %d times, first at %d and %d"
                        .formatted(tags.get(tag), tally.count[tag], tally.first[tag], tally.second[tag]);
    }

    private int firstMissing(TagScanner.Tally tally) {
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tally.present(tag) == 0) {
                return tag;
            }
        }
        return -1;
    }

    /** Whether the tags before the missing one stand in order and no later one stands at all. */
    private boolean isPrefix(TagScanner.Tally tally, int missing) {
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tag >= missing ? tally.count[tag] > 0 : tag > 0 && tally.first[tag] < tally.first[tag - 1]) {
                return false;
            }
        }
        return true;
    }

    private String absent(TagScanner.Tally tally) {
        List<String> absent = new ArrayList<>();
        for (int tag = 0; tag < tags.size(); tag++) {
            if (tally.present(tag) == 0) {
                absent.add(tags.get(tag));
            }
        }
        return String.join(", ", absent);
    }

    private static String more(int count) {
        return count == 1 ? "" : ", and %d more".formatted(count - 1);
    }

    private static Optional<Finding> found(ReasonCode reason, String evidence, int offset) {
        return Optional.of(new Finding(reason, evidence, offset));
    }

    /**
     * A broken rule.
     *
     * @param offset where, or −1
     */
    record Finding(ReasonCode reason, String evidence, int offset) {}
}
