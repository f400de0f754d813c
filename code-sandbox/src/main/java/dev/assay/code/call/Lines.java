package dev.assay.code.call;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of a stream, each of bounded length. */
final class Lines {
    private static final int LONGEST = 32 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next whole line without its end; empty where the stream has ended. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == end) {
                at = 0;
                end = in.read(buffer);
                if (end <= 0) {
                    end = 0;
                    return Optional.empty();
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > LONGEST) {
                throw new Wire.Garbled("a line without end");
            }
            if (at < end) {
                at++;
                return Optional.of(line.toByteArray());
            }
        }
    }
}
