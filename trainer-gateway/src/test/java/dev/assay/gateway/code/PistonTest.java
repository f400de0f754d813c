package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gateway.rest.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PistonTest {
    private final Piston door = new Piston(Door.RUNS);

    @Test
    void aProgramRunsWithItsInputAndArguments() {
        Door.need("python");
        JsonNode answer = Door.ok(door.execute("t", Door.body("""
                {'language':'python','version':'*','stdin':'4','args':['x y'],
                 'files':[{'name':'main.py','content':'import sys, part\\nprint(sys.argv[1], part.twice(int(input())))'},
                          {'name':'part.py','content':'ZGVmIHR3aWNlKG4pOiByZXR1cm4gMiAqIG4=','encoding':'base64'}]}""")));
        assertThat(answer.at("/run/stdout").asText()).isEqualTo("x y 8\n");
        assertThat(answer.at("/run/code").asInt()).isZero();
        assertThat(answer.at("/run/signal").isNull()).isTrue();
        assertThat(answer.get("language").asText()).isEqualTo("python");
        assertThat(answer.get("version").asText()).matches("\\d+\\.\\d+.*");
        assertThat(answer.has("compile")).isFalse();
    }

    @Test
    void whatRunsTooLongIsKilled() {
        Door.need("python");
        JsonNode answer = Door.ok(door.execute(
                "t",
                Door.body("{'language':'py','version':'3','run_timeout':300,'files':[{'content':'while 1: pass'}]}")));
        assertThat(answer.at("/run/signal").asText()).isEqualTo("SIGKILL");
        assertThat(answer.at("/run/status").asText()).isEqualTo("TO");
        assertThat(answer.at("/run/code").isNull()).isTrue();
    }

    @Test
    void whereCompilingFailsRunIsWhatCompilingSaid() {
        Door.need("cpp");
        JsonNode answer = Door.ok(door.execute(
                "t", Door.body("{'language':'c++','version':'*','files':[{'content':'int main() { return y; }'}]}")));
        assertThat(answer.at("/compile/code").asInt()).isEqualTo(1);
        assertThat(answer.at("/run")).isEqualTo(answer.at("/compile"));
    }

    @Test
    void whatIsNotGrantedOrNotKnownIs400WithAMessage() {
        for (String request : new String[] {
            "{'language':'cobol','version':'*','files':[{'content':''}]}",
            "{'language':'python','version':'*','files':[]}",
            "{'language':'python','version':'*','run_timeout':99999999,'files':[{'content':''}]}",
            "{'language':'python','version':'*','files':[{'name':'../a','content':''}]}",
            "{'language':'python','version':'*','files':[{'content':'','encoding':'rot13'}]}",
            "nothing"
        }) {
            Answer answer = door.execute("t", Door.body(request));
            assertThat(answer.status()).as(request).isEqualTo(400);
            assertThat(Door.tree(answer).get("message").asText()).isNotBlank();
        }
    }

    @Test
    void runtimesAreThoseThatCanRun() {
        Door.need("python");
        JsonNode runtimes = Door.ok(door.runtimes());
        assertThat(runtimes.findValuesAsText("language")).contains("python").doesNotContain("command");
        assertThat(runtimes.get(0).get("aliases").isArray()).isTrue();
    }

    /** What open-r1 sends for a problem of Codeforces. */
    private JsonNode contest(String code, String input, String answer, String mode, String checker) {
        ObjectNode request = Asked.JSON.createObjectNode();
        request.put("language", "cf_python3").put("version", "*").put("run_timeout", 5000);
        ArrayNode files = request.putArray("files");
        files.addObject().put("name", "main.python").put("content", code);
        if (!checker.isEmpty()) {
            files.addObject().put("name", "checker.py").put("content", checker);
        }
        files.addObject().put("name", "input.txt").put("content", input);
        files.addObject().put("name", "correct_output.txt").put("content", answer);
        files.addObject()
                .put("name", "grader_config")
                .put("content", "TIME_LIMIT=2.0\nMEMORY_LIMIT=256.0\nINPUT_MODE=" + mode);
        JsonNode reply = Door.ok(door.execute("t", request.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(reply.at("/compile/code").asInt()).isZero();
        assertThat(reply.at("/run/code").asInt()).isZero();
        return reply.get("run");
    }

    @Test
    void openR1sContestPackageSaysOneForARightOutputAndNothingElse() {
        Door.need("python");
        String twice = "print(2 * int(input()))";
        assertThat(contest(twice, "4\n", "8\n", "stdio", "").get("stdout").asText())
                .isEqualTo("1");
        assertThat(contest(twice, "4\n", "8 9\n", "stdio", "").get("stdout").asText())
                .isEqualTo("0");
        assertThat(contest("print(1 // 0)", "4\n", "8\n", "stdio", "")
                        .get("stderr")
                        .asText())
                .contains("exit code 1");
        assertThat(contest("print(1); raise SystemExit(3)", "4\n", "1\n", "stdio", "")
                        .get("stdout")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    void openR1sContestPackageReadsAndWritesFilesWhereTheProblemDoes() {
        Door.need("python");
        String code = "open('output.txt', 'w').write(str(3 * int(open('input.txt').read())))";
        assertThat(contest(code, "4", "12", "file", "").get("stdout").asText()).isEqualTo("1");
    }

    @Test
    void openR1sContestPackageAsksTheCheckerWhereThereIsOne() {
        Door.need("python");
        String checker = """
                import sys
                given, right, printed = (open(path).read().split() for path in sys.argv[1:4])
                print(1 if sorted(right) == sorted(printed) and given else 0)
                """;
        assertThat(contest("print('b a')", "x", "a b", "stdio", checker)
                        .get("stdout")
                        .asText())
                .isEqualTo("1");
        assertThat(contest("print('b c')", "x", "a b", "stdio", checker)
                        .get("stdout")
                        .asText())
                .isEqualTo("0");
    }
}
