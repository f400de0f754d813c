package dev.assay.code.suite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Built suites as JSON. */
public final class SuiteForm {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SuiteForm() {}

    /** The JSON of {@code reference.code}. */
    public static String reference(Problem problem, BuiltSuite suite) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("language", problem.language());
            out.writeNumberField("timeLimitMs", problem.limits().cpu().toMillis());
            out.writeNumberField("memoryLimitMb", problem.limits().memoryBytes() >> 20);
            if (problem.checker().isPresent()) {
                out.writeFieldName("checker");
                out.writeRawValue(problem.checker().get());
            }
            out.writeArrayFieldStart("stdio");
            for (BuiltSuite.Test test : suite.tests()) {
                out.writeStartObject();
                out.writeStringField("input", test.input());
                out.writeStringField("output", test.output());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The report as one line of JSON. */
    public static String report(BuiltSuite suite) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeNumberField("tests", suite.tests().size());
            out.writeNumberField("inputs", suite.made());
            out.writeNumberField("invalid", suite.invalid());
            out.writeNumberField("crashed", suite.crashed());
            out.writeNumberField("disputed", suite.disputed());
            out.writeNumberField("correct", suite.correct());
            out.writeNumberField("wrong", suite.wrong());
            out.writeNumberField("truePositiveRate", suite.truePositiveRate());
            out.writeNumberField("trueNegativeRate", suite.trueNegativeRate());
            out.writeArrayFieldStart("uncaught");
            for (int index : suite.uncaught()) {
                out.writeNumber(index);
            }
            out.writeEndArray();
            out.writeNumberField("troubles", suite.troubles());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
