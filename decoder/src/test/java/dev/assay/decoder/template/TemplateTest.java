package dev.assay.decoder.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected texts are what Jinja2 3.1 renders with {@code trim_blocks} and {@code lstrip_blocks}. */
class TemplateTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String render(String template, String variables) {
        try {
            Map<String, JsonNode> names = new LinkedHashMap<>();
            JSON.readTree(variables).properties().forEach(entry -> names.put(entry.getKey(), entry.getValue()));
            return Template.parse(template).render(names);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ 1 + 2 * 3 - 4 // 3 }}                              ¦ 6
            {{ 7 % 3 }} {{ -7 // 2 }} {{ 3 / 2 }}                 ¦ 1 -4 1.5
            {{ 'a' ~ 1 ~ none ~ true }}                           ¦ a1NoneTrue
            {{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }}                       ¦ True False
            {{ not 1 == 2 and 'b' in 'abc' }}                     ¦ True
            {{ 'x' not in ['y', 'x'] }}                           ¦ False
            {{ 'yes' if missing is defined else 'no' }}           ¦ no
            {{ missing }}|{{ missing | default('d') }}            ¦ |d
            {{ [1, 'two', none, 2.5] }}                           ¦ [1, 'two', None, 2.5]
            {{ {'a': [1], 'b': {}} | tojson }}                    ¦ {"a": [1], "b": {}}
            {{ 'a<b>c<b>d'.split('<b>')[-1] }}                    ¦ d
            {{ 'a,b,c'.split(',', 1) | join('+') }}               ¦ a+b,c
            {{ '  x '.strip() ~ '|' ~ '--x--'.lstrip('-') }}      ¦ x|x--
            {{ [1, 2, 3][::-1] }} {{ 'abcdef'[1:-1:2] }}          ¦ [3, 2, 1] bd
            {{ [1, 2, 3] | length }} {{ 'äö' | length }}          ¦ 3 2
            {{ ' a b ' | trim | upper }}                          ¦ A B
            {{ 'abc'.startswith('ab') and 'abc'.endswith('c') }}  ¦ True
            {{ [3, 1, 2] | sort | first }}                        ¦ 1
            {{ 'a' 'b' }}                                         ¦ ab
            {{ 5 is divisibleby 5 }} {{ 'x' is string }}          ¦ True True
            {{ (1, 2)[0] }} {{ "it's" }} {{ 'tab\\tend' | length }} ¦ 1 it's 7
            """)
    void expressionsHaveTheValuesThatPythonGivesThem(String template, String expected) {
        assertThat(render(template, "{}")).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void blocksTakeTheirLinesWithThemAndMinusSignsAllTheSpace() {
        assertThat(render("a\n  {% if true %}\nb\n  {% endif %}\nc\n", "{}")).isEqualTo("a\nb\nc");
        assertThat(render("a \n {%- if true -%} \n b {%- endif %} c", "{}")).isEqualTo("ab c");
        assertThat(render("x {{- ' y ' -}} z{# gone #}\nw", "{}")).isEqualTo("x y zw");
    }

    @Test
    void whatALoopSetsIsForgottenBehindItUnlessANamespaceHoldsIt() {
        String template = "{% set n = 0 %}{% set ns = namespace(n=0) %}{% for i in items %}{% set n = i %}"
                + "{% set ns.n = ns.n + i %}{% endfor %}{{ n }} {{ ns.n }}";
        assertThat(render(template, "{\"items\": [1, 2, 3]}")).isEqualTo("0 6");
    }

    @Test
    void loopsKnowWhereTheyAre() {
        String template = "{% for x in items if x != 'b' %}{{ loop.index0 }}{{ x }}{% if loop.first %}!{% endif %}"
                + "{% if not loop.last %},{% endif %}{% else %}none{% endfor %}";
        assertThat(render(template, "{\"items\": [\"a\", \"b\", \"c\"]}")).isEqualTo("0a!,1c");
        assertThat(render(template, "{\"items\": []}")).isEqualTo("none");
        assertThat(render("{% for k, v in d | items %}{{ k }}={{ v }};{% break %}{% endfor %}", "{\"d\": {\"a\": 1}}"))
                .isEqualTo("a=1;");
    }

    @Test
    void macrosAndCapturedBlocksGiveText() {
        String template = "{% macro turn(role, text='-') %}[{{ role }}:{{ text }}]{% endmacro %}"
                + "{% set both %}{{ turn('u', 'x') }}{{ turn(role='a') }}{% endset %}{{ both }}";
        assertThat(render(template, "{}")).isEqualTo("[u:x][a:-]");
    }

    @Test
    void aConversationWithThoughtsKeepsOnlyTheLastOnes() {
        String template =
                """
                {%- set ns = namespace(last=0) %}
                {%- for m in messages[::-1] %}
                    {%- if m.role == 'user' and ns.last == 0 %}
                        {%- set ns.last = messages | length - 1 - loop.index0 %}
                    {%- endif %}
                {%- endfor %}
                {%- for m in messages %}
                    {%- set content = m.content %}
                    {%- if m.role == 'assistant' and '</think>' in content and loop.index0 < ns.last %}
                        {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
                    {%- endif %}
                    {{- '<|' + m.role + '|>' + content + '\\n' }}
                {%- endfor %}
                {%- if add_generation_prompt %}
                    {{- '<|assistant|>' }}
                {%- endif %}
                """;
        String messages = "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\":"
                + " \"<think>t</think>\\n\\nb\"}, {\"role\": \"user\", \"content\": \"c\"}], \"add_generation_prompt\":"
                + " true}";
        assertThat(render(template, messages)).isEqualTo("<|user|>a\n<|assistant|>b\n<|user|>c\n<|assistant|>");
    }

    @Test
    void aTemplateMayRefuseWhatItIsGiven() {
        assertThatThrownBy(() -> render("{{ raise_exception('roles must alternate') }}", "{}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("roles must alternate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include 'x' %}", "{{ x | nonsense }}", "{{ x is nonsense }}", "{% if %}", "{{ (1 }}", "{{ 'a }}",
                "{% for x in y %}", "{{ 1 + }}", "{# open", "{{ x.y.z }}", "{{ 1 / 0 }}", "{{ [] + 1 }}",
                "{{ 99999999999999999999 }}", "{{ range(0, 1000000000) }}", "{{ ''.split('') }}", "{% endif %}"
            })
    void whatIsWrongOrNotSupportedIsRefusedWithAMessage(String template) {
        assertThatThrownBy(() -> render(template, "{}"))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("chat template: ");
    }

    @Test
    void aTemplateCannotTakeForeverOrAllMemory() {
        String doubling = "{% set ns = namespace(s='xxxxxxxx') %}" + "{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}";
        String nested = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}";
        String deep = "{{ " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " }}";
        String chain = "{{ 1" + " + 1".repeat(50_000) + " }}";
        String recursion = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
        for (String template : new String[] {doubling, nested, deep, chain, recursion}) {
            assertThatThrownBy(() -> render(template, "{}")).isInstanceOf(TemplateException.class);
        }
    }
}
