package dev.assay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reward.AssayException;
import dev.assay.reward.ConsensusFunction;
import dev.assay.rollout.Reference;
import dev.assay.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MathConsensusTest {
    private final ConsensusFunction function = new MathConsensus();

    private static List<Rollout> group(Reference reference, String... completions) {
        return List.of(completions).stream()
                .map(completion -> Rollout.builder("r", "math", completion)
                        .reference(reference)
                        .build())
                .toList();
    }

    private static Reference answer(String text) {
        return new Reference.Answers(List.of(text), Optional.empty());
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ConsensusFunction.class).findFirst()).containsInstanceOf(MathConsensus.class);
    }

    @Test
    void withAReferenceThereIsMajorityAndPass() {
        var groups = function.classify(
                group(answer("\\frac12"), "\\boxed{0.5}", "\\boxed{3}", "\\boxed{1/2}", "nothing"),
                Optional.empty(),
                List.of(1, 2, 4));
        assertThat(groups.classes().getFirst().members()).containsExactly(0, 2);
        assertThat(groups.classes().getFirst().right()).contains(true);
        assertThat(groups.passAt().get(1)).isCloseTo(0.5, within(1e-12));
        assertThat(groups.passAt().get(4)).isEqualTo(1);
        assertThat(groups.consAt()).containsEntry(1, true).containsEntry(4, true);
    }

    @Test
    void withoutAReferenceThereAreOnlyClasses() {
        var groups = function.classify(
                group(new Reference.None(), "\\boxed{1}", "\\boxed{2}"), Optional.of("hendrycks"), List.of(1));
        assertThat(groups.tied()).isTrue();
        assertThat(groups.passAt()).isEmpty();
        assertThat(groups.classes().getFirst().right()).isEmpty();
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        List<Rollout> group = group(answer("1"), "\\boxed{1}");
        assertThatThrownBy(() -> function.classify(group, Optional.of("mine"), List.of()))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("unknown profile");
        assertThatThrownBy(() -> function.classify(group, Optional.empty(), List.of(2)))
                .isInstanceOf(AssayException.class);
        assertThatThrownBy(() -> function.classify(List.of(), Optional.empty(), List.of()))
                .isInstanceOf(AssayException.class);
        assertThatThrownBy(() -> function.classify(group(answer("5 + * 3"), "5"), Optional.empty(), List.of()))
                .isInstanceOf(AssayException.class)
                .hasMessageContaining("reference");
    }
}
