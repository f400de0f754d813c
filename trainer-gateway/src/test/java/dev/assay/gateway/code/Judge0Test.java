package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.gateway.rest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class Judge0Test {
    private final Deque<Runnable> queued = new ArrayDeque<>();
    private final Judge0 door = new Judge0(Door.RUNS, queued::add);

    private JsonNode judged(String json) {
        Answer answer = door.submit("t", Door.body(json), false, true);
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return Door.tree(answer);
    }

    @Test
    void outputIsComparedButForWhiteSpaceAtTheEndOfLines() {
        Door.need("python");
        JsonNode right = judged(
                "{'source_code':'print(input())\\nprint(2)','language_id':71,'stdin':'1','expected_output':'1  \\n2\\n\\n'}");
        assertThat(right.at("/status/id").asInt()).isEqualTo(3);
        assertThat(right.at("/status/description").asText()).isEqualTo("Accepted");
        assertThat(right.get("time").asText()).matches("\\d+\\.\\d{3}");
        JsonNode wrong = judged("{'source_code':'print(12)','language_id':71,'expected_output':'1 2'}");
        assertThat(wrong.at("/status/id").asInt()).isEqualTo(4);
        assertThat(judged("{'source_code':'print(12)','language_id':71}")
                        .at("/status/id")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void endingsHaveTheirOwnStatus() {
        Door.need("python");
        assertThat(judged("{'source_code':'exit(3)','language_id':71}")
                        .at("/status/id")
                        .asInt())
                .isEqualTo(11);
        assertThat(judged("{'source_code':'while 1: pass','language_id':71,'cpu_time_limit':0.3}")
                        .at("/status/id")
                        .asInt())
                .isEqualTo(5);
        assertThat(judged("{'source_code':'import ctypes; ctypes.string_at(0)','language_id':71}")
                        .at("/status/id")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void aTokenIsAnsweredInTheQueueAndAfterwards() {
        Door.need("python");
        Answer created = door.submit("t", Door.body("{'source_code':'print(5)','language_id':71}"), false, false);
        assertThat(created.status()).isEqualTo(201);
        String token = Door.tree(created).get("token").asText();
        assertThat(Door.ok(door.submission(token, false)).at("/status/id").asInt())
                .isEqualTo(1);
        queued.remove().run();
        assertThat(Door.ok(door.submission(token, false)).get("stdout").asText())
                .isEqualTo("5\n");
        assertThat(Door.ok(door.submissions(List.of(token, "unknown"), false)).toString())
                .contains("Accepted")
                .contains("null");
        assertThat(door.submission("unknown", false).status()).isEqualTo(404);
    }

    @Test
    void everythingMayTravelAsBase64() {
        Door.need("python");
        String code = Base64.getEncoder().encodeToString("print('é')".getBytes(StandardCharsets.UTF_8));
        Answer answer = door.submit("t", Door.body("{'source_code':'" + code + "','language_id':71}"), true, true);
        assertThat(Base64.getDecoder().decode(Door.tree(answer).get("stdout").asText()))
                .isEqualTo("é\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ourOwnTroubleIsNoStatusOfTheProgramButSomethingToRepeat() {
        Answer waited = new Judge0(Door.runs(new Door.Broken()), queued::add)
                .submit("t", Door.body("{'source_code':'','language_id':71}"), false, true);
        assertThat(waited.status()).isEqualTo(503);
        assertThat(waited.headers()).containsKey("Retry-After");
    }

    @Test
    void whatCannotBeUsedIs422() {
        for (String request : new String[] {
            "{'language_id':71}",
            "{'source_code':'','language_id':9999}",
            "{'source_code':''}",
            "{'source_code':'','language_id':71,'enable_network':true}"
        }) {
            Answer answer = door.submit("t", Door.body(request), false, true);
            assertThat(answer.status()).as(request).isEqualTo(422);
        }
    }

    @Test
    void aBatchGivesATokenEach() {
        Door.need("python");
        Answer answer = door.submitAll(
                "t",
                Door.body(
                        "{'submissions':[{'source_code':'print(1)','language_id':71},{'source_code':'print(2)','language_id':71}]}"),
                false);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(Door.tree(answer)).hasSize(2);
        assertThat(queued).hasSize(2);
    }
}
