package dev.assay.gateway.models;

import java.util.List;

/**
 * From logits to what a classifier says. One logit goes through the sigmoid: a softmax over one value is 1 whatever it
 * is, which would make every reward the same.
 */
enum Activation {
    /** The logits as they are. */
    NONE,
    /** Sigmoid of one logit, softmax of several. */
    PROBABILITIES;

    static Activation of(boolean wanted) {
        return wanted ? PROBABILITIES : NONE;
    }

    double[] apply(List<Double> logits) {
        double[] values = logits.stream().mapToDouble(Double::doubleValue).toArray();
        switch (this) {
            case NONE -> {}
            case PROBABILITIES -> {
                if (values.length == 1) {
                    values[0] = sigmoid(values[0]);
                } else {
                    softmax(values);
                }
            }
        }
        return values;
    }

    static double sigmoid(double logit) {
        if (logit >= 0) {
            return 1 / (1 + Math.exp(-logit));
        }
        double e = Math.exp(logit);
        return e / (1 + e);
    }

    private static void softmax(double[] values) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            most = Math.max(most, value);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - most);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }

    static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
