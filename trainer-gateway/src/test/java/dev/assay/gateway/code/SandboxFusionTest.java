package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.gateway.rest.Answer;
import org.junit.jupiter.api.Test;

/** The request is the one that verl's client sends; the fields asserted are those that it reads. */
class SandboxFusionTest {
    private final SandboxFusion door = new SandboxFusion(Door.RUNS);

    private static byte[] request(String language, String code, String stdin) {
        return Asked.JSON
                .createObjectNode()
                .put("compile_timeout", 10)
                .put("run_timeout", 2)
                .put("code", code)
                .put("stdin", stdin)
                .put("language", language)
                .set("files", Asked.JSON.createObjectNode())
                .toString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void aProgramThatEndsWellIsASuccessWithItsOutput() {
        Door.need("python");
        JsonNode answer = Door.ok(door.runCode("t", request("python", "print(int(input()) * 2)", "21\n")));
        assertThat(answer.get("status").asText()).isEqualTo("Success");
        assertThat(answer.get("compile_result").isNull()).isTrue();
        JsonNode run = answer.get("run_result");
        assertThat(run.get("status").asText()).isEqualTo("Finished");
        assertThat(run.get("return_code").asInt()).isZero();
        assertThat(run.get("stdout").asText()).isEqualTo("42\n");
        assertThat(run.get("execution_time").asDouble()).isPositive();
    }

    @Test
    void aProgramThatFailsIsFailedWithItsCodeAndMessage() {
        Door.need("python");
        JsonNode answer = Door.ok(door.runCode("t", request("python", "print(1 // 0)", "")));
        assertThat(answer.get("status").asText()).isEqualTo("Failed");
        assertThat(answer.at("/run_result/status").asText()).isEqualTo("Finished");
        assertThat(answer.at("/run_result/return_code").asInt()).isEqualTo(1);
        assertThat(answer.at("/run_result/stderr").asText()).contains("ZeroDivisionError");
    }

    @Test
    void aProgramThatDoesNotEndIsTimeLimitExceededWithoutACode() {
        Door.need("python");
        byte[] request = Door.body("{'language':'python','run_timeout':0.3,'code':'while True: pass'}");
        JsonNode answer = Door.ok(door.runCode("t", request));
        assertThat(answer.get("status").asText()).isEqualTo("Failed");
        assertThat(answer.at("/run_result/status").asText()).isEqualTo("TimeLimitExceeded");
        assertThat(answer.at("/run_result/return_code").isNull()).isTrue();
    }

    @Test
    void aProgramThatCannotBeCompiledSaysWhy() {
        Door.need("cpp");
        JsonNode answer = Door.ok(door.runCode("t", request("cpp", "int main() { return x; }", "")));
        assertThat(answer.get("status").asText()).isEqualTo("Failed");
        assertThat(answer.at("/compile_result/return_code").asInt()).isNotZero();
        assertThat(answer.at("/compile_result/stderr").asText()).contains("x");
        assertThat(answer.get("run_result").isNull()).isTrue();
    }

    @Test
    void filesGoInAndComeBackAsBase64() {
        Door.need("python");
        JsonNode answer = Door.ok(door.runCode("t", Door.body("""
                {'language':'python','files':{'in.txt':'NDE='},'fetch_files':['out.txt','absent.txt'],
                 'code':'open(\\u0022out.txt\\u0022,\\u0022w\\u0022).write(str(int(open(\\u0022in.txt\\u0022).read()) + 1))'}""")));
        assertThat(answer.get("files").toString()).isEqualTo("{\"out.txt\":\"NDI=\"}");
    }

    @Test
    void ourOwnTroubleIs504WhichIsWhatTheClientRepeats() {
        Door.Broken broken = new Door.Broken();
        Answer answer = new SandboxFusion(Door.runs(broken)).runCode("t", request("python", "print(1)", ""));
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.headers()).containsKey("Retry-After");
        assertThat(broken.asked).isEqualTo(3);
    }

    @Test
    void whatIsNoRequestIs400() {
        assertThat(door.runCode("t", Door.body("[]")).status()).isEqualTo(400);
        assertThat(door.runCode("t", Door.body("{'language':'cobol','code':''}"))
                        .status())
                .isEqualTo(400);
        assertThat(door.runCode("t", Door.body("{'language':'python'}")).status())
                .isEqualTo(400);
        assertThat(door.runCode("t", Door.body("{'code':'','fetch_files':['../x']}"))
                        .status())
                .isEqualTo(400);
    }
}
