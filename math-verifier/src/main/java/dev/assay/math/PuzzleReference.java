package dev.assay.math;

import dev.assay.math.extract.Extraction;
import dev.assay.math.extract.Extractor;
import dev.assay.math.extract.Search;
import dev.assay.math.extract.Source;
import dev.assay.math.puzzle.Puzzle;
import dev.assay.math.puzzle.Puzzles;
import dev.assay.math.text.Shown;
import dev.assay.reward.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** A puzzle, which any answer solves that meets its conditions. */
final class PuzzleReference implements PreparedReference {
    private static final Search STATED = new Search(
            List.of(Source.BOXED, Source.FINAL_ANSWER, Source.ANSWER_COLON, Source.ANSWER_IS),
            0,
            Search.Boxed.LAST,
            Search.Several.NONE,
            Search.Inline.ANY);

    private static final Search EXPRESSIONS = new Search(
            List.of(
                    Source.BOXED,
                    Source.FINAL_ANSWER,
                    Source.ANSWER_COLON,
                    Source.ANSWER_IS,
                    Source.WHOLE,
                    Source.BOLD,
                    Source.FORMULA),
            0,
            Search.Boxed.LAST,
            Search.Several.NONE,
            Search.Inline.ANY);
    private static final int MAX_LINE = 300;

    private final Puzzle puzzle;

    PuzzleReference(Puzzle puzzle) {
        this.puzzle = puzzle;
    }

    @Override
    public Verification verify(String completion) {
        List<String> trace = new ArrayList<>(List.of("asked for: " + puzzle.checks()));
        return switch (extraction(completion)) {
            case Extraction.Found(String text, var source, String part, var _) -> {
                trace.add("extracted '" + Shown.cut(text) + "' from " + source.label() + " in " + part);
                yield judged(text, trace);
            }
            case Extraction.Several(List<String> texts, var source, String part) -> {
                trace.add("extracted " + Shown.all(texts) + " from " + source.label() + " in " + part);
                yield Values.decided(trace, ReasonCode.SEVERAL_ANSWERS, source.label() + " " + Shown.all(texts));
            }
            case Extraction.Nothing(String part) -> ValueReference.nothing(part);
            case Extraction.TooLong(int length, var source, String _) -> ValueReference.tooLong(length, source.label());
        };
    }

    private Extraction extraction(String completion) {
        return switch (puzzle.form()) {
            case VALUE -> {
                Extraction value = Extractor.text(completion, EXPRESSIONS);
                yield value instanceof Extraction.Nothing ? lastLine(completion) : value;
            }
            case TEXT -> {
                Extraction stated = Extractor.text(completion, STATED);
                yield stated instanceof Extraction.Nothing ? Extractor.whole(completion) : stated;
            }
            case BLOCK -> Extractor.block(completion);
        };
    }

    private static Extraction lastLine(String completion) {
        Extraction whole = Extractor.whole(completion);
        if (!(whole instanceof Extraction.Found(String text, var source, String part, var behind))) {
            return whole;
        }
        String line = text.substring(text.lastIndexOf('\n') + 1);
        return line.length() > MAX_LINE
                ? new Extraction.Nothing(part)
                : new Extraction.Found(line, source, "the last line of " + part, behind);
    }

    private Verification judged(String answer, List<String> trace) {
        if (answer.length() > Puzzles.MAX_LENGTH) {
            return ValueReference.tooLong(answer.length(), "puzzle");
        }
        Puzzle.Finding finding = puzzle.judge(answer);
        trace.add(finding.reason() + ": " + finding.reason().meaning());
        return new Verification(finding.reason(), finding.value(), finding.evidence(), trace);
    }
}
