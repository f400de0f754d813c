package dev.assay.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The one forward pass over a completion. Each place is passed once, with a look-ahead that is bounded or ends where
 * the next one begins; what is kept is a count and two places for each tag, whatever the length.
 */
final class TagScanner {
    private final FormatRules rules;
    private final List<String> tags;
    private final Lookalikes lookalikes;
    private final boolean skipCode;
    private final char[] triggers;
    private final SecondCharacters seconds;

    TagScanner(FormatRules rules) {
        this.rules = rules;
        this.lookalikes = new Lookalikes(rules.tags());
        List<String> written = new ArrayList<>();
        if (rules.template() == FormatRules.Template.SPECIAL_TOKEN) {
            written.add(rules.specialToken());
            written.add(rules.specialToken());
        } else {
            for (String name : rules.tags()) {
                written.add("<" + name + ">");
                written.add("</" + name + ">");
            }
        }
        this.tags = List.copyOf(written);
        this.seconds = new SecondCharacters(tags, lookalikes);
        this.skipCode = rules.tagsInCode() == FormatRules.TagsInCode.IGNORE;
        String first = Lookalikes.MAY_OPEN + "[" + (skipCode ? "`~" : "");
        char tokenStart = tags.getFirst().charAt(0);
        this.triggers = (first.indexOf(tokenStart) < 0 ? first + tokenStart : first).toCharArray();
    }

    /** The template's tags as written, in the template's order; the opening ones at even places. */
    List<String> tags() {
        return tags;
    }

    /**
     * Records what stands in {@code [0, end)}.
     *
     * @param prefilled whether the prompt already opened the first section
     */
    Tally scan(CharSequence text, int end, boolean prefilled) {
        Tally tally = new Tally(tags.size(), prefilled);
        CodeFences fences = new CodeFences(text, end);
        Triggers next = new Triggers(text, end, triggers);
        int lineStart = 0;
        for (int i = next.next(0); i < end; i = next.next(i)) {
            char c = text.charAt(i);
            if (skipCode && (c == '`' || c == '~')) {
                i = codeEnd(fences, text, i, end, lineStart);
                continue;
            }
            if (seconds.ruleOut(text, i, end)) {
                i++;
                continue;
            }
            int tag = tagAt(text, i, end, tally);
            if (tag >= 0) {
                tally.tag(tag, i);
                i += tags.get(tag).length();
                lineStart = i;
                continue;
            }
            int special = rules.specialTokens() == FormatRules.Sight.REFUSE ? SpecialTokens.lengthAt(text, i, end) : 0;
            if (special > 0) {
                tally.special(i, special);
                i += special;
                continue;
            }
            int alike = rules.lookalikes() == FormatRules.Sight.REFUSE && Lookalikes.mayOpen(c)
                    ? lookalikes.lengthAt(text, i, end)
                    : 0;
            if (alike > 0) {
                tally.lookalike(i, alike);
                i += alike;
                continue;
            }
            i++;
        }
        return tally;
    }

    private int tagAt(CharSequence text, int at, int end, Tally tally) {
        if (rules.template() == FormatRules.Template.SPECIAL_TOKEN) {
            if (!Characters.matches(text, at, end, rules.specialToken())) {
                return -1;
            }
            return tally.open[0] || tally.count[0] > 0 || tally.count[1] > 0 ? 1 : 0;
        }
        if (text.charAt(at) == '<') {
            for (int tag = 0; tag < tags.size(); tag++) {
                if (Characters.matches(text, at, end, tags.get(tag))) {
                    return tag;
                }
            }
        }
        return -1;
    }

    private static int codeEnd(CodeFences fences, CharSequence text, int at, int end, int lineStart) {
        Optional<CodeFences.Fence> fence = fences.at(at, lineStart);
        if (fence.isPresent()) {
            return fence.get().end();
        }
        char c = text.charAt(at);
        int after = at + 1;
        while (after < end && text.charAt(after) == c) {
            after++;
        }
        if (c == '`' && after == at + 1) {
            return Math.max(after, fences.inlineEnd(at));
        }
        return after;
    }

    /** What the pass has seen. Places are −1 where there is none. */
    static final class Tally {
        final int[] count;
        final int[] first;
        final int[] second;
        final boolean[] open;
        final boolean prefilled;
        int nested = -1;
        int nestedTag = -1;
        int answerInThinking = -1;
        int answerInThinkingTag = -1;
        int lookalikes;
        int lookalike = -1;
        int lookalikeLength;
        int specials;
        int special = -1;
        int specialLength;
        private int pending = -1;
        private int pendingTag = -1;

        Tally(int tags, boolean prefilled) {
            this.count = new int[tags];
            this.first = new int[tags];
            this.second = new int[tags];
            Arrays.fill(first, -1);
            Arrays.fill(second, -1);
            this.open = new boolean[tags / 2];
            this.prefilled = prefilled;
            this.open[0] = prefilled;
        }

        void tag(int tag, int at) {
            if (count[tag] == 0) {
                first[tag] = at;
            } else if (count[tag] == 1) {
                second[tag] = at;
            }
            count[tag]++;
            int section = tag / 2;
            boolean answer = section > 0 && section == open.length - 1;
            if (answer && open[0] && pending < 0) {
                pending = at;
                pendingTag = tag;
            }
            if (tag % 2 == 0) {
                if (open[section] && nested < 0) {
                    nested = at;
                    nestedTag = tag;
                }
                open[section] = true;
                return;
            }
            if (section == 0 && open[0]) {
                // only now is it known that the answer's tag stands inside, and not behind thinking that never ended
                if (pending >= 0 && answerInThinking < 0) {
                    answerInThinking = pending;
                    answerInThinkingTag = pendingTag;
                }
                pending = -1;
            }
            open[section] = false;
        }

        void lookalike(int at, int length) {
            if (lookalikes++ == 0) {
                lookalike = at;
                lookalikeLength = length;
            }
        }

        void special(int at, int length) {
            if (specials++ == 0) {
                special = at;
                specialLength = length;
            }
        }

        /** How often the tag counts, the one that the prompt opened included. */
        int present(int tag) {
            return count[tag] + (prefilled && tag == 0 ? 1 : 0);
        }
    }
}
