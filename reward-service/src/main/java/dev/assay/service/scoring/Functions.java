package dev.assay.service.scoring;

import dev.assay.recipe.UrlFunction;
import dev.assay.remote.UrlRewardFunction;
import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.RewardFunction;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The reward functions that can be called here. One function owns a component for a task. Immutable. */
public final class Functions {
    /** The tasks of the contract; recipes may name others. */
    public static final List<String> TASKS = List.of("math", "choice", "logic", "code", "repair", "general");

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final List<RewardFunction> all;

    /**
     * Collects functions.
     *
     * @throws AssayException {@link ErrorCode#CONFIGURATION} where two own the same component for the same task
     */
    public Functions(Collection<? extends RewardFunction> functions) {
        this.all = List.copyOf(functions);
        for (RewardFunction one : all) {
            for (RewardFunction other : all) {
                if (one == other || !one.component().equals(other.component())) {
                    continue;
                }
                for (String task : TASKS) {
                    if (one.owns(task) && other.owns(task)) {
                        throw new AssayException(
                                ErrorCode.CONFIGURATION,
                                one.grader() + " and " + other.grader() + " both own " + one.component() + " for "
                                        + task + "; host only one of them");
                    }
                }
            }
        }
    }

    /** The functions on the class path that are wanted. */
    public static Functions installed(Predicate<RewardFunction> wanted) {
        return new Functions(ServiceLoader.load(RewardFunction.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(wanted)
                .toList());
    }

    /** These functions and those that a recipe brings by URL, which take the place of others of their component. */
    Functions with(Collection<UrlFunction> brought) {
        if (brought.isEmpty()) {
            return this;
        }
        List<RewardFunction> more = new ArrayList<>();
        for (RewardFunction function : all) {
            if (brought.stream().noneMatch(url -> url.name().equals(function.component()))) {
                more.add(function);
            }
        }
        brought.forEach(url -> more.add(new UrlRewardFunction(url, CLIENT)));
        return new Functions(more);
    }

    /** All functions. */
    public List<RewardFunction> all() {
        return all;
    }

    /** The function that owns a component for a task. */
    public Optional<RewardFunction> owner(String component, String task) {
        for (RewardFunction function : all) {
            if (function.component().equals(component) && function.owns(task)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }
}
