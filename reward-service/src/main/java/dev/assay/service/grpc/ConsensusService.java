package dev.assay.service.grpc;

import dev.assay.codec.RolloutWire;
import dev.assay.reward.AssayException;
import dev.assay.reward.ConsensusFunction;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Rollout;
import dev.assay.v1.AnswerClass;
import dev.assay.v1.ConsensusGrpc;
import dev.assay.v1.ConsensusRequest;
import dev.assay.v1.ConsensusResponse;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** {@code assay.v1.Consensus}: answered on the thread that delivers the call. */
public final class ConsensusService extends ConsensusGrpc.ConsensusImplBase {
    private static final Logger LOG = System.getLogger(ConsensusService.class.getName());

    private final Optional<ConsensusFunction> function;

    /**
     * Makes the service.
     *
     * @param function absent where nothing on the class path offers one; calls are then UNAVAILABLE
     */
    public ConsensusService(Optional<ConsensusFunction> function) {
        this.function = function;
    }

    @Override
    public void classify(ConsensusRequest request, StreamObserver<ConsensusResponse> observer) {
        try {
            observer.onNext(classify(request));
            observer.onCompleted();
        } catch (AssayException e) {
            observer.onError(Statuses.of(e));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a consensus failed", e);
            observer.onError(Statuses.of(new AssayException(ErrorCode.INTERNAL, e.toString(), e)));
        }
    }

    private ConsensusResponse classify(ConsensusRequest request) {
        ConsensusFunction known = function.orElseThrow(
                () -> new AssayException(ErrorCode.UNAVAILABLE, "no consensus function is hosted here"));
        List<Rollout> rollouts =
                request.getRolloutsList().stream().map(RolloutWire::rollout).toList();
        Optional<String> profile = request.hasProfile() ? Optional.of(request.getProfile()) : Optional.empty();
        ConsensusFunction.Groups groups = known.classify(rollouts, profile, request.getKList());
        ConsensusResponse.Builder response = ConsensusResponse.newBuilder()
                .addAllWithoutAnswer(groups.without())
                .setTied(groups.tied())
                .putAllPassAt(groups.passAt());
        groups.consAt().forEach((k, right) -> response.putConsAt(k, right ? 1 : 0));
        for (ConsensusFunction.Answers answers : groups.classes()) {
            AnswerClass.Builder one = AnswerClass.newBuilder()
                    .setKey(answers.key())
                    .setAnswer(answers.answer())
                    .addAllMembers(answers.members());
            answers.right().ifPresent(one::setRight);
            response.addClasses(one);
        }
        return response.build();
    }
}
