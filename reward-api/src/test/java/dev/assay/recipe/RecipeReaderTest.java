package dev.assay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.reward.AssayException;
import dev.assay.reward.ErrorCode;
import dev.assay.rollout.Metadata;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipeReaderTest {
    private static final String MINE = """
            name: mine
            tasks:
              math: {components: {accuracy: {weight: 1, map: {0: -1, 1: 1}}, format: {weight: 0.5, mode: graded}, language: {weight: 0.2, target: en}}, gate: format}
              default: {components: {accuracy: 1}}
            truncated: score        # score | zero | null : what finishReason "length" does
            functions:              # a reward function of one's own, without Java
              brevity: {url: "http://127.0.0.1:7001/score", timeout: 2s, batch: 64}
            """;

    private static Recipe read(String yaml) {
        return RecipeReader.read("f.yaml", yaml);
    }

    private static ComponentRule component(String spec) {
        return read("{name: n, tasks: {math: {components: {accuracy: " + spec + "}}}}")
                .rule("math")
                .components()
                .getFirst();
    }

    @Test
    void theExampleOfTheContractIsRead() {
        Recipe recipe = read(MINE);

        assertThat(recipe.label()).matches("mine@[0-9a-f]{8}");
        TaskRule math = recipe.rule("math");
        assertThat(math.components())
                .extracting(ComponentRule::component)
                .containsExactly("accuracy", "format", "language");
        assertThat(math.components()).extracting(ComponentRule::weight).containsExactly(1.0, 0.5, 0.2);
        assertThat(math.components().getFirst().map()).isEqualTo(Map.of(0.0, -1.0, 1.0, 1.0));
        assertThat(math.components().get(1).settings().values()).isEqualTo(Map.of("mode", "graded"));
        assertThat(math.components().get(2).settings().values()).isEqualTo(Map.of("target", "en"));
        assertThat(math.gate()).contains(new TaskRule.Gate("format", 1));
        assertThat(recipe.rule("anything else").components())
                .extracting(ComponentRule::component)
                .containsExactly("accuracy");
        assertThat(recipe.truncated()).isEqualTo(Recipe.Truncated.SCORE);
        assertThat(recipe.functions())
                .isEqualTo(Map.of(
                        "brevity",
                        new UrlFunction(
                                "brevity", URI.create("http://127.0.0.1:7001/score"), Duration.ofSeconds(2), 64)));
        assertThat(recipe.yaml()).isEqualTo(MINE);
        assertThat(recipe.groupRelative()).isFalse();
    }

    @Test
    void commentsSpellingAndTheOrderOfTasksDoNotChangeTheHash() {
        String other = """
                # said otherwise
                functions: {brevity: {batch: 64.0, timeout: 2000ms, url: 'http://127.0.0.1:7001/score'}}
                tasks:
                  default:
                    components: {"accuracy": {weight: 1.0}}
                  "math":
                    gate: {component: format, least: 1}
                    components:
                      accuracy: {map: {1: 1, 0: -1.0}, weight: 1}
                      format: {mode: graded, weight: 0.50}
                      language: {target: 'en', weight: 0.2, shape: none}
                name: mine
                """;

        assertThat(read(other).hash()).isEqualTo(read(MINE).hash());
    }

    @Test
    void everyChangeOfMeaningChangesTheHash() {
        Stream<String> variants = Stream.of(
                MINE,
                MINE.replace("weight: 1,", "weight: 1.5,"),
                MINE.replace("0: -1,", "0: -2,"),
                MINE.replace(", map: {0: -1, 1: 1}", ""),
                MINE.replace("mode: graded", "mode: strict"),
                MINE.replace("mode: graded", "mode: true"),
                MINE.replace("mode: graded", "mode: 'true'"),
                MINE.replace("mode: graded", "mode: [graded]"),
                MINE.replace("mode: graded", "seed: 9007199254740992"),
                MINE.replace("mode: graded", "seed: 9007199254740993"),
                MINE.replace("mode: graded", "mode: graded, when: {set: helpful}"),
                MINE.replace("mode: graded", "mode: graded, when: {set: safety}"),
                MINE.replace("mode: graded", "mode: graded, shape: center"),
                MINE.replace(", gate: format", ""),
                MINE.replace("gate: format", "gate: accuracy"),
                MINE.replace("gate: format", "gate: {component: format, least: 0.5}"),
                MINE.replace("  default:", "  choice:"),
                MINE.replace("truncated: score", "truncated: zero"),
                MINE.replace("truncated: score", "truncated: null"),
                MINE.replace("7001", "7002"),
                MINE.replace("timeout: 2s", "timeout: 3s"),
                MINE.replace("batch: 64", "batch: 65"),
                MINE.replace("  brevity:", "  shortness:"));

        List<String> hashes = variants.map(yaml -> read(yaml).hash()).toList();
        assertThat(hashes).doesNotHaveDuplicates().hasSize(23);
    }

    @Test
    void truncatedMayBeTheWordNull() {
        for (String word : List.of("null", "~", "'null'")) {
            assertThat(read("{name: n, tasks: {math: {components: {accuracy: 1}}}, truncated: " + word + "}")
                            .truncated())
                    .isEqualTo(Recipe.Truncated.NULL);
        }
    }

    @Test
    void mapsInterpolateBetweenTheirPointsAndAreConstantBeyond() {
        ComponentRule rule = component("{map: {0: -1, 0.5: 0, 1: 2}}");

        assertThat(Stream.of(-3.0, 0.0, 0.25, 0.5, 0.75, 1.0, 9.0).map(rule::mapped))
                .containsExactly(-1.0, -1.0, -0.5, 0.0, 1.0, 2.0, 2.0);
        assertThat(component("2").mapped(0.3)).isEqualTo(0.3);
        assertThat(component("{map: {0.5: 3}}").mapped(7)).isEqualTo(3);
    }

    @Test
    void aConditionIsMetByTheSameTextHoweverItIsEscaped() {
        ComponentRule rule = component("{when: {set: hélpful}}");

        assertThat(rule.applies(new Metadata(Map.of("set", "\"hélpful\"")))).isTrue();
        assertThat(rule.applies(new Metadata(Map.of("set", "\"h\\u00e9lpful\""))))
                .isTrue();
        assertThat(rule.applies(new Metadata(Map.of("set", "\"safety\"")))).isFalse();
        assertThat(rule.applies(new Metadata(Map.of("set", "5")))).isFalse();
        assertThat(rule.applies(Metadata.NONE)).isFalse();
        assertThat(component("1").applies(Metadata.NONE)).isTrue();
    }

    @Test
    void aTaskThatIsNotMappedIsRefusedWithThoseThatAre() {
        Recipe recipe = read("{name: n, tasks: {math: {components: {accuracy: 1}}, mine: {components: {x: 1}}}}");

        assertThat(recipe.rule("mine").components()).hasSize(1);
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> recipe.rule("code"))
                .withMessage("field 'task': 'code' is not mapped by recipe n; allowed: math, mine")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_TASK));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | must be a map of names",
                "5 | must be a map of names",
                "{tasks: {}} | 'name' is missing",
                "{name: n} | 'tasks' is missing",
                "{name: 5, tasks: {}} | name: must be text, not 5",
                "{name: a/b, tasks: {}} | name: must be letters, digits, '.', '_' and '-', at most 64, not 'a/b'",
                "{name: n, tasks: {}} | tasks: at least one task is needed",
                "{name: n, task: {}} | unknown 'task'; allowed: name, tasks, truncated, functions",
                "{name: n, tasks: {math: }} | tasks.math: has no value",
                "{name: n, tasks: {math: {}}} | tasks.math: 'components' is missing",
                "{name: n, tasks: {math: {components: {}}}} | tasks.math.components: at least one component is needed",
                "{name: n, tasks: {math: {weights: 1}}} | tasks.math: unknown 'weights'; allowed: components, gate",
                "{name: n, tasks: {math: {components: {a: high}}}} | tasks.math.components.a: must be a weight, or a map such as {weight: 1}, not high",
                "{name: n, tasks: {math: {components: {a: {weight: high}}}}} | tasks.math.components.a.weight: must be a number, not high",
                "{name: n, tasks: {math: {components: {a: .nan}}}} | tasks.math.components.a: must be a finite number, not NaN",
                "{name: n, tasks: {math: {components: {a: {map: 5}}}}} | tasks.math.components.a.map: must map values to values, as {0: -1, 1: 1}",
                "{name: n, tasks: {math: {components: {a: {map: {0: 1, 0.0: 2}}}}}} | tasks.math.components.a.map: maps 0.0 twice",
                "{name: n, tasks: {math: {components: {a: {map: {0: x}}}}}} | tasks.math.components.a.map.0: must be a number, not x",
                "{name: n, tasks: {math: {components: {a: {shape: round}}}}} | tasks.math.components.a.shape: must be one of none, center, standardize, kimi-length, cosine, not round",
                "{name: n, tasks: {math: {components: {a: {when: {x: y, z: w}}}}}} | tasks.math.components.a.when: must name one member of the metadata, as {set: helpful}",
                "{name: n, tasks: {math: {components: {'a b': 1}}}} | tasks.math.components.a b: a component's name is letters, digits, '.', '_' and '-', at most 64",
                "{name: n, tasks: {math: {components: {a: 1}, gate: b}}} | tasks.math.gate: 'b' is not among the components",
                "{name: n, tasks: {math: {components: {a: 1}, gate: {component: a, most: 1}}}} | tasks.math.gate: unknown 'most'; allowed: component, least",
                "{name: n, tasks: {math: {components: {a: 1}}}, truncated: maybe} | truncated: must be one of score, zero, null, not maybe",
                "{name: n, tasks: {math: {components: {a: {x: 2020-01-01}}}}} | tasks.math.components.a.x: must be text, a number, true or false, a list or a map, not",
                "{name: n, tasks: {math: {components: {a: {x: [1, null]}}}}} | tasks.math.components.a.x[]: has no value",
                "{name: n, tasks: {math: {components: {a: {x: {y: null}}}}}} | tasks.math.components.a.x.y: has no value",
                "{name: n, tasks: {math: {components: {a: {x: .inf}}}}} | tasks.math.components.a.x: must be a finite number, not Infinity",
                "{name: n, functions: {f: {}}} | functions.f: 'url' is missing",
                "{name: n, functions: {f: {url: 'ftp://h/'}}} | functions.f.url: must begin with http:// or https://, not ftp://h/",
                "{name: n, functions: {f: {url: 'http://a b/'}}} | functions.f.url: is not a URL: http://a b/",
                "{name: n, functions: {f: {url: 'http://my_host/'}}} | functions.f.url: has no host name that a URL may have: http://my_host/",
                "{name: n, functions: {f: {url: 'http://h/', timeout: 2}}} | functions.f.timeout: must be a duration such as 500ms, 2s or 1m, not 2",
                "{name: n, functions: {f: {url: 'http://h/', timeout: 61m}}} | functions.f.timeout: must be from 1ms to 60m, not 61m",
                "{name: n, functions: {f: {url: 'http://h/', batch: 0}}} | functions.f.batch: must be a whole number from 1 to 4096",
                "{name: n, functions: {f: {uri: x}}} | functions.f: unknown 'uri'; allowed: url, timeout, batch",
            })
    void whatIsWrongIsNamedWithItsPlaceAndWhatIsAllowed(String yaml, String message) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith("recipe f.yaml: " + message)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECIPE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: n",
                "{name: n, name: m}",
                "!!java.net.URL ['http://h/']",
                "name: n\ntasks: {math: {components: {a: &x {y: *x}}}}",
                "name: n\ntasks: {math: {components: {a: {x: &l [*l]}}}}",
                "---\nname: n\n---\nname: m",
            })
    void whatIsNoPlainYamlIsRefused(String yaml) {
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> read(yaml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RECIPE));
    }

    @Test
    void deepAndLongFilesAreRefused() {
        for (String yaml : List.of("[".repeat(100_000), "#" + "x".repeat(2 << 20))) {
            assertThatExceptionOfType(AssayException.class).isThrownBy(() -> read(yaml));
        }
    }

    @Test
    void theRecipesThatShipAreRead() {
        Recipes shipped = Recipes.shipped();

        assertThat(shipped.all()).extracting(Recipe::name).contains("accuracy", "r1-zero");
        Set<String> tasks = Set.of("math", "choice", "logic", "code", "repair");
        assertThat(shipped.named("accuracy").tasks().keySet()).isEqualTo(tasks);
        Recipe zero = shipped.named("r1-zero");
        assertThat(zero.tasks().keySet()).isEqualTo(tasks);
        zero.rules().forEach(rule -> {
            assertThat(rule.components()).extracting(ComponentRule::component).containsExactly("accuracy", "format");
            assertThat(rule.components()).extracting(ComponentRule::weight).containsOnly(1.0);
            assertThat(rule.components().getLast().settings().values()).isEqualTo(Map.of("mode", "strict"));
        });
        assertThat(shipped.named("r1-zero").label())
                .isEqualTo(Recipes.shipped().named("r1-zero").label());
    }

    @Test
    void aRecipeIsFoundByNameOrFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, MINE);
        Recipes recipes = Recipes.shipped();

        assertThat(recipes.nameOrFile("accuracy")).isEqualTo(recipes.named("accuracy"));
        Recipe mine = recipes.nameOrFile(file.toString());
        assertThat(mine).isEqualTo(read(MINE));
        assertThat(recipes.with(mine).named("mine")).isEqualTo(mine);
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> recipes.named("mine"))
                .withMessageStartingWith("field 'recipe': 'mine' is not known; allowed: accuracy, r1-zero")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_RECIPE));
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> recipes.nameOrFile(folder.resolve("absent").toString()))
                .withMessageContaining("is neither a file nor known; known: accuracy");
        Files.write(file, new byte[] {'#', (byte) 0xff});
        assertThatExceptionOfType(AssayException.class)
                .isThrownBy(() -> Recipes.readFile(file))
                .withMessageEndingWith("is not UTF-8");
    }
}
