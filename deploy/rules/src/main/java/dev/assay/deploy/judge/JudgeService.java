package dev.assay.deploy.judge;

import dev.assay.code.judge.Judgement;
import dev.assay.code.judge.Scoring;
import dev.assay.code.judge.Submission;
import dev.assay.code.judge.Suite;
import dev.assay.code.judge.SuiteReader;
import dev.assay.code.judge.TestResult;
import dev.assay.code.reward.SharedJudge;
import dev.assay.code.verdict.Finding;
import dev.assay.codec.RolloutWire;
import dev.assay.gateway.app.CodeConfig;
import dev.assay.gateway.code.Turnstile;
import dev.assay.reward.AssayException;
import dev.assay.reward.Deadline;
import dev.assay.reward.ErrorCode;
import dev.assay.reward.Evidence;
import dev.assay.rollout.Reference;
import dev.assay.service.grpc.Statuses;
import dev.assay.v1.JudgeGrpc;
import dev.assay.v1.JudgeRequest;
import dev.assay.v1.JudgeResponse;
import dev.assay.v1.Rollout;
import dev.assay.v1.TestVerdict;
import dev.assay.v1.Text;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * {@code assay.v1.Judge}. Each call waits on a virtual thread of its own until it is its caller's turn, as those over
 * HTTP do; those beyond the limit are refused at once, so that a caller tries elsewhere or later instead of waiting for
 * its deadline.
 */
@Singleton
public final class JudgeService implements BindableService {
    private static final Logger LOG = System.getLogger(JudgeService.class.getName());
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Turnstile turnstile;
    private final Duration patience;

    @Inject
    JudgeService(Turnstile turnstile, CodeConfig config) {
        this.turnstile = turnstile;
        this.patience = config.patience();
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerInterceptors.intercept(new Calls(), new PeerAddress());
    }

    private final class Calls extends JudgeGrpc.JudgeImplBase {
        @Override
        public void judge(JudgeRequest request, StreamObserver<JudgeResponse> observer) {
            // Having a handler, an answer to a call that is gone is dropped instead of throwing.
            ServerCallStreamObserver<JudgeResponse> call = (ServerCallStreamObserver<JudgeResponse>) observer;
            String caller = PeerAddress.current();
            Deadline deadline =
                    Deadline.after(request.hasDeadlineMs() ? Duration.ofMillis(request.getDeadlineMs()) : DEADLINE);
            Thread judging = Thread.ofVirtual().unstarted(() -> {
                try {
                    JudgeResponse response =
                            turnstile.pass(caller, patience(deadline), () -> answer(request, deadline));
                    observer.onNext(response);
                    observer.onCompleted();
                } catch (AssayException e) {
                    observer.onError(Statuses.of(e));
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "a program could not be judged", e);
                    observer.onError(Statuses.of(new AssayException(ErrorCode.INTERNAL, e.toString(), e)));
                }
            });
            call.setOnCancelHandler(judging::interrupt);
            judging.start();
        }
    }

    private Duration patience(Deadline deadline) {
        Duration left = deadline.remaining();
        return left.compareTo(patience) < 0 ? left : patience;
    }

    private static JudgeResponse answer(JudgeRequest request, Deadline deadline) {
        Reference.Code reference = reference(request);
        Suite suite;
        try {
            suite = SuiteReader.read(reference, List.of(), new Scoring.AllOrNothing());
        } catch (IllegalArgumentException e) {
            throw new AssayException(ErrorCode.INVALID_FIELD, "reference: " + e.getMessage(), e);
        }
        Submission submission = new Submission(reference.language(), request.getSource());
        return response(
                request.getAllTests()
                        ? SharedJudge.get().judgeAll(submission, suite, deadline)
                        : SharedJudge.get().judge(submission, suite, deadline),
                request.getReveal());
    }

    /** The codec of rollouts reads the reference, so that both ways to judge take the same. */
    private static Reference.Code reference(JudgeRequest request) {
        Rollout around = Rollout.newBuilder()
                .setId("judge")
                .setTask("code")
                .setCompletion(Text.newBuilder().setPlain(""))
                .setReference(dev.assay.v1.Reference.newBuilder().setCode(request.getReference()))
                .build();
        if (RolloutWire.rollout(around).reference() instanceof Reference.Code code) {
            return code;
        }
        throw new AssayException(ErrorCode.INVALID_FIELD, "reference is missing");
    }

    private static JudgeResponse response(Judgement judgement, boolean reveal) {
        JudgeResponse.Builder response = JudgeResponse.newBuilder()
                .setVerdict(judgement.verdict().code())
                .setCause(judgement.cause().name())
                .setTrusted(judgement.trusted())
                .setPassed((int) judgement.passed())
                .setTotal(judgement.total())
                .setMessage(judgement.message());
        if (judgement.scored()) {
            response.setScore(judgement.score());
        }
        for (TestResult test : judgement.tests()) {
            Finding finding = test.finding();
            TestVerdict.Builder verdict = response.addTestsBuilder()
                    .setNumber(test.number())
                    .setName(test.name())
                    .setVerdict(finding.verdict().code())
                    .setCredit(finding.credit())
                    .setCpuMicros(finding.cpu().toNanos() / 1000)
                    .setWallMicros(finding.wall().toNanos() / 1000)
                    .setMemoryBytes(finding.peakBytes())
                    .setDetail(Evidence.line(finding.detail()));
            if (reveal) {
                verdict.setExpected(Evidence.line(finding.expected()));
            }
        }
        return response.build();
    }
}
