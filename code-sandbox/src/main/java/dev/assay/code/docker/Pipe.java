package dev.assay.code.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Bytes from any thread to any other, bounded. The JDK's own pipe breaks when the thread that wrote last has ended, and
 * looks for news once in a second.
 */
final class Pipe {
    private static final int CAPACITY = 1 << 20;

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int size;
    private int offset;
    private boolean closed;

    /** Waits while it is full; dropped where nobody reads any more. */
    synchronized void put(byte[] bytes) throws IOException {
        await(() -> size >= CAPACITY);
        if (!closed && bytes.length > 0) {
            waiting.add(bytes);
            size += bytes.length;
            notifyAll();
        }
    }

    /** What was put in before can still be read. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized int take(byte[] into, int from, int length) throws IOException {
        await(() -> waiting.isEmpty());
        byte[] first = waiting.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(length, first.length - offset);
        System.arraycopy(first, offset, into, from, count);
        offset += count;
        size -= count;
        if (offset == first.length) {
            waiting.remove();
            offset = 0;
        }
        notifyAll();
        return count;
    }

    private synchronized void await(java.util.function.BooleanSupplier blocked) throws IOException {
        try {
            while (!closed && blocked.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    InputStream source() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return length == 0 ? 0 : take(into, from, length);
            }

            @Override
            public void close() {
                Pipe.this.close();
            }
        };
    }

    OutputStream sink() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                put(new byte[] {(byte) one});
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                put(Arrays.copyOfRange(bytes, from, from + length));
            }

            @Override
            public void close() {
                Pipe.this.close();
            }
        };
    }
}
