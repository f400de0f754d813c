package dev.assay.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RoomsTest {
    static Iterable<ArchRule> rules() {
        return RoomRules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRoomKeepsTheRules(ArchRule rule) {
        rule.check(RoomRules.ours());
    }

    @Test
    void theRulesSeeTheContractAndTheShell() {
        JavaClasses ours = RoomRules.ours();

        assertThat(ours.contain("dev.assay.remote.GrpcRewardFunction")).isTrue();
        assertThat(ours.contain("dev.assay.v1.RewardsGrpc")).isTrue();
        assertThat(ours.contain("dev.assay.service.scoring.Scoring")).isTrue();
    }

    @Test
    void aRuleThatIsBrokenIsSeen() {
        JavaClasses remote = new ClassFileImporter().importPackages("dev.assay.remote");
        ArchRule rule =
                ArchRuleDefinition.noClasses().should().dependOnClassesThat().resideInAnyPackage("io.grpc..");

        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(remote));
    }
}
