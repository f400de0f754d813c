package dev.assay.language.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How often n-grams of one to five letters occur in a language, with {@link #START} and {@link #END} as letters.
 *
 * @param of counts by n-gram
 * @param longest the longest n-gram
 */
record NgramCounts(Map<String, Double> of, int longest) {
    static final char START = '\u0002';
    static final char END = '\u0003';

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ORDERS = List.of("uni", "bi", "tri", "quadri", "five");
    private static final double LEAST = 0.5;

    /**
     * From the models of lingua, which are the probabilities of a letter after up to four others inside a word. What an
     * n-gram occurs more often than its continuations is the end of a word, and likewise the start.
     */
    static NgramCounts ofLingua(Path jar, String language) throws IOException {
        Map<String, Double> counts = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            double total = 0;
            for (String order : ORDERS) {
                if (zip.getEntry("language-models/" + language + "/" + order + "grams.json") == null) {
                    break; // of Chinese there are only single characters
                }
                JsonNode model = json(zip, "language-models/" + language + "/" + order + "grams.json");
                for (Iterator<Map.Entry<String, JsonNode>> i =
                                model.get("ngrams").fields();
                        i.hasNext(); ) {
                    Map.Entry<String, JsonNode> entry = i.next();
                    int slash = entry.getKey().indexOf('/');
                    double over = Double.parseDouble(entry.getKey().substring(slash + 1));
                    double share = Double.parseDouble(entry.getKey().substring(0, slash)) / over;
                    if (order.equals("uni")) {
                        total = Math.max(total, over);
                    }
                    for (String ngram : entry.getValue().asText().split(" ")) {
                        double before = order.equals("uni")
                                ? total
                                : counts.getOrDefault(ngram.substring(0, ngram.length() - 1), 0.0);
                        counts.put(ngram, share * before);
                    }
                }
            }
        }
        return new NgramCounts(withEdges(counts), ORDERS.size());
    }

    /**
     * From a profile of language-detector: n-grams of up to three characters, blanks at the edges of words included.
     */
    static NgramCounts ofProfile(Path jar, String language) throws IOException {
        Map<String, Double> counts = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            JsonNode freq = json(zip, "languages/" + language).get("freq");
            for (Iterator<Map.Entry<String, JsonNode>> i = freq.fields(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = i.next();
                String ngram = entry.getKey().toLowerCase(Locale.ROOT);
                String start = ngram.startsWith(" ") ? START + ngram.substring(1) : ngram;
                String marked = start.endsWith(" ") ? start.substring(0, start.length() - 1) + END : start;
                if (marked.indexOf(' ') < 0) {
                    counts.merge(marked, entry.getValue().asDouble(), Double::sum);
                }
            }
        }
        return new NgramCounts(counts, 3);
    }

    private static Map<String, Double> withEdges(Map<String, Double> letters) {
        Map<String, Double> all = new HashMap<>(letters);
        edge(letters, all, true);
        Map<String, Double> starts = new HashMap<>(all);
        edge(starts, all, false);
        double words = 0;
        for (Map.Entry<String, Double> entry : letters.entrySet()) {
            if (entry.getKey().length() == 1) {
                words += all.getOrDefault(START + entry.getKey(), 0.0);
            }
        }
        all.put(String.valueOf(START), words);
        all.values().removeIf(count -> count < LEAST);
        return all;
    }

    private static void edge(Map<String, Double> from, Map<String, Double> into, boolean start) {
        Map<String, Double> rest = new HashMap<>();
        from.forEach((ngram, count) -> {
            if (ngram.length() < ORDERS.size()) {
                rest.put(ngram, count);
            }
        });
        from.forEach((ngram, count) -> {
            if (ngram.length() > 1) {
                String part = start ? ngram.substring(1) : ngram.substring(0, ngram.length() - 1);
                rest.merge(part, -count, Double::sum);
            }
        });
        rest.forEach((ngram, count) -> {
            if (count > 0) {
                into.put(start ? START + ngram : ngram + END, count);
            }
        });
    }

    private static JsonNode json(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(zip.getName() + " has no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return JSON.readTree(in);
        }
    }

    double of(String ngram) {
        return of.getOrDefault(ngram, 0.0);
    }
}
