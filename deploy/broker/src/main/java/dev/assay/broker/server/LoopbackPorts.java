package dev.assay.broker.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The two ports of a broker, both on 127.0.0.1.
 *
 * @param clients the port that clients use
 * @param controller the port on which the broker finds its controller, which is in the same process
 */
record LoopbackPorts(int clients, int controller) {
    static final String HOST = "127.0.0.1";

    /**
     * Two ports that are free at this moment.
     *
     * @param wanted the clients' port, or 0 for any
     * @throws BindException when {@code wanted} is in use
     */
    static LoopbackPorts pick(int wanted) throws IOException {
        // Both are held at once, so that they differ.
        try (ServerSocket clients = bind(wanted);
                ServerSocket controller = bind(0)) {
            return new LoopbackPorts(clients.getLocalPort(), controller.getLocalPort());
        }
    }

    static boolean inUse(int port) {
        if (port == 0) {
            return false;
        }
        try (ServerSocket probe = bind(port)) {
            return !probe.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(HOST));
    }
}
