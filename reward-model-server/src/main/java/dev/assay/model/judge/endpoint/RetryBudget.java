package dev.assay.model.judge.endpoint;

/**
 * How many requests may be repeated. Every call puts a share of a retry into the budget and every retry takes one out,
 * so that an endpoint in trouble gets a fifth more requests and not several times as many. Thread-safe.
 */
final class RetryBudget {
    private final double most;
    private final double share;
    private double left;

    /**
     * A full budget.
     *
     * @param most what it holds at most, in retries
     * @param share what each call adds
     */
    RetryBudget(double most, double share) {
        this.most = most;
        this.share = share;
        this.left = most;
    }

    synchronized void called() {
        left = Math.min(most, left + share);
    }

    synchronized boolean take() {
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
