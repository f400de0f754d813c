package dev.assay.gateway.door;

import dev.assay.gateway.label.Json;
import dev.assay.gateway.rest.Problems;
import dev.assay.service.access.Callers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the {@link Door} before anything else sees a request. */
@Singleton
public final class DoorFilter {
    /** Before every other filter and route. */
    private static final int FIRST = 10_000;

    private static final String ENTERED = "assay.entered";

    private final Door door;

    DoorFilter(Callers callers) {
        this.door = new Door(callers);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext context) {
        if (context.get(ENTERED) != null) {
            context.next();
            return;
        }
        HttpServerRequest request = context.request();
        String path = Optional.ofNullable(request.path()).orElse("/");
        switch (door.decide(path, Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)), length(request))) {
            case Door.Decision.Enter(String inner, var _) -> {
                context.put(ENTERED, true);
                if (inner.equals(path)) {
                    context.next();
                } else {
                    String query = request.query();
                    context.reroute(query == null ? inner : inner + "?" + query);
                }
            }
            case Door.Decision.TurnedAway away -> turnAway(context, away);
        }
    }

    private static OptionalLong length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            try {
                return OptionalLong.of(Long.parseLong(length));
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                        && request.version().ordinal() < 2
                ? OptionalLong.of(0)
                : OptionalLong.empty();
    }

    private static void turnAway(RoutingContext context, Door.Decision.TurnedAway away) {
        var problem = Json.object();
        problem.put("type", "about:blank");
        problem.put("title", away.status() == 401 ? "A token is needed" : "The request is over a limit of its caller");
        problem.put("status", away.status());
        problem.put("detail", away.detail());
        problem.put("code", away.code());
        away.headers().forEach(context.response()::putHeader);
        if (context.request().version() != HttpVersion.HTTP_2) {
            // A body that nobody reads would hold up the next request of the connection.
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.TYPE)
                .setStatusCode(away.status())
                .end(Buffer.buffer(Json.write(problem)));
    }
}
