package dev.assay.language;

import dev.assay.language.ngram.Costs;
import dev.assay.language.ngram.IdeographTable;
import dev.assay.language.ngram.NgramTable;
import dev.assay.language.text.Script;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All languages by number, and how the words of each script find theirs. */
final class Languages {
    /** For each shared script what its words cost; kana share the table of ideographs. */
    static final Map<Script, Costs> COSTS = new EnumMap<>(Script.class);

    /** All codes by number; the last is undetermined. */
    static final List<String> CODES;

    static final List<String> TARGETS;

    /** By the ordinal of a script the number of its only language, or undetermined. */
    static final byte[] OF_SCRIPT = new byte[Script.values().length];

    static {
        Costs ideographs = IdeographTable.resource("han.costs");
        COSTS.put(Script.LATIN, NgramTable.resource("latin.ngrams"));
        COSTS.put(Script.CYRILLIC, NgramTable.resource("cyrillic.ngrams"));
        COSTS.put(Script.ARABIC, NgramTable.resource("arabic.ngrams"));
        COSTS.put(Script.DEVANAGARI, NgramTable.resource("devanagari.ngrams"));
        COSTS.put(Script.HAN, ideographs);
        COSTS.put(Script.KANA, ideographs);
        List<String> codes = new ArrayList<>();
        for (Costs costs : COSTS.values()) {
            costs.languages().stream().filter(code -> !codes.contains(code)).forEach(codes::add);
        }
        for (Script script : Script.values()) {
            script.language().filter(code -> !codes.contains(code)).ifPresent(codes::add);
        }
        TARGETS = codes.stream().sorted().toList();
        codes.add(LanguageChecker.UNDETERMINED);
        CODES = List.copyOf(codes);
        for (Script script : Script.values()) {
            Optional<String> language = script.language();
            OF_SCRIPT[script.ordinal()] = (byte) CODES.indexOf(language.orElse(LanguageChecker.UNDETERMINED));
        }
    }

    private Languages() {}
}
