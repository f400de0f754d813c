package dev.assay.service.scoring;

import dev.assay.recipe.Combiner;
import dev.assay.recipe.Judged;
import dev.assay.recipe.Recipe;
import dev.assay.recipe.Recipes;
import dev.assay.reward.AssayException;
import dev.assay.reward.Component;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Reward;
import dev.assay.rollout.Rollout;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Scores rollouts with the reward functions that this process hosts or can reach. Calls return at once; the answer
 * comes to a consumer, exactly once, on a thread of the engine, which must not be blocked. Close it to stop its
 * threads.
 */
public final class Scoring implements AutoCloseable {
    private final Functions functions;
    private final Recipes recipes;
    private final ScoringOptions options;
    private final Host host;
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();

    /**
     * Starts the engine.
     *
     * @param functions what can be called
     * @param recipes the recipes that rollouts may name
     * @param observer is told of every component, on the thread that made it
     */
    public Scoring(Functions functions, Recipes recipes, ScoringOptions options, Consumer<Component> observer) {
        this.functions = functions;
        this.recipes = recipes;
        this.options = options;
        this.host = new Host(options, observer);
    }

    /** The functions that this engine calls. */
    public Functions functions() {
        return functions;
    }

    /** The recipes that rollouts may name. */
    public Recipes recipes() {
        return recipes;
    }

    /** The compute threads: transports run their handlers here, so that inline functions need no other thread. */
    public Executor executor() {
        return host.workers();
    }

    /** Calls that have not come back although their time is over, by component. */
    public Map<String, Integer> stuck() {
        return host.stuck();
    }

    /** Pieces of work that wait for a compute thread. */
    public int queued() {
        return host.workers().getQueue().size();
    }

    /** Components under way. */
    public int inFlight() {
        return host.inFlight();
    }

    /**
     * Checks that the functions accept the settings of a recipe, which the first use of it would do as well.
     *
     * @throws AssayException {@link dev.assay.reward.ErrorCode#INVALID_RECIPE}
     */
    public void check(Recipe recipe) {
        plan(recipe);
    }

    /**
     * The recipe of a rollout: the one that it names, else the caller's.
     *
     * @throws AssayException {@link dev.assay.reward.ErrorCode#UNKNOWN_RECIPE}
     */
    public Recipe recipe(Rollout rollout, Recipe otherwise) {
        return rollout.recipe().isPresent() ? recipes.named(rollout.recipe().get()) : otherwise;
    }

    /**
     * Runs the functions that the recipe wants for a rollout.
     *
     * @param everything whether a component that no function here owns is answered with NO_FUNCTION, instead of being
     *     left to another service
     * @param done gets the components in the order of the recipe
     * @throws AssayException where recipe or task are unknown; then {@code done} is not called
     */
    public void judge(
            Rollout rollout, Recipe otherwise, Deadline deadline, boolean everything, Consumer<List<Component>> done) {
        Recipe recipe = recipe(rollout, otherwise);
        Batch batch = new Batch(host, deadline, () -> false, 1, columns -> done.accept(columns.getFirst()));
        batch.add(rollout, plan(recipe).steps(rollout, everything));
        batch.start();
    }

    /**
     * Scores rollouts: judges them, and combines the components of those that share group and recipe.
     *
     * @param otherwise the recipe of rollouts that name none
     * @param done gets one result for each rollout, in order
     */
    public void score(List<Rollout> rollouts, Recipe otherwise, Deadline deadline, Consumer<List<Result>> done) {
        score(rollouts, otherwise, deadline, () -> false, done);
    }

    /**
     * The same for a caller who may lose interest.
     *
     * @param abandoned whether nobody waits for the answer any more; then what has not begun does not, and what waits
     *     is interrupted. Asked often and on many threads
     */
    public void score(
            List<Rollout> rollouts,
            Recipe otherwise,
            Deadline deadline,
            BooleanSupplier abandoned,
            Consumer<List<Result>> done) {
        List<Entry> entries = new ArrayList<>(rollouts.size());
        Batch batch = new Batch(
                host, deadline, abandoned, rollouts.size(), columns -> done.accept(results(entries, columns)));
        // Rollouts of a recipe share its plan even where no more plans are kept, so that their calls are batched.
        Map<Recipe, Plan> used = new IdentityHashMap<>();
        for (Rollout rollout : rollouts) {
            try {
                Recipe recipe = recipe(rollout, otherwise);
                batch.add(rollout, used.computeIfAbsent(recipe, this::plan).steps(rollout, true));
                entries.add(new Entry(rollout, Optional.of(recipe), Optional.empty()));
            } catch (AssayException e) {
                batch.add(rollout, List.of());
                entries.add(new Entry(rollout, Optional.empty(), Optional.of(e)));
            }
        }
        batch.start();
    }

    /** What became of a rollout: a reward, or why it could not be taken. */
    public sealed interface Result {
        /** The reward. */
        record Rewarded(Reward reward) implements Result {}

        /** Recipe or task are unknown, or the recipe cannot be used. */
        record Refused(String id, AssayException error) implements Result {}
    }

    private record Entry(Rollout rollout, Optional<Recipe> recipe, Optional<AssayException> error) {}

    private record GroupKey(String groupId, String recipe) {}

    /** Whoever asked is answered even where combining fails. */
    private static List<Result> results(List<Entry> entries, List<List<Component>> columns) {
        try {
            return combine(entries, columns);
        } catch (RuntimeException e) {
            AssayException error = new AssayException(ErrorCode.INTERNAL, "the components cannot be combined: " + e, e);
            return entries.stream()
                    .<Result>map(entry -> new Result.Refused(
                            entry.rollout().id(), entry.error().orElse(error)))
                    .toList();
        }
    }

    private static List<Result> combine(List<Entry> entries, List<List<Component>> columns) {
        if (entries.size() == 1) {
            return List.of(combineOne(entries.getFirst(), columns.getFirst()));
        }
        Map<GroupKey, List<Integer>> groups = new LinkedHashMap<>();
        Result[] results = new Result[entries.size()];
        for (int i = 0; i < results.length; i++) {
            Entry entry = entries.get(i);
            if (entry.recipe().isPresent()) {
                GroupKey key = new GroupKey(
                        entry.rollout().groupId(), entry.recipe().get().label());
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            } else {
                results[i] =
                        new Result.Refused(entry.rollout().id(), entry.error().orElseThrow());
            }
        }
        for (List<Integer> members : groups.values()) {
            Recipe recipe = entries.get(members.getFirst()).recipe().orElseThrow();
            List<Judged> judged = new ArrayList<>(members.size());
            for (int member : members) {
                judged.add(Judged.of(entries.get(member).rollout(), columns.get(member)));
            }
            int size = entries.get(members.getFirst()).rollout().groupSize().orElse(1);
            boolean incomplete = recipe.groupRelative() && members.size() < size;
            List<Reward> rewards = Combiner.combine(recipe, judged, incomplete);
            for (int i = 0; i < rewards.size(); i++) {
                results[members.get(i)] = new Result.Rewarded(rewards.get(i));
            }
        }
        return List.of(results);
    }

    private static Result combineOne(Entry entry, List<Component> components) {
        if (entry.error().isPresent()) {
            return new Result.Refused(entry.rollout().id(), entry.error().get());
        }
        Recipe recipe = entry.recipe().orElseThrow();
        boolean incomplete =
                recipe.groupRelative() && entry.rollout().groupSize().orElse(1) > 1;
        return new Result.Rewarded(Combiner.combine(recipe, List.of(Judged.of(entry.rollout(), components)), incomplete)
                .getFirst());
    }

    private Plan plan(Recipe recipe) {
        Plan known = plans.get(recipe.label());
        if (known != null && known.isOf(recipe)) {
            return known;
        }
        Plan plan = new Plan(recipe, functions.with(recipe.functions().values()), host);
        // Recipes come inline with requests, so what is kept is bounded.
        if (plans.size() < options.plans()) {
            plans.putIfAbsent(recipe.label(), plan);
        }
        return plan;
    }

    @Override
    public void close() {
        host.close();
    }
}
