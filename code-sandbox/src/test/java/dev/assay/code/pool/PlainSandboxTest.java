package dev.assay.code.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.code.run.Conversation;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The kind that isolates nothing still keeps limits and tells endings apart. */
final class PlainSandboxTest {
    private static final Sandbox SANDBOX = Sandboxes.open("none");
    private static final Limits LIMITS =
            Limits.defaults().withCpu(Duration.ofSeconds(1)).withWall(Duration.ofSeconds(6));

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void whatIsReadCanBeWritten() {
        Run run = python("import sys; print(sys.stdin.read().upper()); sys.exit(3)", "abc");
        assertThat(run.ending()).isEqualTo(new Ending.Exited(3));
        assertThat(run.output()).isEqualTo("ABC\n");
    }

    @Test
    void aLoopEndsByItsProcessorTime() {
        assertThat(python("while True: pass", "").ending()).isEqualTo(new Ending.CpuLimit());
    }

    @Test
    void sleepIsNotWork() {
        Run run = run("import time; time.sleep(60)", RunRequest.with(LIMITS.withWall(Duration.ofMillis(500))));
        assertThat(run.ending()).isEqualTo(new Ending.Idle());
    }

    @Test
    void outputEndsAtItsLimit() {
        Run run = run("while True: print('x' * 1000)", RunRequest.with(LIMITS.withOutput(5000)));
        assertThat(run.ending()).isEqualTo(new Ending.OutputLimit());
        assertThat(run.stdout()).hasSize(5000);
    }

    @Test
    void aConversationGoesBothWays() throws Exception {
        Prepared program = prepared("for line in iter(input, 'end'): print(int(line) * 2, flush=True)");
        try (Conversation conversation = SANDBOX.open(program, RunRequest.with(LIMITS))) {
            for (int i = 1; i < 4; i++) {
                conversation.toProgram().write((i + "\n").getBytes(StandardCharsets.UTF_8));
                conversation.toProgram().flush();
                assertThat(conversation.fromProgram().readNBytes(2)).asString().isEqualTo(2 * i + "\n");
            }
            conversation.toProgram().write("end\n".getBytes(StandardCharsets.UTF_8));
            assertThat(conversation.await().ending()).isEqualTo(new Ending.Exited(0));
        }
    }

    @Test
    void aReportSaysThatItIsNotSafe() {
        assertThat(SANDBOX.report().safe()).isFalse();
    }

    private static Run python(String code, String input) {
        return run(code, RunRequest.of(input.getBytes(StandardCharsets.UTF_8), LIMITS));
    }

    private static Run run(String code, RunRequest request) {
        return SANDBOX.run(prepared(code), request);
    }

    private static Prepared prepared(String code) {
        Assumptions.assumeTrue(SANDBOX.language("python").orElseThrow().available(), "no python3 on this machine");
        return ((Preparation.Ready) SANDBOX.prepare(Program.of("python", code))).program();
    }
}
