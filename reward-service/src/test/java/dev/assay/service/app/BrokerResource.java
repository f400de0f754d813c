package dev.assay.service.app;

import dev.assay.broker.BrokerOptions;
import dev.assay.broker.BrokerProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker that starts before the application and stops after it. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable BrokerProcess broker;

    @Override
    public Map<String, String> start() {
        BrokerProcess started = BrokerProcess.start(BrokerOptions.temporary());
        broker = started;
        return Map.of("assay.kafka.bootstrap", started.bootstrapServers());
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
