package dev.assay.gateway.join;

/** The topics between which the join stands. */
public final class JoinTopics {
    public static final String ROLLOUTS = "assay.rollouts";
    public static final String COMPONENTS = "assay.components";
    public static final String REWARDS = "assay.rewards";
    public static final String DEAD_LETTERS = "assay.dead-letters";

    /** The most bytes of one value on any topic. */
    public static final int VALUE_LIMIT = 32 << 20;

    /** What a producer or consumer is told, so that key and headers have room beside the largest value. */
    public static final int MESSAGE_LIMIT = VALUE_LIMIT + (1 << 20);

    private JoinTopics() {}
}
