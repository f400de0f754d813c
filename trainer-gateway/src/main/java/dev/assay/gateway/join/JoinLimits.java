package dev.assay.gateway.join;

/** What the join takes from a topic. */
final class JoinLimits {
    /** The most bytes of one value; more becomes a dead letter without its value. */
    static final int VALUE_LIMIT = 32 << 20;

    private JoinLimits() {}
}
