package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxFusionSubmitTest {
    private final SandboxFusionSubmit door = new SandboxFusionSubmit(Door.RUNS, Door.judging());

    @BeforeEach
    void python() {
        Door.need("python");
    }

    private JsonNode oj(String completion) {
        return Door.ok(door.submit("t", Door.body("""
                {'dataset':'mine','id':7,'completion':'%s','config':{'dataset_type':'CommonOJDataset','language':'python',
                 'run_timeout':2,'provided_data':{'id':7,'content':'','labels':{},
                 'test':[{'input':{'stdin':'2\\n'},'output':{'stdout':'4\\n'}},{'input':{'stdin':'5'},'output':{'stdout':'10'}}]}}}""".formatted(completion))));
    }

    @Test
    void aCompletionIsAcceptedWhereEveryTestPasses() {
        JsonNode answer = oj("So:\\n```python\\nprint(2 * int(input()))\\n```");
        assertThat(answer.get("accepted").asBoolean()).isTrue();
        assertThat(answer.get("id").asInt()).isEqualTo(7);
        assertThat(answer.get("extracted_code").asText()).contains("print");
        assertThat(answer.get("tests")).hasSize(2);
        assertThat(answer.at("/tests/0/exec_info/run_result/status").asText()).isEqualTo("Finished");
    }

    @Test
    void everyTestIsReportedWhereSomeFail() {
        JsonNode answer = oj("```python\\nprint(4)\\n```");
        assertThat(answer.get("accepted").asBoolean()).isFalse();
        assertThat(answer.at("/tests/0/passed").asBoolean()).isTrue();
        assertThat(answer.at("/tests/1/passed").asBoolean()).isFalse();
    }

    @Test
    void aCompletionWithoutAProgramIsNotAccepted() {
        JsonNode answer = oj("```cpp\\nint main() {}\\n```");
        assertThat(answer.get("accepted").asBoolean()).isFalse();
        assertThat(answer.get("extracted_type").asText()).isEqualTo("empty");
    }

    @Test
    void assertionsCannotBeSkippedByLeaving() {
        String request = """
                {'dataset':'mine','id':'a','completion':'```python\\n%s\\n```','config':{'dataset_type':'AutoEvalDataset',
                 'language':'python','provided_data':{'id':'a','content':'','test':'assert inc(1) == 2'}}}""";
        assertThat(Door.ok(door.submit("t", Door.body(request.formatted("def inc(n): return n + 1"))))
                        .get("accepted")
                        .asBoolean())
                .isTrue();
        assertThat(Door.ok(door.submit(
                                "t", Door.body(request.formatted("def inc(n): return 0\\nimport sys\\nsys.exit(0)"))))
                        .get("accepted")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whatIsNotStoredHereIsRefused() {
        assertThat(door.submit("t", Door.body("{'dataset':'humaneval','id':1,'completion':'','config':{}}"))
                        .status())
                .isEqualTo(400);
    }
}
