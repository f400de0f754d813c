package dev.assay.bench.grpc;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A client that keeps its connections, each with one request under way. It writes prepared bytes and reads only what it
 * must of the answers, so that the client costs next to nothing beside the server.
 */
final class HttpLoad {
    private final int port;

    HttpLoad(int port) {
        this.port = port;
    }

    /** Posts the same body again and again. */
    double post(String path, String json, int scores, int connections, Duration length) throws InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        Load load = new Load(connections, length);
        for (int i = 0; i < connections; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    lane(request, scores, load);
                    load.laneEnded();
                } catch (IOException | RuntimeException e) {
                    load.failed(e);
                }
            });
        }
        return load.await();
    }

    private void lane(byte[] request, int scores, Load load) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            do {
                out.write(request);
                String answer = answer(in);
                if (!answer.contains("\"reward\":1")) {
                    throw new IOException("not the reward of the request: " + answer);
                }
            } while (load.answered(scores));
        }
    }

    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.contains(" 200 ")) {
            throw new IOException("the server answered " + status);
        }
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
