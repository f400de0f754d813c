package dev.assay.model.serving;

import dev.assay.model.settings.BatchSettings;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Which inputs go together. The one that has waited longest is always among them, so none starves. Where batches have
 * no fixed shape, inputs go in the order in which they came, since packed sequences cost no padding. A fixed shape has
 * a width from a short list, and takes the inputs that it fits best.
 */
final class BatchPlan {
    private static final int NARROWEST = 32;

    private final BatchSettings settings;
    private final int maxTokens;

    BatchPlan(BatchSettings settings, int maxTokens) {
        this.settings = settings;
        this.maxTokens = maxTokens;
    }

    /** The width of the row for so many tokens: a power of two, or the model's longest input. */
    int width(int tokens) {
        int width = NARROWEST;
        while (width < tokens) {
            width *= 2;
        }
        return Math.max(Math.min(width, maxTokens), tokens);
    }

    /** The rows of a fixed shape. */
    int rows(int width) {
        return Math.clamp(settings.tokens() / width, 1, settings.rows());
    }

    /** Whether nothing more would go with what waits, so that there is no use in waiting longer. */
    boolean full(Deque<Waiting> queue) {
        long tokens = 0;
        int inputs = 0;
        int width = settings.fixed() ? width(queue.getFirst().tokens()) : 0;
        for (Waiting waiting : queue) {
            if (settings.fixed() && width(waiting.tokens()) != width) {
                continue;
            }
            inputs++;
            tokens += waiting.tokens();
            if (inputs >= (settings.fixed() ? rows(width) : settings.rows())
                    || !settings.fixed() && tokens >= settings.tokens()) {
                return true;
            }
        }
        return false;
    }

    /** Takes the next batch out of a queue that is not empty. */
    List<Waiting> take(Deque<Waiting> queue) {
        List<Waiting> batch = new ArrayList<>();
        int width = settings.fixed() ? width(queue.getFirst().tokens()) : 0;
        int most = settings.fixed() ? rows(width) : settings.rows();
        long tokens = 0;
        for (Iterator<Waiting> all = queue.iterator(); all.hasNext() && batch.size() < most; ) {
            Waiting waiting = all.next();
            if (settings.fixed()) {
                if (width(waiting.tokens()) != width) {
                    continue;
                }
            } else if (!batch.isEmpty() && tokens + waiting.tokens() > settings.tokens()) {
                break;
            }
            tokens += waiting.tokens();
            batch.add(waiting);
            all.remove();
        }
        return batch;
    }
}
