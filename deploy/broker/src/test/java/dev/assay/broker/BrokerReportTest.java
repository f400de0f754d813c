package dev.assay.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.broker.BrokerReport.Failed;
import dev.assay.broker.BrokerReport.Ready;
import dev.assay.broker.BrokerReport.Trouble;
import org.junit.jupiter.api.Test;

class BrokerReportTest {

    @Test
    void aReportIsReadAsItWasWritten() {
        Ready ready = new Ready("127.0.0.1:43121");
        assertThat(ready.line()).isEqualTo("READY 127.0.0.1:43121");
        assertThat(BrokerReport.parse(ready.line())).contains(ready);
        for (Trouble trouble : Trouble.values()) {
            Failed failed = new Failed(trouble, "two words");
            assertThat(BrokerReport.parse(failed.line())).contains(failed);
        }
    }

    @Test
    void aDetailOfSeveralLinesBecomesOne() {
        assertThat(new Failed(Trouble.OTHER, "first\n\tsecond").line()).isEqualTo("FAILED OTHER first second");
    }

    @Test
    void otherLinesAreNoReports() {
        for (String line : new String[] {"", "READY", "READY  ", "FAILED SOMEHOW x", "FAILED OTHER", "ready a:1"}) {
            assertThat(BrokerReport.parse(line)).as(line).isEmpty();
        }
    }
}
