package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenInstructTest {
    private final OpenInstruct door = new OpenInstruct(Door.judging());

    @BeforeEach
    void python() {
        Door.need("python");
    }

    private static byte[] asserts(String program, Object tests) {
        ObjectNode request =
                Asked.JSON.createObjectNode().put("program", program).put("max_execution_time", 1.0);
        request.set("tests", Asked.JSON.valueToTree(tests));
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachAssertionHasItsResultAndItsSeconds() {
        JsonNode answer = Door.ok(door.testProgram(
                "t",
                asserts(
                        "def add(a, b): return a + b",
                        List.of("assert add(1, 2) == 3", "assert add(0, 0) == 1", "assert add('a', 'b') == 'ab'"))));
        assertThat(answer.get("results").toString()).isEqualTo("[1,0,1]");
        assertThat(answer.get("runtimes")).hasSize(3);
    }

    @Test
    void aProgramThatLeavesBeforeTheAssertionsPassesNone() {
        JsonNode answer = Door.ok(door.testProgram(
                "t", asserts("def add(a, b): return 0\nimport os\nos._exit(0)", List.of("assert add(1, 2) == 3"))));
        assertThat(answer.get("results").toString()).isEqualTo("[0]");
    }

    @Test
    void inputsAndOutputsAreComparedTokenByToken() {
        JsonNode answer = Door.ok(door.testProgramStdio("t", Door.body("""
                {'program':'print(int(input()) + 1000000000)','max_execution_time':2,
                 'tests':[{'input':'7','output':'1000000007\\n'},{'input':'8','output':'1000000007'}]}""")));
        assertThat(answer.get("results").toString()).isEqualTo("[1,0]");
    }

    @Test
    void testsMayComePackedAsDataSetsCarryThem() throws IOException {
        byte[] text = "[\"assert twice(2) == 4\"]".getBytes(StandardCharsets.UTF_8);
        // What pickle.dumps of a short string writes in protocol 4: protocol, frame, length, text, memoize, stop.
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 4, (byte) 0x95, (byte) (text.length + 4), 0, 0, 0, 0, 0, 0, 0});
        pickle.writeBytes(new byte[] {(byte) 0x8c, (byte) text.length});
        pickle.writeBytes(text);
        pickle.writeBytes(new byte[] {(byte) 0x94, '.'});
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            pickle.writeTo(deflate);
        }
        String base64 = Base64.getEncoder().encodeToString(packed.toByteArray());
        JsonNode answer = Door.ok(door.testProgram("t", asserts("def twice(n): return 2 * n", base64)));
        assertThat(answer.get("results").toString()).isEqualTo("[1]");
    }

    @Test
    void aPickleOfAnythingButAStringIsRefused() {
        // cos\nsystem\n(S'true'\ntR. calls os.system where it is loaded.
        byte[] evil = "cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write(evil);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String base64 = Base64.getEncoder().encodeToString(packed.toByteArray());
        assertThat(door.testProgram("t", asserts("x = 1", base64)).status()).isEqualTo(400);
        assertThat(door.testProgram("t", asserts("x = 1", List.of())).status()).isEqualTo(400);
        assertThat(door.testProgram("t", asserts("x = 1", 5)).status()).isEqualTo(400);
    }
}
