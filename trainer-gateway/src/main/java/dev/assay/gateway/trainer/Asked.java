package dev.assay.gateway.trainer;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the address of a request says beside its body, for clients that can only be given an address.
 *
 * @param recipe the recipe; the server's where absent
 * @param source the source of samples that name none
 * @param task the task of all samples, instead of the table's
 * @param onFailure the number that stands for samples that nobody can score; without it they are refused with 422
 * @param rewardKey slime: answer with an object that has the reward under this name
 */
record Asked(
        Optional<String> recipe,
        Optional<String> source,
        Optional<String> task,
        OptionalDouble onFailure,
        Optional<String> rewardKey) {
    static final Asked NOTHING =
            new Asked(Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());

    /**
     * Reads the parameters as they stand in the address.
     *
     * @throws AssayException {@link ErrorCode#INVALID_FIELD}
     */
    static Asked of(
            Optional<String> recipe,
            Optional<String> source,
            Optional<String> task,
            Optional<String> onFailure,
            Optional<String> rewardKey) {
        OptionalDouble number = OptionalDouble.empty();
        if (onFailure.isPresent()) {
            try {
                number = OptionalDouble.of(Double.parseDouble(onFailure.get()));
            } catch (NumberFormatException e) {
                throw wrong(onFailure.get());
            }
            if (!Double.isFinite(number.getAsDouble())) {
                throw wrong(onFailure.get());
            }
        }
        return new Asked(recipe, source, task, number, rewardKey);
    }

    private static AssayException wrong(String written) {
        return new AssayException(
                ErrorCode.INVALID_FIELD, "parameter 'on_failure' must be a finite number, not '" + written + "'");
    }
}
