package dev.assay.broker;

import java.io.IOException;

/** A program that starts a broker, says which, and then waits to be killed. */
final class ParentOfABroker {
    private ParentOfABroker() {}

    public static void main(String[] arguments) throws IOException {
        BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary());
        System.out.println(broker.pid() + " " + broker.dataDirectory());
        int unused = System.in.read();
        broker.close();
    }
}
