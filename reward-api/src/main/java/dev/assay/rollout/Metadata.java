package dev.assay.rollout;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the user wants to keep beside a rollout: the members of a JSON object, each as JSON text.
 *
 * @param members JSON text by name, in order
 */
public record Metadata(Map<String, String> members) {
    /** No metadata. */
    public static final Metadata NONE = new Metadata(Map.of());

    public Metadata {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** A member that is a JSON string, such as {@code set}; other members are absent here. */
    public Optional<String> text(String name) {
        String json = members.get(name);
        if (json == null || json.length() < 2 || json.charAt(0) != '"') {
            return Optional.empty();
        }
        String written = json.substring(1, json.length() - 1);
        return Optional.of(written.indexOf('\\') < 0 ? written : unescaped(written));
    }

    private static String unescaped(String written) {
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c != '\\' || i + 1 == written.length()) {
                text.append(c);
                continue;
            }
            char escape = written.charAt(++i);
            switch (escape) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) HexFormat.fromHexDigits(written, i + 1, i + 5));
                    i += 4;
                }
                default -> text.append(escape);
            }
        }
        return text.toString();
    }
}
