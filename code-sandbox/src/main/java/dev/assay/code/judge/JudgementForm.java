package dev.assay.code.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.code.verdict.Finding;
import dev.assay.reward.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Judgements as JSON. */
public final class JudgementForm {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JudgementForm() {}

    /**
     * Writes a judgement as one line of JSON.
     *
     * @param reveal whether expected parts are written
     */
    public static String write(Judgement judgement, boolean reveal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("verdict", judgement.verdict().code());
            out.writeBooleanField("accepted", judgement.accepted());
            out.writeStringField("cause", judgement.cause().name());
            out.writeFieldName("score");
            if (judgement.scored()) {
                out.writeNumber(judgement.score());
            } else {
                out.writeNull();
            }
            out.writeBooleanField("trusted", judgement.trusted());
            out.writeNumberField("passed", judgement.passed());
            out.writeNumberField("total", judgement.total());
            out.writeStringField("message", wellFormed(judgement.message()));
            out.writeArrayFieldStart("tests");
            for (TestResult test : judgement.tests()) {
                write(out, test, reveal);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, TestResult test, boolean reveal) throws IOException {
        Finding finding = test.finding();
        out.writeStartObject();
        out.writeNumberField("number", test.number());
        out.writeStringField("name", wellFormed(test.name()));
        out.writeStringField("verdict", finding.verdict().code());
        out.writeNumberField("credit", finding.credit());
        out.writeNumberField("cpuMs", millis(finding.cpu()));
        out.writeNumberField("wallMs", millis(finding.wall()));
        out.writeNumberField("memoryBytes", finding.peakBytes());
        out.writeStringField("detail", Evidence.line(finding.detail()));
        if (reveal) {
            out.writeStringField("expected", Evidence.line(finding.expected()));
        }
        out.writeEndObject();
    }

    private static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e4) / 100.0;
    }

    /** What no UTF-8 can carry becomes a question mark, as Java's own encoder has it. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
