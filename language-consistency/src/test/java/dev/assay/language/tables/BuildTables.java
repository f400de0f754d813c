package dev.assay.language.tables;

import dev.assay.language.ngram.NgramTable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the tables of {@code language-consistency/src/main/resources}: {@code BuildTables LINGUA_JAR
 * LANGUAGE_DETECTOR_JAR FOLDER}. The README of the module has the whole command. The same jars give the same bytes.
 */
public final class BuildTables {
    private static final int HAN_FIRST = 0x4E00;
    private static final int HAN_LAST = 0x9FFF;

    private BuildTables() {}

    /** A table: the languages, where their counts come from, and how many n-grams it holds. */
    private record Family(String name, List<String> languages, boolean profiles, int size) {}

    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "latin",
                    List.of(
                            "en", "fr", "de", "es", "pt", "it", "nl", "pl", "tr", "vi", "id", "sv", "cs", "ro", "hu",
                            "fi"),
                    false,
                    160_000),
            new Family("cyrillic", List.of("ru", "uk", "bg", "sr"), false, 60_000),
            new Family("arabic", List.of("ar", "fa", "ur"), false, 40_000),
            // lingua leaves the vowel signs out
            new Family("devanagari", List.of("hi", "mr", "ne"), true, 20_000));

    /** Makes all tables. */
    public static void main(String[] arguments) throws IOException {
        Path lingua = Path.of(arguments[0]);
        Path profiles = Path.of(arguments[1]);
        Path folder = Path.of(arguments[2]);
        Set<String> only = new HashSet<>(Arrays.asList(arguments).subList(3, arguments.length));
        for (Family family : FAMILIES) {
            if (!only.isEmpty() && !only.contains(family.name())) {
                continue;
            }
            List<NgramCounts> counts = new ArrayList<>();
            for (String language : family.languages()) {
                counts.add(
                        family.profiles()
                                ? NgramCounts.ofProfile(profiles, language)
                                : NgramCounts.ofLingua(lingua, language));
            }
            byte[] table = table(family, counts);
            Files.write(folder.resolve(family.name() + ".ngrams"), table);
            System.out.println(family.name() + ": " + table.length + " bytes");
        }
        if (only.isEmpty() || only.contains("han")) {
            Files.write(
                    folder.resolve("han.costs"),
                    han(
                            List.of(
                                    NgramCounts.ofLingua(lingua, "zh"),
                                    NgramCounts.ofProfile(profiles, "zh-CN"),
                                    NgramCounts.ofProfile(profiles, "zh-TW")),
                            NgramCounts.ofLingua(lingua, "ja")));
        }
    }

    private static byte[] table(Family family, List<NgramCounts> counts) throws IOException {
        List<Character> letters = letters(counts);
        Map<Character, Integer> codes = new HashMap<>();
        codes.put(NgramCounts.START, NgramTable.START);
        codes.put(NgramCounts.END, NgramTable.END);
        for (int i = 0; i < letters.size(); i++) {
            codes.put(letters.get(i), NgramTable.UNKNOWN + 1 + i);
        }
        List<LetterModel> models = counts.stream().map(LetterModel::new).toList();
        Set<String> candidates = new HashSet<>();
        for (NgramCounts one : counts) {
            one.of().keySet().stream()
                    .filter(ngram -> ngram.chars().allMatch(c -> codes.containsKey((char) c)))
                    .filter(ngram -> ngram.charAt(ngram.length() - 1) != NgramCounts.START)
                    .forEach(candidates::add);
        }
        record Weighed(String ngram, double weight) {}
        List<Weighed> weighed = candidates.parallelStream()
                .map(ngram -> new Weighed(ngram, weight(ngram, models)))
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed().thenComparing(Weighed::ngram))
                .limit(family.size())
                .toList();
        TreeMap<Long, String> kept = new TreeMap<>();
        weighed.forEach(one -> kept.put(key(one.ngram(), codes), one.ngram()));

        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeByte(family.languages().size());
            for (String language : family.languages()) {
                out.writeUTF(language);
            }
            out.writeByte(letters.size());
            for (char letter : letters) {
                out.writeChar(letter);
            }
            out.writeInt(kept.size());
            long before = 0;
            for (long key : kept.keySet()) {
                variable(out, key - before);
                before = key;
            }
            for (LetterModel model : models) {
                for (String ngram : kept.values()) {
                    out.writeByte((int) Math.min(255, Math.round(model.cost(ngram) * NgramTable.STEPS_PER_NAT)));
                }
            }
        }
        return bytes.toByteArray();
    }

    /** The letters that make up all but a millionth of some language, the most frequent first. */
    private static List<Character> letters(List<NgramCounts> counts) {
        Map<Character, Double> shares = new HashMap<>();
        for (NgramCounts one : counts) {
            double total = one.of().entrySet().stream()
                    .filter(entry -> entry.getKey().length() == 1)
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            one.of().forEach((ngram, count) -> {
                if (ngram.length() == 1 && ngram.charAt(0) > NgramCounts.END && ngram.charAt(0) < 0x2000) {
                    shares.merge(ngram.charAt(0), count / total, Math::max);
                }
            });
        }
        return shares.entrySet().stream()
                .filter(entry -> entry.getValue() > 2e-6)
                .sorted(Map.Entry.<Character, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NgramTable.MOST_LETTERS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How much an n-gram says, beyond its end without the first letter, of which language it is. */
    private static double weight(String ngram, List<LetterModel> models) {
        if (ngram.length() == 1) {
            return Double.MAX_VALUE;
        }
        double[] gain = new double[models.size()];
        String shorter = ngram.substring(1);
        for (int i = 0; i < gain.length; i++) {
            gain[i] = models.get(i).cost(shorter) - models.get(i).cost(ngram);
        }
        double weight = 0;
        for (int i = 0; i < gain.length; i++) {
            double spread = 0;
            for (double other : gain) {
                spread += Math.abs(gain[i] - other);
            }
            weight += models.get(i).share(ngram) * spread;
        }
        return weight;
    }

    private static long key(String ngram, Map<Character, Integer> codes) {
        long key = 0;
        for (int i = 0; i < ngram.length(); i++) {
            key = key << 8 | codes.getOrDefault(ngram.charAt(i), NgramTable.UNKNOWN);
        }
        return key;
    }

    private static void variable(OutputStream out, long value) throws IOException {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** For each ideograph what Japanese costs more than Chinese, in twelfths of a nat, one signed byte each. */
    private static byte[] han(List<NgramCounts> chinese, NgramCounts japanese) throws IOException {
        double[] zh = new double[HAN_LAST - HAN_FIRST + 1];
        for (NgramCounts one : chinese) {
            double[] shares = shares(one);
            for (int i = 0; i < zh.length; i++) {
                zh[i] += shares[i] / chinese.size();
            }
        }
        double[] ja = shares(japanese);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < zh.length; i++) {
                double nats = Math.log((zh[i] + 1e-6) / (ja[i] + 1e-6));
                out.write((int) Math.clamp(Math.round(nats * NgramTable.STEPS_PER_NAT), -127, 127));
            }
        }
        return bytes.toByteArray();
    }

    private static double[] shares(NgramCounts counts) {
        double[] shares = new double[HAN_LAST - HAN_FIRST + 1];
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = counts.of(String.valueOf((char) (HAN_FIRST + i)));
            total += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= total;
        }
        return shares;
    }
}
