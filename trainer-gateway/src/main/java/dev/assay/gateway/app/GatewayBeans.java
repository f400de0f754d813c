package dev.assay.gateway.app;

import dev.assay.gateway.rest.Catalogue;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.service.app.ConfiguredRecipes;
import dev.assay.service.scoring.Scoring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes beans of the classes that know no framework. */
@ApplicationScoped
public class GatewayBeans {
    /** What answers {@code POST /v1/score}. */
    @Produces
    @Singleton
    ScoreEndpoint scoreEndpoint(Scoring scoring, ConfiguredRecipes recipes, RestConfig config) {
        return new ScoreEndpoint(
                scoring,
                recipes.otherwise(),
                new ScoreOptions(
                        config.deadline(),
                        ScoreOptions.defaults().bodyLimit(),
                        config.bytes().asLongValue(),
                        config.components()));
    }

    /** What lists recipes and functions. */
    @Produces
    @Singleton
    Catalogue catalogue(Scoring scoring) {
        return new Catalogue(scoring);
    }
}
