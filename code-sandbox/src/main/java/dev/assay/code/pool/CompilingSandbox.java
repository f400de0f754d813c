package dev.assay.code.pool;

import dev.assay.code.box.Job;
import dev.assay.code.box.NoConversation;
import dev.assay.code.box.Runner;
import dev.assay.code.language.Definition;
import dev.assay.code.language.Toolchain;
import dev.assay.code.language.Toolchains;
import dev.assay.code.run.BoxReport;
import dev.assay.code.run.Conversation;
import dev.assay.code.run.Ending;
import dev.assay.code.run.Language;
import dev.assay.code.run.Limits;
import dev.assay.code.run.Preparation;
import dev.assay.code.run.Prepared;
import dev.assay.code.run.Program;
import dev.assay.code.run.Run;
import dev.assay.code.run.RunRequest;
import dev.assay.code.run.Sandbox;
import dev.assay.code.run.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sandbox over a runner: knows languages, compiles once, keeps what came of it. */
final class CompilingSandbox implements Sandbox {
    private static final int LARGEST_SOURCE = 4 << 20;
    private static final int LONGEST_MESSAGE = 16 << 10;
    private static final int MAIN_LOOKED_FOR_IN = 1 << 18;
    private static final long LARGEST_RESULT = 256 * Limits.MIB;
    private static final String SOURCE = "main.source";

    private final Runner runner;
    private final Toolchains toolchains;
    private final Ahead ahead;
    private final PreparedCache cache = new PreparedCache(512 * Limits.MIB);

    /** @param here whether the runner's boxes can show files of this machine */
    CompilingSandbox(Runner runner, Toolchains toolchains, boolean here) {
        this.runner = runner;
        this.toolchains = toolchains;
        this.ahead = new Ahead(here);
    }

    @Override
    public BoxReport report() {
        return runner.report();
    }

    @Override
    public List<Language> languages() {
        return toolchains.languages().stream()
                .filter(language -> toolchains
                        .find(language.name())
                        .filter(toolchain -> unreachable(toolchain).isEmpty())
                        .isPresent())
                .toList();
    }

    @Override
    public Optional<Language> language(String name) {
        return toolchains
                .language(name)
                .map(language -> languages().contains(language)
                        ? language
                        : new Language(
                                language.name(),
                                language.aliases(),
                                Optional.empty(),
                                language.extension(),
                                language.install()));
    }

    private Optional<String> unreachable(Toolchain toolchain) {
        List<String> read =
                new ArrayList<>(toolchain.read(toolchain.definition().run(), Optional.empty()));
        toolchain.definition().compile().ifPresent(step -> read.addAll(toolchain.read(step, Optional.empty())));
        return runner.unreachable(read)
                .map(path -> toolchain.definition().name() + " cannot be used in this kind of box, because " + path
                        + " lies in a folder that only its owner may enter");
    }

    @Override
    public Preparation prepare(Program program) {
        Optional<Toolchain> found = toolchains.find(program.language());
        if (found.isEmpty()) {
            return new Preparation.Trouble(toolchains
                    .language(program.language())
                    .map(language -> language.name() + " is not installed here: " + language.install())
                    .orElse("no language is called '" + program.language() + "'"));
        }
        Optional<String> hidden = unreachable(found.get());
        if (hidden.isPresent()) {
            return new Preparation.Trouble(hidden.get());
        }
        long size = program.files().stream()
                .mapToLong(file -> file.content().length)
                .sum();
        if (size > LARGEST_SOURCE) {
            return new Preparation.CompileError("the sources are larger than " + LARGEST_SOURCE + " bytes");
        }
        Toolchain toolchain = found.get();
        List<SourceFile> sources = named(toolchain.definition(), program);
        String hash = SourceHash.of(toolchain, sources);
        if (toolchain.definition().compile().isEmpty()) {
            return new Preparation.Ready(new Prepared(toolchain.definition().name(), hash, sources));
        }
        return cache.get(hash, () -> compile(toolchain, hash, sources));
    }

    private Preparation compile(Toolchain toolchain, String hash, List<SourceFile> sources) {
        Definition.Step step = toolchain.definition().compile().orElseThrow();
        String main = sources.getFirst().name();
        Optional<Path> made = ahead.folderForOneMore(toolchain);
        Duration cpu = step.cpu();
        Limits limits =
                new Limits(cpu, cpu.multipliedBy(6), step.memoryBytes(), Limits.MIB, step.processes(), LARGEST_RESULT);
        Run run = runner.run(new Job(
                toolchain.command(step, Job.PROGRAM, main, made),
                toolchain.environment(step, Job.PROGRAM, main, made),
                toolchain.read(step, made),
                List.of(),
                "",
                sources,
                new byte[0],
                limits,
                step.resident(),
                Optional.empty(),
                List.of(),
                List.of("out/")));
        return switch (run.ending()) {
            case Ending.Trouble trouble -> new Preparation.Trouble(trouble.why());
            case Ending.Exited exited
            when exited.code() == 0 && !run.files().isEmpty() -> {
                List<SourceFile> files = new ArrayList<>();
                // The name of the main source lives on, because commands are made from it.
                files.add(new SourceFile(SOURCE, main.getBytes(StandardCharsets.UTF_8)));
                files.addAll(run.files());
                yield new Preparation.Ready(new Prepared(toolchain.definition().name(), hash, files));
            }
            case Ending.Exited _ -> new Preparation.CompileError(message(run, "the compiler made nothing"));
            case Ending.Signalled signalled ->
                new Preparation.CompileError(message(run, "the compiler was ended by signal " + signalled.signal()));
            case Ending.CpuLimit _ ->
                new Preparation.CompileError(message(run, "compiling took more than " + cpu.toSeconds() + " s"));
            case Ending.Idle _ -> new Preparation.CompileError(message(run, "the compiler waited for something"));
            case Ending.MemoryLimit _ ->
                new Preparation.CompileError(
                        message(run, "compiling took more than " + step.memoryBytes() / Limits.MIB + " MiB"));
            case Ending.OutputLimit _ -> new Preparation.CompileError(message(run, "the compiler said too much"));
        };
    }

    private static String message(Run run, String otherwise) {
        String said = (run.errors() + run.output()).strip();
        if (said.isEmpty()) {
            return otherwise;
        }
        String all = run.ending() instanceof Ending.Exited ? said : otherwise + "\n" + said;
        return all.length() > LONGEST_MESSAGE ? all.substring(0, LONGEST_MESSAGE) : all;
    }

    private static List<SourceFile> named(Definition definition, Program program) {
        List<SourceFile> sources = new ArrayList<>(program.files());
        SourceFile first = sources.getFirst();
        if (first.name().isEmpty()) {
            sources.set(0, new SourceFile(mainName(definition, first.content()), first.content()));
        }
        return List.copyOf(sources);
    }

    private static String mainName(Definition definition, byte[] code) {
        String text = new String(code, 0, Math.min(code.length, MAIN_LOOKED_FOR_IN), StandardCharsets.UTF_8);
        for (Pattern pattern : definition.mainFrom()) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find() && SourceFile.safe(matcher.group(1))) {
                return matcher.group(1) + "." + definition.extension();
            }
        }
        return definition.main();
    }

    @Override
    public Run run(Prepared program, RunRequest request) {
        return toolchains
                .find(program.language())
                .map(toolchain -> runner.run(job(toolchain, program, request)))
                .orElseGet(() -> Run.trouble(program.language() + " is not installed here"));
    }

    @Override
    public Conversation open(Prepared program, RunRequest request) {
        return toolchains
                .find(program.language())
                .map(toolchain -> runner.open(job(toolchain, program, request)))
                .orElseGet(() -> new NoConversation(program.language() + " is not installed here"));
    }

    private Job job(Toolchain toolchain, Prepared program, RunRequest request) {
        Definition definition = toolchain.definition();
        Definition.Step step = definition.run();
        List<SourceFile> files = program.files();
        String main = files.getFirst().name();
        if (definition.compile().isPresent()) {
            main = new String(files.getFirst().content(), StandardCharsets.UTF_8);
            files = files.subList(1, files.size());
        }
        Limits asked = request.limits();
        Limits limits = new Limits(
                asked.cpu(),
                asked.wall(),
                asked.memoryBytes() + step.memoryBytes(),
                asked.outputBytes(),
                asked.processes() + step.processes(),
                asked.fileBytes());
        Optional<Path> made = ahead.folder(toolchain);
        return new Job(
                toolchain.command(step, Job.PROGRAM, main, made),
                toolchain.environment(step, Job.PROGRAM, main, made),
                toolchain.read(step, made),
                files,
                program.hash(),
                request.files(),
                request.stdin(),
                limits,
                step.resident(),
                definition.zygote() ? Optional.of(main) : Optional.empty(),
                request.arguments(),
                request.collect());
    }

    @Override
    public void close() {
        runner.close();
        ahead.close();
    }
}
