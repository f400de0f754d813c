package dev.assay.model.judge;

/**
 * Two responses to one request.
 *
 * @param request what was asked, a conversation included
 * @param first one response
 * @param second the other
 */
public record ResponsePair(String request, String first, String second) {}
