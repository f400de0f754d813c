package dev.assay.gateway.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class GoJudgeTest {
    private final GoJudge door = new GoJudge(Door.RUNS);

    private JsonNode run(String json) {
        return Door.ok(door.run("t", Door.body(json))).get(0);
    }

    @Test
    void aCompiledFileIsKeptAndRunByItsId() {
        Door.need("command");
        Door.need("c");
        JsonNode compiled = run("""
                {'cmd':[{'args':['/usr/bin/gcc','a.c','-o','a'],'env':['PATH=/usr/bin:/bin'],
                  'files':[{'content':''},{'name':'stdout','max':10240},{'name':'stderr','max':10240}],
                  'cpuLimit':10000000000,'memoryLimit':536870912,'procLimit':50,
                  'copyIn':{'a.c':{'content':'#include <stdio.h>\\nint main(){int n;scanf(\\u0022%d\\u0022,&n);printf(\\u0022%d\\u0022,n+1);}'}},
                  'copyOut':['stdout','stderr'],'copyOutCached':['a']}]}""");
        assertThat(compiled.get("status").asText()).as(compiled.toString()).isEqualTo("Accepted");
        String id = compiled.at("/fileIds/a").asText();
        JsonNode ran = run(
                "{'cmd':[{'args':['a'],'env':['PATH=.:/usr/bin'],'files':[{'content':'41'},{'name':'stdout','max':100},"
                        + "{'name':'stderr','max':100}],'copyIn':{'a':{'fileId':'" + id
                        + "'}},'copyOut':['stdout']}]}");
        assertThat(ran.get("status").asText()).as(ran.toString()).isEqualTo("Accepted");
        assertThat(ran.at("/files/stdout").asText()).isEqualTo("42");
        assertThat(ran.get("time").asLong()).isNotNegative();
        assertThat(door.file(id).status()).isEqualTo(200);
        assertThat(door.remove(id).status()).isEqualTo(200);
        assertThat(door.file(id).status()).isEqualTo(404);
    }

    @Test
    void endingsHaveGoJudgesNames() {
        Door.need("command");
        assertThat(run("{'cmd':[{'args':['/bin/sh','-c','exit 7']}]}").toString())
                .contains("\"Nonzero Exit Status\"")
                .contains("\"exitStatus\":7");
        assertThat(run("{'cmd':[{'args':['/bin/sh','-c','while :; do :; done'],'cpuLimit':300000000}]}")
                        .get("status")
                        .asText())
                .isEqualTo("Time Limit Exceeded");
        assertThat(
                        run("{'cmd':[{'args':['/bin/sh','-c','echo 12345'],'files':[null,{'name':'stdout','max':3}],'copyOut':['stdout']}]}")
                                .toString())
                .contains("Output Limit Exceeded")
                .contains("\"stdout\":\"123\"");
        assertThat(run("{'cmd':[{'args':['/bin/true'],'copyOut':['made','maybe?']}]}")
                        .toString())
                .contains("File Error")
                .contains("\"made\"");
    }

    @Test
    void quotesInArgumentsStayInArguments() {
        Door.need("command");
        assertThat(run("{'cmd':[{'args':['/bin/echo','it\\u0027s $(id) ;x'],'copyOut':['stdout']}]}")
                        .at("/files/stdout")
                        .asText())
                .isEqualTo("it's $(id) ;x\n");
    }

    @Test
    void hostFilesAndPipesAreRefused() {
        assertThat(door.run("t", Door.body("{'cmd':[{'args':['cat'],'copyIn':{'x':{'src':'/etc/passwd'}}}]}"))
                        .status())
                .isEqualTo(400);
        assertThat(door.run("t", Door.body("{'cmd':[{'args':['a']},{'args':['b']}]}"))
                        .status())
                .isEqualTo(400);
        assertThat(door.run("t", Door.body("{'cmd':[{'args':['a'],'env':['A B=1']}]}"))
                        .status())
                .isEqualTo(400);
    }
}
