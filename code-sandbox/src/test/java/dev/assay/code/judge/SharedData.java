package dev.assay.code.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Public data sets beside the checkout; tests that need one are skipped where it is missing. */
final class SharedData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SharedData() {}

    static List<JsonNode> rows(String name) {
        Path file = Path.of(System.getProperty("assay.shared", "../shared"), "data", "code", name);
        Assumptions.assumeTrue(Files.exists(file), () -> "the data set " + name + " is not on this machine");
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(SharedData::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode row(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
