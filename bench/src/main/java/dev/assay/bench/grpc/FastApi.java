package dev.assay.bench.grpc;

import dev.assay.bench.peer.Child;
import dev.assay.bench.peer.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

/** The same check as a FastAPI application behind as many uvicorn workers as there are cores. */
final class FastApi implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Child child;
    private final int port;

    private FastApi(Path folder, Child child, int port) {
        this.folder = folder;
        this.child = child;
        this.port = port;
    }

    static FastApi start(Python python, int workers) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("assay-bench-");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path script = Python.script("fastapi_server.py", folder);
        Child child = Child.start(python.command(script, String.valueOf(port), String.valueOf(workers)), folder);
        FastApi server = new FastApi(folder, child, port);
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers(port)) {
            if (System.nanoTime() > end) {
                server.close();
                throw new IOException("uvicorn did not answer within " + START_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
        return server;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Child child() {
        return child;
    }

    @Override
    public void close() throws IOException {
        child.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
