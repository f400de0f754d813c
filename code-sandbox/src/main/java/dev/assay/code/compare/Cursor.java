package dev.assay.code.compare;

import java.util.Optional;

/** Walks over an output, token by token or line by line. */
final class Cursor {
    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next run of bytes that are not ASCII white space. */
    Optional<Slice> token() {
        while (at < bytes.length && isSpace(bytes[at])) {
            at++;
        }
        if (at == bytes.length) {
            return Optional.empty();
        }
        int from = at;
        while (at < bytes.length && !isSpace(bytes[at])) {
            at++;
        }
        return Optional.of(new Slice(bytes, from, at));
    }

    /**
     * The next line without its end and without white space before the end. Lines end in LF, CRLF or with the output.
     */
    Optional<Slice> line() {
        if (at >= bytes.length) {
            return Optional.empty();
        }
        int from = at;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        int to = at++;
        while (to > from && isSpace(bytes[to - 1])) {
            to--;
        }
        return Optional.of(new Slice(bytes, from, to));
    }

    /** The next line that is not blank; blank lines are skipped. */
    Optional<Slice> lineWithText() {
        for (Optional<Slice> line = line(); line.isPresent(); line = line()) {
            if (line.get().length() > 0) {
                return line;
            }
        }
        return Optional.empty();
    }

    static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
