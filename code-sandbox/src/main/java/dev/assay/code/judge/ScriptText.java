package dev.assay.code.judge;

import dev.assay.code.run.Run;
import dev.assay.code.verdict.Finding;
import dev.assay.code.verdict.Runs;
import dev.assay.code.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A program with its tests behind it, and a word that is printed only when the tests came to their end, so that leaving
 * early with exit code 0 is no success. The word is derived from the program and a secret of this process: it cannot be
 * known beforehand, and the same text compiles to the same program. The program can still read it from its own file,
 * which is why such judgements are not trusted.
 *
 * @param program the whole text
 * @param word what is printed at the end; empty where the language or the tests have no place for it
 */
record ScriptText(String program, Optional<String> word) {
    private static final byte[] SECRET = new byte[32];

    static {
        new SecureRandom().nextBytes(SECRET);
    }

    private static final Pattern C_MAIN = Pattern.compile("\\bint\\s+main\\s*\\([^)]{0,200}\\)\\s*\\{");
    private static final Pattern MANAGED_MAIN =
            Pattern.compile("\\bstatic\\s+(?:async\\s+)?\\w+\\s+[mM]ain\\s*\\([^)]{0,200}\\)[^{;]{0,200}\\{");

    private static final Map<String, String> LAST_STATEMENT = Map.of(
            "python", "\nimport sys as _assay; _assay.stdout.write('\\n@@\\n'); _assay.stdout.flush()\n",
            "javascript", "\n;console.log('\\n@@');\n",
            "typescript", "\n;console.log('\\n@@');\n",
            "php", "\necho \"\\n@@\\n\";\n",
            "ruby", "\nputs \"\\n@@\"\n",
            "bash", "\nprintf '\\n%s\\n' '@@'\n");

    static ScriptText of(String language, String code, String tests) {
        String word = word(language, code, tests);
        return switch (language) {
            case "python", "ruby", "bash" -> appended(code, tests, language, word);
            case "php" -> appended(code, closed(tests), language, word);
            case "javascript", "typescript" ->
                appended(
                        code,
                        tests.replace("console.assert(", "assayRequire(")
                                + "\nfunction assayRequire(ok) { if (!ok) throw new Error('an assertion fails'); }\n",
                        language,
                        word);
            case "c", "cpp" ->
                inMain(
                        code,
                        tests,
                        C_MAIN,
                        "\n#include <stdio.h>\nstatic void assay_done(int *_) { (void)_; fputs(\"\\n" + word
                                + "\\n\", stdout); fflush(stdout); }\n",
                        " __attribute__((cleanup(assay_done))) int assay_main_ended = 0; (void)assay_main_ended;",
                        word);
            case "java" -> beforeEnd(code, tests, "System.out.println(\"\\n" + word + "\");", word);
            case "csharp" ->
                beforeEnd(
                        code,
                        tests.replace("Debug.Assert(", "AssayRequire.That(")
                                + "\nstatic class AssayRequire { public static void That(bool ok) {"
                                + " if (!ok) throw new System.Exception(\"an assertion fails\"); } }\n",
                        "System.Console.WriteLine(\"\\n" + word + "\");",
                        word);
            default -> new ScriptText(code + "\n" + tests + "\n", Optional.empty());
        };
    }

    /** What a run of the program shows. */
    Finding read(Run run, Runs runs) {
        Optional<Finding> broken = runs.unlessClean(run);
        if (broken.isPresent()) {
            return broken.get();
        }
        boolean complete = word.isEmpty() || run.output().contains(word.get());
        return complete
                ? Finding.of(Verdict.ACCEPTED, run, "")
                : Finding.of(Verdict.RUNTIME_ERROR, run, "the program ended before the tests did");
    }

    private static ScriptText appended(String code, String tests, String language, String word) {
        String last = String.valueOf(LAST_STATEMENT.get(language)).replace("@@", word);
        return new ScriptText(code + "\n" + tests + "\n" + last, Optional.of(word));
    }

    private static String closed(String php) {
        return php.stripTrailing().endsWith("?>")
                ? php.stripTrailing().substring(0, php.stripTrailing().length() - 2)
                : php;
    }

    private static ScriptText inMain(
            String code, String tests, Pattern main, String before, String inside, String word) {
        Matcher matcher = main.matcher(tests);
        if (!matcher.find()) {
            return new ScriptText(code + "\n" + tests + "\n", Optional.empty());
        }
        String text = code + "\n" + tests.substring(0, matcher.start()) + before
                + tests.substring(matcher.start(), matcher.end()) + inside + tests.substring(matcher.end()) + "\n";
        return new ScriptText(text, Optional.of(word));
    }

    /** Puts the last statement before the brace that closes the main method, where the method never returns earlier. */
    private static ScriptText beforeEnd(String code, String tests, String statement, String word) {
        Matcher matcher = MANAGED_MAIN.matcher(tests);
        int end = matcher.find() ? Braces.closing(tests, matcher.end()) : -1;
        if (end < 0 || tests.substring(matcher.end(), end).contains("return")) {
            return new ScriptText(code + "\n" + tests + "\n", Optional.empty());
        }
        String text = code + "\n" + tests.substring(0, end) + statement + tests.substring(end) + "\n";
        return new ScriptText(text, Optional.of(word));
    }

    private static String word(String language, String code, String tests) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            mac.update(language.getBytes(StandardCharsets.UTF_8));
            mac.update(code.getBytes(StandardCharsets.UTF_8));
            byte[] hash = mac.doFinal(tests.getBytes(StandardCharsets.UTF_8));
            return "done-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
