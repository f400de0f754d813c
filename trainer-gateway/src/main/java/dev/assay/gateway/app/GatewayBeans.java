package dev.assay.gateway.app;

import dev.assay.gateway.rest.Catalogue;
import dev.assay.gateway.rest.ScoreEndpoint;
import dev.assay.gateway.rest.ScoreOptions;
import dev.assay.service.scoring.Scoring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes beans of the classes that know no framework. */
@ApplicationScoped
public class GatewayBeans {
    /** What answers {@code POST /v1/score}. */
    @Produces
    @Singleton
    ScoreEndpoint scoreEndpoint(
            Scoring scoring,
            RestConfig config,
            @ConfigProperty(name = "assay.recipe", defaultValue = "accuracy") String recipe) {
        ScoreOptions defaults = ScoreOptions.defaults();
        return new ScoreEndpoint(
                scoring,
                new ScoreOptions(
                        recipe,
                        config.deadline(),
                        defaults.bodyLimit(),
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
