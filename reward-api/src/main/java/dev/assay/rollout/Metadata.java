package dev.assay.rollout;

import java.util.Collections;
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

    /** A member that is a plain JSON string without escapes, such as {@code set}; other members are absent here. */
    public Optional<String> text(String name) {
        String json = members.get(name);
        if (json == null || json.length() < 2 || json.charAt(0) != '"' || json.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        return Optional.of(json.substring(1, json.length() - 1));
    }
}
