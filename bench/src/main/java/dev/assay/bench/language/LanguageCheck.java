package dev.assay.bench.language;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import dev.assay.language.LanguageChecker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The share of target words in a text of 128 K characters; lingua says one language for each of its sentences. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LanguageCheck {
    /** What is read. */
    @Param({"ENGLISH", "CHINESE", "LATEX"})
    public Prose prose = Prose.ENGLISH;

    /** Who reads. */
    @Param({"assay", "lingua"})
    public String subject = "assay";

    static final int CHARACTERS = 128 << 10;
    private static final int BEGINNING = 600;

    private static final String[] LANGUAGES = {
        "EN", "ZH", "JA", "KO", "RU", "UK", "AR", "FA", "HI", "FR", "DE", "ES", "PT", "IT", "NL", "PL", "TR", "VI",
        "ID", "TH"
    };

    private final LanguageChecker checker = new LanguageChecker();
    private String text = "";
    private String[] sentences = {};
    private LanguageDetector detector = detector("EN", "ZH");

    /** Makes the text, and lingua's models. */
    @Setup
    public void fill() {
        text = prose.text(CHARACTERS);
        sentences = text.split("(?<=[.。:$} ]) (?=[A-Z\\\\$s])|(?<=。)");
        if (subject.equals("lingua")) {
            detector = detector(LANGUAGES);
        }
    }

    /** How many words the text has, by our count of its beginning: what is repeated too often is not counted. */
    static long words(Prose prose) {
        String beginning = prose.text(BEGINNING);
        var share = new LanguageChecker().share(beginning, prose.language());
        return (share.words() + share.names()) * prose.text(CHARACTERS).length() / beginning.length();
    }

    /** One text. */
    @Benchmark
    public long share() {
        if (subject.equals("assay")) {
            return checker.share(text, prose.language()).targetWords();
        }
        long targets = 0;
        for (String sentence : sentences) {
            if (detector.detectLanguageOf(sentence).getIsoCode639_1().toString().equals(prose.language())) {
                targets++;
            }
        }
        return targets;
    }

    private static LanguageDetector detector(String... codes) {
        IsoCode639_1[] chosen = new IsoCode639_1[codes.length];
        for (int i = 0; i < codes.length; i++) {
            chosen[i] = IsoCode639_1.valueOf(codes[i]);
        }
        return LanguageDetectorBuilder.fromIsoCodes639_1(chosen).build();
    }
}
