package dev.assay.model.judge.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An endpoint and what it may be asked.
 *
 * @param url what {@code /chat/completions} is appended to, as {@code http://127.0.0.1:8000/v1}
 * @param model the name that the endpoint knows its model by
 * @param key sent as a bearer token; absent for endpoints without
 * @param temperature absent leaves it to the endpoint, which some reasoning models demand
 * @param seed of the first run; later runs count up from it. Absent leaves it to the endpoint
 * @param maxTokens the longest answer in tokens
 * @param moreTokens the longest answer when it is asked again because it ended at {@code maxTokens}
 * @param tokensField the name of that limit in the request: {@code max_tokens}, or {@code max_completion_tokens}
 * @param extra JSON texts of further members of the request by name, such as {@code chat_template_kwargs}
 * @param timeout of one request, to the end of its answer
 * @param limits how much at once, how often, and how large
 */
public record EndpointSettings(
        URI url,
        String model,
        Optional<ApiKey> key,
        OptionalDouble temperature,
        OptionalLong seed,
        int maxTokens,
        int moreTokens,
        String tokensField,
        Map<String, String> extra,
        Duration timeout,
        Limits limits) {

    /**
     * What the endpoint is spared.
     *
     * @param connectTimeout of a connection
     * @param concurrency the most requests under way; fewer while the endpoint answers 429
     * @param requestsPerMinute absent for as many as there are
     * @param tokensPerMinute of requests and answers; absent for as many as there are
     * @param attempts the most requests of one call, the first included
     * @param retryShare how many retries each call adds to the budget that all share
     * @param answerBytes the largest answer
     */
    public record Limits(
            Duration connectTimeout,
            int concurrency,
            OptionalInt requestsPerMinute,
            OptionalInt tokensPerMinute,
            int attempts,
            double retryShare,
            int answerBytes) {
        /** What is used where nothing is said. */
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(5), 16, OptionalInt.empty(), OptionalInt.empty(), 4, 0.2, 4 << 20);

        public Limits {
            check(!connectTimeout.isNegative() && !connectTimeout.isZero(), "connectTimeout must be positive");
            check(concurrency >= 1 && concurrency <= 4096, "concurrency must be from 1 to 4096");
            check(requestsPerMinute.orElse(1) >= 1, "requestsPerMinute must be at least 1");
            check(tokensPerMinute.orElse(1) >= 1, "tokensPerMinute must be at least 1");
            check(attempts >= 1 && attempts <= 10, "attempts must be from 1 to 10");
            check(retryShare >= 0 && retryShare <= 1, "retryShare must be from 0 to 1");
            check(answerBytes >= 1024 && answerBytes <= 64 << 20, "answerBytes must be from 1024 to 67108864");
        }
    }

    public EndpointSettings {
        extra = Map.copyOf(extra);
        check("http".equals(url.getScheme()) || "https".equals(url.getScheme()), "url must begin with http or https");
        check(url.getHost() != null, "url must have a host name");
        check(
                url.getRawUserInfo() == null,
                "url must have no user or password in it; keys have a setting of their own");
        check(url.getRawQuery() == null && url.getRawFragment() == null, "url must have no query and no fragment");
        check(!model.isBlank(), "model must not be empty");
        check(temperature.orElse(0) >= 0 && temperature.orElse(0) <= 2, "temperature must be from 0 to 2");
        check(maxTokens >= 1 && maxTokens <= 1 << 20, "maxTokens must be from 1 to 1048576");
        check(moreTokens >= maxTokens && moreTokens <= 1 << 20, "moreTokens must be from maxTokens to 1048576");
        check(
                tokensField.equals("max_tokens") || tokensField.equals("max_completion_tokens"),
                "tokensField must be max_tokens or max_completion_tokens");
        check(!timeout.isNegative() && !timeout.isZero(), "timeout must be positive");
    }

    /**
     * A model at a URL, with defaults for everything else: temperature 0.7, answers of 4,096 tokens, or 16,384 when
     * asked again.
     */
    public static EndpointSettings of(URI url, String model) {
        return new EndpointSettings(
                url,
                model,
                Optional.empty(),
                OptionalDouble.of(0.7),
                OptionalLong.empty(),
                4096,
                16_384,
                "max_tokens",
                Map.of(),
                Duration.ofMinutes(2),
                Limits.DEFAULT);
    }

    /** The same with another limit for one request. */
    public EndpointSettings withTimeout(Duration other) {
        return new EndpointSettings(
                url, model, key, temperature, seed, maxTokens, moreTokens, tokensField, extra, other, limits);
    }

    /** The same with other limits. */
    public EndpointSettings withLimits(Limits other) {
        return new EndpointSettings(
                url, model, key, temperature, seed, maxTokens, moreTokens, tokensField, extra, timeout, other);
    }

    /** The same with a key. */
    public EndpointSettings withKey(ApiKey other) {
        return new EndpointSettings(
                url,
                model,
                Optional.of(other),
                temperature,
                seed,
                maxTokens,
                moreTokens,
                tokensField,
                extra,
                timeout,
                limits);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
