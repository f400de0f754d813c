package dev.assay.math.cas;

import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The parent's side of one worker process. Used by one thread at a time. */
final class Child {
    private static final int GONE = -1;

    /** One class of each jar that the worker needs; found where this class is, so that no class path is guessed. */
    private static final List<String> NEEDED = List.of(
            "org.matheclipse.core.expression.F",
            "org.matheclipse.parser.client.ParserConfig",
            "com.baeldung.algorithms.romannumerals.RomanNumeral",
            "com.google.common.cache.Cache",
            "com.google.common.util.concurrent.internal.InternalFutureFailureAccess",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.annotation.JsonInclude",
            "io.pebbletemplates.pebble.PebbleEngine",
            "org.unbescape.html.HtmlEscape",
            "edu.jas.arith.BigInteger",
            "org.apfloat.Apfloat",
            "org.hipparchus.clustering.Cluster",
            "org.hipparchus.fraction.BigFraction",
            "org.hipparchus.stat.StatUtils",
            "org.hipparchus.transform.FastFourierTransformer",
            "org.hipparchus.fitting.PolynomialCurveFitter",
            "org.hipparchus.ode.ODEIntegrator",
            "org.hipparchus.optim.OptimizationData",
            "org.jgrapht.Graph",
            "org.jgrapht.nio.GraphExporter",
            "org.jheaps.MergeableAddressableHeap",
            "org.apache.commons.lang3.StringUtils",
            "org.logicng.formulas.Formula",
            "it.unimi.dsi.fastutil.ints.IntList",
            "org.codehaus.commons.compiler.CompileException",
            "org.organicdesign.fp.indent.Indented",
            "com.esotericsoftware.kryo.Serializer",
            "de.labathome.GaussKronrod",
            "org.apache.logging.log4j.Logger",
            "org.slf4j.LoggerFactory");

    private final Process process;
    private final DataOutputStream questions;
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        this.questions = new DataOutputStream(process.getOutputStream());
        Thread.ofPlatform().daemon().name("cas-answers").start(this::read);
    }

    /**
     * Starts a process; it says when it is ready.
     *
     * @throws IOException where there is no class path or no process to be had
     */
    static Child start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // starts sooner, and allocates the same in the first call and the last
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                classPath(),
                Worker.class.getName());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new Child(builder.redirectError(Redirect.DISCARD).start());
    }

    static String classPath() throws IOException {
        Set<String> path = new LinkedHashSet<>();
        path.add(location(Worker.class.getName())
                .orElseThrow(() -> new IOException("no jar or folder of " + Worker.class)));
        path.add(location("dev.assay.reward.ReasonCode").orElseThrow(() -> new IOException("no reward-api")));
        if (location(NEEDED.getFirst()).isEmpty()) {
            throw new IOException("Symja is not on the class path");
        }
        NEEDED.forEach(name -> location(name).ifPresent(path::add));
        return String.join(File.pathSeparator, path);
    }

    private static Optional<String> location(String type) {
        try {
            CodeSource source = Class.forName(type, false, Child.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()).toString());
        } catch (ClassNotFoundException | LinkageError | URISyntaxException e) {
            return Optional.empty(); // the worker says what it misses by not becoming ready
        }
    }

    private void read() {
        try (InputStream in = process.getInputStream()) {
            int answer;
            while ((answer = in.read()) >= 0) {
                answers.add(answer);
            }
        } catch (IOException e) {
            process.destroyForcibly();
        }
        answers.add(GONE);
    }

    /**
     * Sends a question.
     *
     * @throws IOException where the process is gone
     */
    void ask(String question) throws IOException {
        byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
        questions.writeInt(bytes.length);
        questions.write(bytes);
        questions.flush();
    }

    /**
     * The next answer, or nothing within that time.
     *
     * @throws IOException where the process ended without one
     */
    Optional<Integer> answer(long nanos) throws IOException, InterruptedException {
        Integer answer = answers.poll(nanos, TimeUnit.NANOSECONDS);
        if (answer == null) {
            return Optional.empty();
        }
        if (answer == GONE) {
            end();
            throw new IOException("the process ended with " + exit());
        }
        return Optional.of(answer);
    }

    private String exit() {
        return process.isAlive() ? "no status" : "status " + process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void end() {
        process.destroyForcibly();
    }
}
