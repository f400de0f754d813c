package dev.assay.gateway.join;

import dev.assay.recipe.Recipes;
import java.io.IOException;
import java.time.Duration;

/** A process that only joins, until its input ends or somebody kills it. */
final class JoinMain {
    private JoinMain() {}

    public static void main(String[] arguments) throws IOException {
        JoinConnection connection = JoinConnection.to(arguments[0]).withInstance("join-0");
        Recipes recipes = Recipes.shipped();
        JoinOptions options = JoinOptions.of(recipes, recipes.named("r1-zero"))
                .withGroupDeadline(Duration.ofMinutes(10))
                .withCatchUp(Duration.ofSeconds(1));
        try (JoinService service = new JoinService(options, connection)) {
            int input = System.in.read();
            System.out.println("ended " + input + " " + service.state());
        }
    }
}
