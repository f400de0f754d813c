package dev.assay.math.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.math.exact.Rational;
import dev.assay.math.exact.Steps;
import dev.assay.math.exact.TooCostly;
import dev.assay.math.ladder.Cas;
import dev.assay.math.ladder.Rungs;
import dev.assay.math.parse.Expr;
import dev.assay.math.parse.ParseFailure;
import dev.assay.math.parse.Reader;
import dev.assay.reward.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rungs between normal form and computer algebra, without the latter. */
class CertifiedRungsTest {
    private static ReasonCode compare(Expr reference, Expr answer) {
        return new Comparer(Cas.NONE, new Steps(3_000_000)).compare(reference, answer);
    }

    private static ReasonCode compare(String reference, String answer) throws ParseFailure {
        return compare(Reader.read(reference), Reader.read(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '‖',
            value = {
                "\\sqrt{5+2\\sqrt{6}} ‖ \\sqrt2+\\sqrt3",
                "\\sqrt[3]{2+\\sqrt5}+\\sqrt[3]{2-\\sqrt5} ‖ 1",
                "\\cos\\frac{\\pi}{5} ‖ \\frac{1+\\sqrt5}{4}",
                "\\sin 15^\\circ ‖ \\frac{\\sqrt6-\\sqrt2}{4}",
                "\\tan\\frac{\\pi}{8} ‖ \\sqrt2-1",
                "\\cos\\frac{\\pi}{7}\\cos\\frac{2\\pi}{7}\\cos\\frac{3\\pi}{7} ‖ \\frac18",
                "\\frac{1}{\\sqrt{2}+\\sqrt{3}+\\sqrt{5}} ‖ \\frac{2\\sqrt3+3\\sqrt2-\\sqrt{30}}{12}",
            })
    void closedAlgebraicFormsAreProvenEqualByTheirSeparationBound(String reference, String answer) throws ParseFailure {
        assertThat(compare(reference, answer)).matches(Rungs::isEqual);
        assertThat(compare(answer, reference)).matches(Rungs::isEqual);
        assertThat(compare(reference, answer + "+10^{-300}")).isEqualTo(ReasonCode.NOT_EQUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '‖',
            value = {
                "\\sin 2x ‖ 2\\sin x\\cos x",
                "\\tan\\frac{x}{2} ‖ \\frac{\\sin x}{1+\\cos x}",
                "\\cosh^2 x - \\sinh^2 x ‖ 1",
                "\\sin^4 x-\\cos^4 x ‖ -\\cos(2x)",
                "\\tanh(x+y) ‖ \\frac{\\tanh x+\\tanh y}{1+\\tanh x\\tanh y}",
                "\\cos(3t) ‖ 4\\cos^3 t-3\\cos t",
                "\\sin a+\\sin b ‖ 2\\sin\\frac{a+b}{2}\\cos\\frac{a-b}{2}",
                "\\cosh x ‖ \\frac{e^x+e^{-x}}{2}",
            })
    void identitiesOfCircularAndHyperbolicFunctionsAreProvenAsPolynomials(String reference, String answer)
            throws ParseFailure {
        assertThat(compare(reference, answer)).isEqualTo(ReasonCode.EQUAL_STRUCTURAL);
        assertThat(compare(answer, reference)).isEqualTo(ReasonCode.EQUAL_STRUCTURAL);
        assertThat(compare(reference, answer + "+10^{-50}")).isEqualTo(ReasonCode.NOT_EQUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '‖',
            value = {
                "10^{-20} ‖ 2\\cdot10^{-20}",
                "10^{-20}\\sin 1 ‖ 2\\cdot10^{-20}\\sin 1",
                "\\frac{1}{2004!} ‖ \\frac{1}{2006!}",
                "2^{-99} ‖ 2^{-98}",
                "1-\\frac1e ‖ 1+\\frac1e",
                "e^{\\pi\\sqrt{163}} ‖ 262537412640768744",
                "\\sqrt{x^2} ‖ x",
                "\\sin x ‖ x-\\frac{x^3}{6}+\\frac{x^5}{120}",
                "\\pi+e ‖ \\pi+e+10^{-40}",
                "e^{i\\pi/3} ‖ \\frac12-\\frac{\\sqrt3}{2}i",
                "\\ln(x^2+1) ‖ \\ln(x^2)+10^{-9}",
                "\\sqrt{x-20} ‖ \\sqrt{x-21}",
                "2^{\\sqrt2} ‖ 2^{1.414213562373095048801688724209698}",
            })
    void whatDiffersIsCertifiedHoweverLittle(String reference, String answer) throws ParseFailure {
        assertThat(compare(reference, answer)).isEqualTo(ReasonCode.NOT_EQUAL);
        assertThat(compare(answer, reference)).isEqualTo(ReasonCode.NOT_EQUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '‖',
            value = {
                "\\arctan x+\\arctan\\frac1x+\\arctan y ‖ \\frac{\\pi}{2}+\\arctan y+0\\cdot\\ln z",
                "4\\arctan\\frac15-\\arctan\\frac{1}{239} ‖ \\frac{\\pi}{4}",
            })
    void agreementAtPointsIsNoProof(String reference, String answer) throws ParseFailure {
        assertThat(compare(reference, answer)).isIn(ReasonCode.UNDECIDED, ReasonCode.NOT_EQUAL);
    }

    private static Expr number(long value) {
        return new Expr.Num(Rational.of(value));
    }

    private static final Expr K = new Expr.Symbol("k");
    private static final Expr X = new Expr.Symbol("x");

    private static Expr sum(long low, long high, Expr term) {
        return new Expr.Iterated(Expr.IteratedOperator.SUM, "k", number(low), number(high), term);
    }

    @Test
    void finiteSumsAndProductsAreExact() throws ParseFailure {
        assertThat(compare(sum(1, 100, K), number(5050))).isEqualTo(ReasonCode.EQUAL_EXACT);
        assertThat(compare(sum(1, 10, new Expr.Quotient(number(1), K)), Reader.read("7381/2520")))
                .isEqualTo(ReasonCode.EQUAL_EXACT);
        assertThat(compare(sum(0, 3, new Expr.Power(X, K)), Reader.read("1+x+x^2+x^3")))
                .isEqualTo(ReasonCode.EQUAL_STRUCTURAL);
        assertThat(compare(new Expr.Iterated(Expr.IteratedOperator.PRODUCT, "k", number(1), number(5), K), number(120)))
                .isEqualTo(ReasonCode.EQUAL_EXACT);
        assertThat(compare(sum(5, 4, K), number(0))).isEqualTo(ReasonCode.EQUAL_EXACT);
    }

    @Test
    void longSumsCostNothing() {
        Expr sines = sum(1, 1_000_000_000, new Expr.Call("sin", List.of(new Expr.Power(K, number(2)))));
        assertThatThrownBy(() -> compare(number(5), sines)).isInstanceOf(TooCostly.class);
    }

    @Test
    void derivativesFollowTheRules() throws ParseFailure {
        Expr of = Reader.read("x^2\\sin(3x)+\\ln(x^2+1)");
        Expr derivative = new Expr.Derivative(of, "x", 1);
        assertThat(compare(derivative, Reader.read("2x\\sin(3x)+3x^2\\cos(3x)+\\frac{2x}{x^2+1}")))
                .isEqualTo(ReasonCode.EQUAL_STRUCTURAL);
        assertThat(compare(derivative, Reader.read("2x\\sin(3x)+3x^2\\cos(3x)+\\frac{x}{x^2+1}")))
                .isEqualTo(ReasonCode.NOT_EQUAL);
        assertThat(compare(new Expr.Derivative(Reader.read("x^5"), "x", 3), Reader.read("60x^2")))
                .isEqualTo(ReasonCode.EQUAL_STRUCTURAL);
        assertThat(compare(new Expr.Derivative(Reader.read("x^x"), "x", 1), Reader.read("x^x(\\ln x+1)")))
                .isEqualTo(ReasonCode.EQUAL_STRUCTURAL);
    }
}
