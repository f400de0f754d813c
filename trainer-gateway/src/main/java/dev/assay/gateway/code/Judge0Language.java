package dev.assay.gateway.code;

import dev.assay.code.run.Language;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judge0's numbers of languages (release 1.13.1, and Python's two later ones). Several stand for versions of one
 * language; all of them run with the version that is here.
 */
final class Judge0Language {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(46, "bash"),
            Map.entry(48, "c"),
            Map.entry(49, "c"),
            Map.entry(50, "c"),
            Map.entry(51, "csharp"),
            Map.entry(52, "cpp"),
            Map.entry(53, "cpp"),
            Map.entry(54, "cpp"),
            Map.entry(60, "go"),
            Map.entry(62, "java"),
            Map.entry(63, "javascript"),
            Map.entry(68, "php"),
            Map.entry(71, "python"),
            Map.entry(72, "ruby"),
            Map.entry(73, "rust"),
            Map.entry(74, "typescript"),
            Map.entry(78, "kotlin"),
            Map.entry(92, "python"),
            Map.entry(100, "python"));

    private Judge0Language() {}

    static Optional<Language> of(ProgramRuns runs, int id) {
        return Optional.ofNullable(NAMES.get(id)).flatMap(runs::language);
    }

    /** Those that are here, by number. */
    static Map<Integer, Language> offered(ProgramRuns runs) {
        Map<Integer, Language> offered = new TreeMap<>();
        NAMES.keySet().forEach(id -> of(runs, id).ifPresent(language -> offered.put(id, language)));
        return offered;
    }
}
