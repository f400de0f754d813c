package dev.assay.model.judge.reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Texts of strangers, each between two lines that bear a code. The code is a hash of the texts, so that no text can
 * have it inside: whoever wrote one would have had to find a text that contains its own hash. The same texts have the
 * same code, which keeps questions reproducible and lets answers be cached.
 */
public final class Sections {
    private static final int CODE_LENGTH = 24;

    private final Map<String, String> texts = new LinkedHashMap<>();

    /**
     * Adds a text.
     *
     * @param name in capitals, as {@code RESPONSE A}
     */
    public Sections add(String name, String text) {
        texts.put(name, TurnMarks.harmless(harmless(text)));
        return this;
    }

    /**
     * The sections, one below the other.
     *
     * @param code the code on their lines
     * @param text lines and texts
     */
    public record Fenced(String code, String text) {}

    /** Puts the lines around. */
    public Fenced fenced() {
        String code = code();
        StringBuilder text = new StringBuilder();
        texts.forEach((name, inside) -> text.append("===== ")
                .append(code)
                .append(" BEGIN ")
                .append(name)
                .append(" =====\n")
                .append(inside)
                .append("\n===== ")
                .append(code)
                .append(" END ")
                .append(name)
                .append(" =====\n\n"));
        return new Fenced(code, text.toString());
    }

    /** A label that a judge might quote becomes one that no reader takes: {@code ((A>B))}. */
    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(0);
        int kept = 0;
        for (Optional<Labels.Label> label = Labels.next(text, 0); label.isPresent(); label = Labels.next(text, kept)) {
            Labels.Label found = label.get();
            int brackets = found.brackets();
            harmless.append(text, kept, found.start())
                    .repeat('(', brackets)
                    .append(text, found.start() + brackets, found.end() - brackets)
                    .repeat(')', brackets);
            kept = found.end();
        }
        return kept == 0 ? text : harmless.append(text, kept, text.length()).toString();
    }

    private String code() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        texts.forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((name + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, CODE_LENGTH);
    }
}
