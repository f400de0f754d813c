package dev.assay.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rules of the rooms. They hold for whichever rooms a class path has, so any module may check its own. */
public final class RoomRules {
    /** The packages of the shells, which know frameworks and transports. */
    private static final String[] SHELLS = {
        "dev.assay.service..", "dev.assay.gateway..", "dev.assay.broker..", "dev.assay.deploy..", "dev.assay.rooms.."
    };

    private static final String[] WIRE = {"dev.assay.v1.."};

    private RoomRules() {}

    /** All of our classes on the class path, tests left out. */
    public static JavaClasses ours() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.assay");
    }

    /** Every rule. */
    public static List<ArchRule> all() {
        return Stream.concat(Stream.of(noFramework(), noKafka(), noTransport()), order())
                .toList();
    }

    private static ArchRule noFramework() {
        return noClasses()
                .that()
                .resideInAPackage("dev.assay..")
                .and()
                .resideOutsideOfPackages(SHELLS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..")
                .because("the plain rooms are libraries that work without a framework")
                .allowEmptyShould(true);
    }

    private static ArchRule noKafka() {
        return noClasses()
                .that()
                .resideInAPackage("dev.assay..")
                .and()
                .resideOutsideOfPackages(SHELLS)
                .and()
                .resideOutsideOfPackage("dev.assay.trainer.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .because("only the shells and one package of the trainer speak to Kafka")
                .allowEmptyShould(true);
    }

    private static ArchRule noTransport() {
        return noClasses()
                .that()
                .resideInAPackage("dev.assay..")
                .and()
                .resideOutsideOfPackages(SHELLS)
                .and()
                .resideOutsideOfPackages(WIRE)
                .and()
                .resideOutsideOfPackage("dev.assay.remote..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..")
                .because("functions are called the same wherever they live; only dev.assay.remote knows how")
                .allowEmptyShould(true);
    }

    /** From the ground up: a room uses only what stands before it. */
    private static final List<String[]> ORDER = List.of(
            new String[] {
                "dev.assay.v1..",
                "dev.assay.reward..",
                "dev.assay.rollout..",
                "dev.assay.recipe..",
                "dev.assay.codec..",
                "dev.assay.remote.."
            },
            new String[] {"dev.assay.format.."},
            new String[] {"dev.assay.language.."},
            new String[] {"dev.assay.math.."},
            new String[] {"dev.assay.code.."},
            new String[] {"dev.assay.decoder.."},
            new String[] {"dev.assay.model.."},
            new String[] {"dev.assay.trainer.."},
            new String[] {"dev.assay.service.."},
            new String[] {"dev.assay.gateway.."},
            new String[] {"dev.assay.broker.."},
            new String[] {"dev.assay.deploy.."});

    private static Stream<ArchRule> order() {
        return IntStream.range(0, ORDER.size() - 1)
                .mapToObj(room -> noClasses()
                        .that()
                        .resideInAnyPackage(ORDER.get(room))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ORDER.subList(room + 1, ORDER.size()).stream()
                                .flatMap(Stream::of)
                                .toArray(String[]::new))
                        .because("a room uses only what stands above it in the list of rooms")
                        .allowEmptyShould(true));
    }
}
