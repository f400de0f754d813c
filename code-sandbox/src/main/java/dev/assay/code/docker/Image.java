package dev.assay.code.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What an image holds.
 *
 * @param recent whether its Python is new enough for a supervisor
 * @param python the interpreter
 * @param reads what that reads
 * @param tools by the name of the language
 */
record Image(@JsonProperty("new") boolean recent, String python, List<String> reads, Map<String, Tool> tools) {
    /** As in a toolchain. */
    record Tool(String tool, String home, Map<String, String> companions, String version) {}
}
