package dev.assay.service.kafka;

import dev.assay.v1.Component;
import dev.assay.v1.OutcomeKind;
import dev.assay.v1.RolloutComponents;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends components on a thread of its own, because the producer may block and the engine's threads must not. What is
 * too large for the topic is sent without its evidence, then as FAILED, rather than not at all.
 */
final class ComponentSender {
    private final Producer<byte[], byte[]> producer;
    private final Consumer<Taken> acknowledged;
    private final Consumer<Throwable> failed;
    private final BlockingQueue<Parcel> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    /**
     * Starts the thread.
     *
     * @param acknowledged is told of each record whose components the broker has
     * @param failed is told of what cannot be mended
     */
    ComponentSender(Producer<byte[], byte[]> producer, Consumer<Taken> acknowledged, Consumer<Throwable> failed) {
        this.producer = producer;
        this.acknowledged = acknowledged;
        this.failed = failed;
        this.thread = Thread.ofPlatform().daemon().name("assay-worker-send").start(this::sendAll);
    }

    /** How much of the components is sent. */
    private enum Form {
        WHOLE,
        WITHOUT_EVIDENCE,
        FAILED
    }

    private record Parcel(ProducerRecord<byte[], byte[]> record, Taken taken, Form form) {}

    void send(ProducerRecord<byte[], byte[]> components, Taken taken) {
        queue.add(new Parcel(components, taken, Form.WHOLE));
    }

    private void sendAll() {
        try {
            while (true) {
                Parcel parcel = queue.take();
                producer.send(parcel.record(), (_, failure) -> sent(parcel, failure));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private void sent(Parcel parcel, @Nullable Exception failure) {
        if (failure == null) {
            acknowledged.accept(parcel.taken());
        } else if (failure instanceof RecordTooLargeException && parcel.form() != Form.FAILED) {
            queue.add(smaller(parcel));
        } else {
            failed.accept(failure);
        }
    }

    private static Parcel smaller(Parcel parcel) {
        Form form = parcel.form() == Form.WHOLE ? Form.WITHOUT_EVIDENCE : Form.FAILED;
        ProducerRecord<byte[], byte[]> record = parcel.record();
        RolloutComponents.Builder components = RolloutMessages.components(record.value()).toBuilder();
        for (Component.Builder component : components.getComponentsBuilderList()) {
            component.clearEvidence();
            if (form == Form.FAILED) {
                component
                        .clearValue()
                        .clearGrader()
                        .setOutcome(OutcomeKind.FAILED)
                        .setReason("THREW");
            }
        }
        return new Parcel(
                new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.key(),
                        components.build().toByteArray(),
                        form == Form.FAILED ? null : record.headers()),
                parcel.taken(),
                form);
    }

    void stop() {
        thread.interrupt();
    }
}
