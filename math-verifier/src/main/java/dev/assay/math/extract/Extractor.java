package dev.assay.math.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the final answer. The part that counts is what stands in answer tags after the last {@code </think>}; without
 * tags, everything after the last {@code </think>}; without that, everything. Where nothing follows the last thinking,
 * answer tags before it count, if they stand outside of any thinking; what stands inside is a draft and never counts.
 * Inside of it the first source of {@link Source}, in its order, that has an answer decides, and where that source has
 * several:
 *
 * <ul>
 *   <li>boxed values, {@code ####} and announcements with "final answer" or a colon are final answers: if they differ,
 *       there are {@link Extraction.Several}, save that what "final answer" announces at the last box or after it
 *       corrects the boxes before it;
 *   <li>of "answer is" in running text, bold text, formulas, letters and numbers the last counts.
 * </ul>
 *
 * Boxes with nothing but commas, "and" or space between them are one answer with several values. Every part is read a
 * bounded number of times from left to right, so the time is linear in the length.
 */
public final class Extractor {
    private static final int SHORT = 200;
    private static final int MAX_CORRECTION = 80;

    private Extractor() {}

    /** The answer as a value. */
    public static Extraction value(String completion) {
        return find(completion, Statements.VALUES);
    }

    /** The answer as an option of a multiple choice. */
    public static Extraction option(String completion) {
        return find(completion, Statements.OPTIONS);
    }

    private static Extraction find(String text, Statements statements) {
        List<Part> parts = Part.of(text);
        List<Extraction> found = new ArrayList<>();
        for (Part part : parts) {
            Extraction extraction = inside(text, part, statements);
            if (!(extraction instanceof Extraction.Nothing)) {
                found.add(extraction);
            }
        }
        if (found.isEmpty()) {
            return new Extraction.Nothing(parts.getLast().label(text));
        }
        return found.size() == 1 ? found.getFirst() : several(found);
    }

    /** Several answer tags: all of their answers are final. */
    private static Extraction several(List<Extraction> found) {
        List<String> texts = new ArrayList<>();
        for (Extraction extraction : found) {
            switch (extraction) {
                case Extraction.Found(String text, Source _, String _) -> {
                    if (!texts.contains(text)) {
                        texts.add(text);
                    }
                }
                case Extraction.Several _, Extraction.TooLong _, Extraction.Nothing _ -> {
                    return extraction;
                }
            }
        }
        return texts.size() == 1 ? found.getLast() : new Extraction.Several(texts, Source.WHOLE, "<answer>");
    }

    private static Extraction inside(String text, Part part, Statements statements) {
        String label = part.label(text);
        int from = part.from();
        int to = part.to();
        Map<Source, Values> values = new EnumMap<>(Source.class);
        Values boxes = Boxes.find(text, from, to);
        if (!boxes.isEmpty()) {
            if (boxes.different().size() > 1) {
                if (corrects(text, from, boxes.lastPosition())) {
                    return result(single(boxes), Source.BOXED, label);
                }
                Values last =
                        Anchors.find(text, boxes.lastPosition(), to, statements).get(Source.FINAL_ANSWER);
                if (last != null && !last.isEmpty()) {
                    return result(last, Source.FINAL_ANSWER, label);
                }
            }
            return result(boxes, Source.BOXED, label);
        }
        values.putAll(Anchors.find(text, from, to, statements));
        for (Source source : new Source[] {Source.FINAL_ANSWER, Source.HASHES, Source.ANSWER_COLON, Source.ANSWER_IS}) {
            Values announced = values.get(source);
            if (announced != null && !announced.isEmpty()) {
                return result(source == Source.ANSWER_IS ? single(announced) : announced, source, label);
            }
        }
        return fallback(text, from, to, statements, label);
    }

    private static Extraction fallback(String text, int from, int to, Statements statements, String label) {
        String whole = Part.withoutTags(text.substring(from, to)).strip();
        if (whole.isEmpty()) {
            return new Extraction.Nothing(label);
        }
        boolean labelled = Character.isLetter(whole.charAt(0))
                && (whole.indexOf('$') > 0 || whole.contains("\\(") || whole.contains("\\["));
        boolean prose = labelled || whole.contains("\n\n") || Statements.isProse(whole);
        if (!prose) {
            String plain = Statements.plain(whole);
            String stated = statements == Statements.OPTIONS
                    ? plain
                    : Announcements.withoutEnding(Statements.lastSentence(plain));
            return result(single(stated), Source.WHOLE, label);
        }
        if (statements == Statements.OPTIONS) {
            Values letter = Fallbacks.lastLetter(text, from, to);
            if (!letter.isEmpty()) {
                return result(letter, Source.LETTER, label);
            }
        }
        Values bold = Fallbacks.lastBold(text, from, to);
        if (!bold.isEmpty()) {
            return result(bold, Source.BOLD, label);
        }
        Values formulas = Formulas.find(text, from, to);
        Values number = Fallbacks.lastNumber(text, from, to);
        boolean name = formulas.last().length() == 1
                && Character.isLetter(formulas.last().charAt(0));
        if (!formulas.isEmpty() && !(name && number.lastPosition() > formulas.lastPosition())) {
            return result(single(formulas), Source.FORMULA, label);
        }
        if (!number.isEmpty()) {
            return result(number, Source.NUMBER, label);
        }
        return whole.length() <= SHORT ? result(single(whole), Source.WHOLE, label) : new Extraction.Nothing(label);
    }

    /** Whether the words before a box say that it holds the final answer, against the boxes before it. */
    private static boolean corrects(String text, int from, int box) {
        String before =
                text.substring(Math.max(from, box - MAX_CORRECTION), box).toLowerCase(java.util.Locale.ROOT);
        return before.contains("final answer") || before.contains("最终答案");
    }

    private static Values single(Values values) {
        return single(values.last());
    }

    private static Values single(String value) {
        Values single = new Values();
        single.add(value, 0);
        return single;
    }

    private static Extraction result(Values values, Source source, String part) {
        if (values.tooLong()) {
            return new Extraction.TooLong(values.longest(), source, part);
        }
        if (values.isEmpty()) {
            return new Extraction.Nothing(part);
        }
        return values.different().size() > 1
                ? new Extraction.Several(values.different(), source, part)
                : new Extraction.Found(values.last(), source, part);
    }
}
