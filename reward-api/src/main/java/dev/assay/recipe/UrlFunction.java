package dev.assay.recipe;

import java.net.URI;
import java.time.Duration;

/**
 * A user's own reward function behind a URL.
 *
 * @param name the function and the component that it produces
 * @param url where rollouts are posted
 * @param timeout how long one call may take
 * @param batch the most rollouts of one call
 */
public record UrlFunction(String name, URI url, Duration timeout, int batch) {}
