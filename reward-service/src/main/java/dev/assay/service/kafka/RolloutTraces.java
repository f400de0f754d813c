package dev.assay.service.kafka;

import dev.assay.rollout.Rollout;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A span for each rollout, between the context that its record brings and the one that its components carry on. */
final class RolloutTraces {
    private static final AttributeKey<String> ROLLOUT = AttributeKey.stringKey("assay.rollout.id");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("assay.group.id");
    private static final AttributeKey<String> TASK = AttributeKey.stringKey("assay.task");

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    RolloutTraces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.assay.service");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    Span start(Rollout rollout, Headers headers) {
        return tracer.spanBuilder("judge rollout")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(propagator.extract(Context.root(), headers, HeaderGetter.INSTANCE))
                .setAttribute(ROLLOUT, rollout.id())
                .setAttribute(GROUP, rollout.groupId())
                .setAttribute(TASK, rollout.task())
                .startSpan();
    }

    /** Writes the span's context into the headers of what is sent on. */
    void carry(Span span, Headers headers) {
        propagator.inject(Context.root().with(span), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private enum HeaderGetter implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Headers headers) {
            List<String> names = new ArrayList<>();
            headers.forEach(header -> names.add(header.key()));
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            Header header = headers == null ? null : headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
