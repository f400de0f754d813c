package dev.assay.math.extract;

import java.util.ArrayList;
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
    private static final int MAX_CORRECTION = 80;

    private final String text;
    private final Search search;
    private final Statements statements;

    private Extractor(String text, Search search, Statements statements) {
        this.text = text;
        this.search = search;
        this.statements = statements;
    }

    /** The answer as a value. */
    public static Extraction value(String completion) {
        return value(completion, Search.DEFAULT);
    }

    /** The answer as a value, by another order of sources. */
    public static Extraction value(String completion, Search search) {
        return new Extractor(completion, search, Statements.VALUES).find();
    }

    /** The answer as an option of a multiple choice. */
    public static Extraction option(String completion) {
        return new Extractor(completion, Search.DEFAULT, Statements.OPTIONS).find();
    }

    /** The answer as a text: what announces it is left away, and nothing else. */
    public static Extraction text(String completion, Search search) {
        return new Extractor(completion, search, Statements.OPTIONS).find();
    }

    /** A table or a listing: the last fenced block, else the last box, else all of the part that is judged. */
    public static Extraction block(String completion) {
        Part part = Part.of(completion).getLast();
        int close = completion.lastIndexOf("```", part.to() - 3);
        int open = close <= part.from() ? -1 : completion.lastIndexOf("```", close - 1);
        int line = open < part.from() ? -1 : completion.indexOf('\n', open, close);
        if (line >= 0) {
            return extraction(single(completion.substring(line, close)), Source.WHOLE, part.label(completion));
        }
        Values boxes = Boxes.find(completion, part.from(), part.to(), Search.Boxed.LAST);
        return boxes.isEmpty() ? whole(completion) : extraction(single(boxes), Source.BOXED, part.label(completion));
    }

    /** All of the part that is judged, as it is; of several answer tags the last. */
    public static Extraction whole(String completion) {
        Part part = Part.of(completion).getLast();
        String label = part.label(completion);
        return extraction(single(Part.withoutTags(completion.substring(part.from(), part.to()))), Source.WHOLE, label);
    }

    private Extraction find() {
        List<Part> parts = Part.of(text);
        List<Extraction> found = new ArrayList<>();
        for (Part part : parts) {
            Extraction extraction = inside(part);
            if (!(extraction instanceof Extraction.Nothing)) {
                found.add(extraction);
            }
        }
        if (found.isEmpty()) {
            return new Extraction.Nothing(parts.getLast().label(text));
        }
        return found.size() == 1 || search.several() == Search.Several.LAST ? found.getLast() : several(found);
    }

    /** Several answer tags: all of their answers are final. */
    private static Extraction several(List<Extraction> found) {
        List<String> texts = new ArrayList<>();
        for (Extraction extraction : found) {
            switch (extraction) {
                case Extraction.Found(String text, Source _, String _, var _) -> {
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

    private Extraction inside(Part part) {
        String label = part.label(text);
        int to = part.to();
        int from = search.window() == 0 ? part.from() : Math.max(part.from(), to - search.window());
        Unannounced unannounced = new Unannounced(text, from, to, statements, search.inline());
        Map<Source, Values> announced = Map.of();
        boolean scanned = false;
        for (Source source : search.order()) {
            Values values = switch (source) {
                case BOXED -> Boxes.find(text, from, to, search.boxes());
                case FINAL_ANSWER, HASHES, ANSWER_COLON, ANSWER_IS -> {
                    announced = scanned ? announced : Anchors.find(text, from, to, statements);
                    scanned = true;
                    yield announced.getOrDefault(source, Values.NONE);
                }
                case WHOLE, LETTER, BOLD, FORMULA, NUMBER, LATEST -> unannounced.find(source);
            };
            if (!values.isEmpty()) {
                return source == Source.BOXED && values.different().size() > 1
                        ? boxes(values, from, to, label)
                        : result(source == Source.ANSWER_IS ? single(values) : values, source, label);
            }
        }
        Values rest = search.order().contains(Source.WHOLE) ? unannounced.shortText() : Values.NONE;
        return rest.isEmpty() ? new Extraction.Nothing(label) : result(rest, Source.WHOLE, label);
    }

    /** Different boxes: what "final answer" announces at the last of them or after it corrects the others. */
    private Extraction boxes(Values boxes, int from, int to, String label) {
        if (corrects(text, from, boxes.lastPosition())) {
            return result(single(boxes), Source.BOXED, label);
        }
        Values last = search.order().contains(Source.FINAL_ANSWER)
                ? Anchors.find(text, boxes.lastPosition(), to, statements)
                        .getOrDefault(Source.FINAL_ANSWER, Values.NONE)
                : Values.NONE;
        return last.isEmpty() ? result(boxes, Source.BOXED, label) : result(last, Source.FINAL_ANSWER, label);
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

    static Values single(String value) {
        Values single = new Values();
        single.add(value, 0);
        return single;
    }

    private Extraction result(Values values, Source source, String part) {
        Extraction extraction =
                extraction(search.several() == Search.Several.LAST ? single(values) : values, source, part);
        return source == Source.BOXED && extraction instanceof Extraction.Found(String answer, var _, var _, var _)
                ? new Extraction.Found(answer, source, part, Boxes.percentBehind(text, values.lastEnd(), text.length()))
                : extraction;
    }

    private static Extraction extraction(Values values, Source source, String part) {
        if (values.tooLong()) {
            return new Extraction.TooLong(values.longest(), source, part);
        }
        if (values.isEmpty()) {
            return new Extraction.Nothing(part);
        }
        return values.different().size() > 1
                ? new Extraction.Several(values.different(), source, part)
                : new Extraction.Found(values.last(), source, part, "");
    }
}
