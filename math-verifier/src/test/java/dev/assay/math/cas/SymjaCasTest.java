package dev.assay.math.cas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.math.compare.Comparer;
import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Cas;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.reward.Deadline;
import dev.assay.reward.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real worker processes; one pool for the whole class, because a worker takes seconds to start. */
class SymjaCasTest {
    private static final SymjaCas CAS = new SymjaCas();

    @AfterAll
    static void close() {
        CAS.close();
    }

    private static ReasonCode compare(String reference, String answer) throws ParseFailure {
        return new Comparer(CAS, new Steps(3_000_000)).compare(Reader.read(reference), Reader.read(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '‖',
            value = {
                "\\ln(x^2) ‖ 2\\ln x",
                "\\ln(xy) ‖ \\ln x+\\ln y",
                "\\ln\\frac{x^3}{y} ‖ 3\\ln x-\\ln y",
                "\\sin(2\\arctan x) ‖ \\frac{2x}{1+x^2}",
            })
    void identitiesThatNeedComputerAlgebraAreProven(String reference, String answer) throws ParseFailure {
        assertThat(compare(reference, answer)).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
        assertThat(compare(answer, reference)).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '‖',
            value = {
                "\\sqrt{x^2} ‖ x",
                "\\sin 2x ‖ 2\\sin x\\cos x + 10^{-60}",
                "\\arctan x + \\arctan\\frac{1}{x} ‖ \\frac{\\pi}{2}",
                "\\ln((x-3)^2) ‖ 2\\ln(x-3)+10^{-30}",
                "\\cosh^2 x + \\sinh^2 x ‖ 1",
            })
    void whatDiffersSomewhereIsNotEqual(String reference, String answer) throws ParseFailure {
        assertThat(compare(reference, answer)).isEqualTo(ReasonCode.NOT_EQUAL);
    }

    private static Expr number(long value) {
        return new Expr.Num(Rational.of(value));
    }

    private static Expr symbol(String name) {
        return new Expr.Symbol(name);
    }

    @Test
    void integralsInfiniteSumsAndLimitsAreEvaluated() {
        Expr x = symbol("x");
        Expr square = new Expr.Power(x, number(2));
        Expr integral = new Expr.Integral(
                new Expr.Product(List.of(x, new Expr.Power(Expr.Constant.E, x))), "x", number(0), number(1));
        Expr zeta = new Expr.Iterated(
                Expr.IteratedOperator.SUM,
                "k",
                number(1),
                Expr.Constant.INFINITY,
                new Expr.Power(symbol("k"), new Expr.Negation(number(2))));
        Expr limit =
                new Expr.Limit(new Expr.Quotient(new Expr.Call("sin", List.of(x)), x), "x", number(0), Expr.Side.BOTH);
        Expr third = new Expr.Quotient(number(1), number(3));
        assertThat(judged(integral, number(1))).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
        assertThat(judged(zeta, new Expr.Quotient(new Expr.Power(Expr.Constant.PI, number(2)), number(6))))
                .isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
        assertThat(judged(limit, number(1))).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
        assertThat(judged(new Expr.Integral(square, "x", number(0), number(1)), third))
                .isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
        assertThat(judged(new Expr.Integral(square, "x", number(0), number(1)), number(1)))
                .isEqualTo(ReasonCode.UNDECIDED);
    }

    private static ReasonCode judged(Expr reference, Expr answer) {
        return new Comparer(CAS, new Steps(3_000_000)).compare(reference, answer);
    }

    @Test
    void whatCouldGrowIsRefusedBeforeItIsAsked() {
        Expr x = symbol("x");
        Expr one = number(1);
        for (Expr hostile : List.of(
                new Expr.Power(
                        new Expr.Sum(List.of(x, symbol("y"), symbol("z"), new Expr.Call("sin", List.of(x)))),
                        number(60)),
                new Expr.Integral(new Expr.Power(x, new Expr.Power(number(9), number(99))), "x", number(0), one),
                new Expr.Iterated(
                        Expr.IteratedOperator.SUM,
                        "k",
                        one,
                        number(1_000_000_000),
                        new Expr.Call("sin", List.of(new Expr.Power(symbol("k"), number(2))))),
                new Expr.Iterated(Expr.IteratedOperator.PRODUCT, "k", one, number(100_000_000), symbol("k")))) {
            Set<Long> before = CAS.workers();
            assertThatThrownBy(() -> new Comparer(CAS, new Steps(3_000_000)).compare(x, hostile))
                    .as("%s", hostile)
                    .isInstanceOf(TooCostly.class);
            assertThat(CAS.workers()).isEqualTo(before);
        }
    }

    @Test
    void aQuestionThatIsDearIsEndedAndTheNextOneAnswered() throws ParseFailure {
        Expr hard = nested(7);
        assertThat(CAS.compare(hard, new Expr.Sum(List.of(nested(6), symbol("y")))))
                .isIn(Cas.Finding.COSTLY, Cas.Finding.UNKNOWN);
        assertThat(compare("\\ln(x^2)", "2\\ln x")).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
    }

    private static Expr nested(int depth) {
        Expr expr = symbol("x");
        for (int i = 0; i < depth; i++) {
            expr = new Expr.Call(
                    i % 2 == 0 ? "sin" : "cos",
                    List.of(new Expr.Sum(List.of(expr, new Expr.Power(expr, number(3)), number(1)))));
        }
        return expr;
    }

    @Test
    void aWorkerThatIsKilledIsReplacedAndNobodyNotices() throws Exception {
        assertThat(compare("\\ln(x^2)", "2\\ln x")).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
        for (long pid : CAS.workers()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        assertThat(compare("\\ln(x^2)", "2\\ln x")).isEqualTo(ReasonCode.EQUAL_SYMBOLIC);
    }

    @Test
    void whoeverCannotWaitGetsNoVerdict() {
        try (SymjaCas cold = new SymjaCas(1)) {
            Cas hasty = cold.within(Deadline.after(Duration.ZERO));
            assertThatThrownBy(() -> hasty.compare(symbol("x"), symbol("y")))
                    .isInstanceOfSatisfying(
                            Cas.Unavailable.class,
                            unavailable -> assertThat(unavailable.reason()).isEqualTo(ReasonCode.DEADLINE));
        }
    }

    @Test
    void aClosedPoolSaysSoAndLeavesNoProcess() throws Exception {
        SymjaCas cas = new SymjaCas(1);
        cas.warm();
        while (cas.workers().isEmpty()) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> handles = cas.workers().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
        cas.close();
        for (ProcessHandle handle : handles) {
            handle.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> cas.compare(symbol("x"), symbol("y"))).isInstanceOf(Cas.Unavailable.class);
    }
}
