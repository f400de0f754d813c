package dev.assay.bench.grpc;

import dev.assay.bench.format.Texts;
import dev.assay.v1.Rollout;
import dev.assay.v1.ScoreRequest;
import dev.assay.v1.Text;

/** What the clients do; every completion has 4 KB and is in form. */
enum Scenario {
    UNARY("unary x64", 1, 64, 0.85),
    BATCH("batch of 64, x4", 64, 4, 0.85),
    STREAM("stream, 64 under way", 1, 64, 0.7),
    STREAM_OF_BATCHES("stream of batches of 64, 4 under way", 64, 4, 0.7);

    private static final int COMPLETION = 4 << 10;

    private final String label;
    private final int rollouts;
    private final int underWay;
    private final double floor;

    Scenario(String label, int rollouts, int underWay, double floor) {
        this.label = label;
        this.rollouts = rollouts;
        this.underWay = underWay;
        this.floor = floor;
    }

    String label() {
        return label;
    }

    /** In one request. */
    int rollouts() {
        return rollouts;
    }

    /** Requests at the same time. */
    int underWay() {
        return underWay;
    }

    /** The least share of the bare server's rate. */
    double floor() {
        return floor;
    }

    /** Whether plain HTTP has the same. */
    boolean isHttpToo() {
        return switch (this) {
            case UNARY, BATCH -> true;
            case STREAM, STREAM_OF_BATCHES -> false;
        };
    }

    ScoreRequest request() {
        ScoreRequest.Builder request = ScoreRequest.newBuilder();
        for (int i = 0; i < rollouts; i++) {
            request.addRollouts(Rollout.newBuilder()
                    .setId("r-%06d".formatted(i))
                    .setTask("math")
                    .setCompletion(Text.newBuilder().setPlain(Texts.WELL_FORMED.text(COMPLETION))));
        }
        return request.build();
    }

    String json() {
        StringBuilder json = new StringBuilder("{\"rollouts\":[");
        String completion =
                Texts.WELL_FORMED.text(COMPLETION).replace("\\", "\\\\").replace("\n", "\\n");
        for (int i = 0; i < rollouts; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"r-%06d\",\"completion\":\"".formatted(i))
                    .append(completion)
                    .append("\"}");
        }
        return json.append("]}").toString();
    }
}
