package dev.assay.deploy;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;

/** Where a Kafka is, as {@code host:port}, several separated by commas. */
final class KafkaAddress {
    private static final Pattern ONE = Pattern.compile("[^,:\\s]+:(\\d{1,5})|\\[[^,\\]\\s]+]:(\\d{1,5})");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private KafkaAddress() {}

    static boolean isValid(String address) {
        for (String part : address.split(",", -1)) {
            if (!ONE.matcher(part).matches() || port(part) < 1 || port(part) > 65535) {
                return false;
            }
        }
        return true;
    }

    /**
     * Asks at once what a Kafka client would ask for half a minute.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where nothing answers at any of the addresses
     */
    static void checkAnswers(String address, String remedy) {
        IOException last = new IOException("no address");
        for (String part : address.split(",")) {
            try (Socket probe = new Socket()) {
                String host = part.substring(0, part.lastIndexOf(':'));
                probe.connect(new InetSocketAddress(host, port(part)), (int) ANSWERS_WITHIN.toMillis());
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new AssayException(ErrorCode.CONFIGURATION, "no broker answers at " + address + "; " + remedy, last);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
