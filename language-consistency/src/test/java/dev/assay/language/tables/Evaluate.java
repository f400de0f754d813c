package dev.assay.language.tables;

import dev.assay.language.LanguageChecker;
import dev.assay.language.ngram.LanguagePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the checker on sentences that the tables were not made of: {@code Evaluate FOLDER [DOCUMENTS [WEIGHTS]]},
 * where the folder has a file {@code CODE.txt} for each language, a sentence a line.
 */
public final class Evaluate {
    private static final List<String> MAIN =
            List.of("en", "zh", "ja", "ko", "ru", "fr", "de", "es", "pt", "it", "ar", "uk");

    private Evaluate() {}

    /** Prints the mean absolute error of the ratio: over the main languages, over all, and the worst. */
    public static void main(String[] arguments) throws IOException {
        Map<String, List<String>> sentences = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt") && LanguageChecker.languages().contains(name.replace(".txt", ""))) {
                    sentences.put(name.replace(".txt", ""), Files.readAllLines(file));
                }
            }
        }
        int documents = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        Mixtures mixtures = new Mixtures(sentences, new LanguageChecker(weights(arguments)));
        List<String> all = List.copyOf(sentences.keySet());
        report("pure", all, (one, _) -> mixtures.pure(one, 10 * documents, 1), true);
        report("sentences", all, (one, two) -> mixtures.bySentence(one, two, documents, 2), false);
        report("chunks", all, (one, two) -> mixtures.byChunk(one, two, documents, 3), false);
    }

    /** The third argument, such as {@code 150,84,60,6,40,150}, tries other weights. */
    private static LanguagePath.Weights weights(String[] arguments) {
        if (arguments.length < 3) {
            return LanguagePath.Weights.DEFAULT;
        }
        int[] given =
                Stream.of(arguments[2].split(",")).mapToInt(Integer::parseInt).toArray();
        return new LanguagePath.Weights(given[0], given[1], given[2], given[3], given[4], given[5]);
    }

    private interface Measure {
        double of(String one, String two);
    }

    private static void report(String name, List<String> all, Measure measure, boolean single) {
        record Row(String label, boolean main, double error) {}
        List<Row> rows = new ArrayList<>();
        for (String one : all) {
            for (String two : single ? List.of(one) : all) {
                if (single || !one.equals(two)) {
                    boolean main = MAIN.contains(one) && MAIN.contains(two);
                    rows.add(new Row(single ? one : one + "/" + two, main, measure.of(one, two)));
                }
            }
        }
        double main = rows.stream()
                .filter(Row::main)
                .mapToDouble(Row::error)
                .average()
                .orElse(0);
        double over = rows.stream().mapToDouble(Row::error).average().orElse(0);
        StringBuilder worst = new StringBuilder();
        rows.stream()
                .sorted((a, b) -> Double.compare(b.error(), a.error()))
                .limit(12)
                .forEach(row -> worst.append(String.format(Locale.ROOT, " %s %.4f", row.label(), row.error())));
        System.out.printf(Locale.ROOT, "%-10s main %.4f  all %.4f  worst%s%n", name, main, over, worst);
    }
}
