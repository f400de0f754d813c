package dev.assay.gateway.rest;

import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status of HTTP
 * @param type the media type of the body
 * @param headers further headers
 * @param body UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // written once, to a socket
public record Answer(int status, String type, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(byte[] body) {
        return new Answer(200, JSON, Map.of(), body);
    }
}
