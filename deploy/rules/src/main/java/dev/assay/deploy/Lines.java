package dev.assay.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a stream of bytes into lines. */
final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long number = 1;
    private long position;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * Some lines without their line breaks.
     *
     * @param first the number of the first line, counted from 1
     */
    record Block(long first, List<byte[]> lines, int bytes) {}

    /** The next lines, at most so many, and no more once they have so many bytes; empty at the end. */
    Block next(int mostLines, int mostBytes) throws IOException {
        long first = number;
        List<byte[]> lines = new ArrayList<>();
        int bytes = 0;
        while (lines.size() < mostLines && bytes < mostBytes) {
            byte[] line = line();
            if (line.length == 0 && at == end && end < 0) {
                break;
            }
            lines.add(number == 1 ? withoutByteOrderMark(line) : line);
            bytes += line.length;
            number++;
        }
        return new Block(first, lines, bytes);
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    /** The next line; empty with {@code end < 0} where there is none. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream long_ = null;
        while (true) {
            if (at >= end) {
                if (end >= 0) {
                    end = in.read(buffer);
                    at = 0;
                    position += Math.max(0, end);
                }
                if (end < 0) {
                    at = end;
                    return long_ == null ? new byte[0] : long_.toByteArray();
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (at < end) {
                byte[] rest = Arrays.copyOfRange(buffer, from, at++);
                if (long_ == null) {
                    return rest;
                }
                long_.writeBytes(rest);
                return long_.toByteArray();
            }
            if (long_ == null) {
                long_ = new ByteArrayOutputStream(1 << 16);
            }
            long_.write(buffer, from, end - from);
        }
    }

    /** Whether there is nothing in the line. */
    static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutByteOrderMark(byte[] line) {
        boolean marked =
                line.length >= 3 && (line[0] & 0xFF) == 0xEF && (line[1] & 0xFF) == 0xBB && (line[2] & 0xFF) == 0xBF;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }
}
