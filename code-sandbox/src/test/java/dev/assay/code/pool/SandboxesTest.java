package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Sandbox;
import dev.assay.reward.AssayException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found out about the boxes of a machine. */
final class SandboxesTest {
    static Stream<String> kinds() {
        return Boxes.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBoxHoldsWhatItPromises(String kind) {
        Sandbox sandbox = Boxes.open(kind);
        assertThat(sandbox.report().kind()).isEqualTo(kind);
        assertThat(sandbox.report().safe()).isTrue();
        assertThat(sandbox.report().guarantees()).filteredOn(one -> !one.held()).isEmpty();
        assertThat(sandbox.report().guarantees())
                .extracting(BoxReport.Guarantee::name)
                .contains("processes", "files", "network", "syscalls", "capabilities", "memory", "cpu", "leftovers");
    }

    @Test
    void aMachineThatAllowsNamespacesHasABox() throws Exception {
        Process unshare;
        try {
            unshare = new ProcessBuilder("unshare", "-Urmpf", "--mount-proc", "true").start();
        } catch (IOException e) {
            Assumptions.abort("no unshare(1) to tell whether this machine allows namespaces");
            return;
        }
        Assumptions.assumeTrue(unshare.waitFor() == 0, "this machine allows no namespaces");
        Assumptions.assumeTrue(Interpreter.find().isPresent(), "no python3 for the supervisor");
        assertThat(Sandboxes.probe()).filteredOn(BoxReport::safe).isNotEmpty();
    }

    @Test
    void anUnknownKindIsRefusedWithTheKindsThereAre() {
        assertThatThrownBy(() -> Sandboxes.open("lxc"))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("unshare");
    }
}
