package dev.assay.math.cas;

import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.core.interfaces.ISymbol;
import org.matheclipse.parser.client.ParserConfig;

/** One question to Symja, in an engine of its own. Only a difference that became the number 0 counts as zero. */
final class Algebra {
    private static final int RECURSION = 256;
    private static final int ITERATIONS = 500;

    /** What loads rules and classes, so that the first question costs what the next one does. */
    private static final String[] WARMING = {
        "Plus(Power(Sin(v0),2),Power(Cos(v0),2),-1)",
        "Plus(Sin(Times(2,v0)),Times(-2,Sin(v0),Cos(v0)))",
        "Plus(Tan(Times(v0,Rational(1,2))),Times(-1,Sin(v0),Power(Plus(1,Cos(v0)),-1)))",
        "Plus(Log(Power(v0,2)),Times(-2,Log(v0)))",
        "Plus(Integrate(Times(v0,Exp(v0)),{v0,0,1}),-1)",
        "Plus(Sum(Power(v0,-2),{v0,1,Infinity}),Times(-1,Power(Pi,2),Rational(1,6)))",
        "Plus(Limit(Times(Sin(v0),Power(v0,-1)),Rule(v0,0)),-1)",
        "Plus(Sum(v0,{v0,1,v1}),Times(-1,v1,Plus(v1,1),Rational(1,2)))",
        "Plus(Factorial(Plus(v0,1)),Times(-1,Plus(v0,1),Factorial(v0)))",
        "Plus(Binomial(v0,2),Times(-1,v0,Plus(v0,-1),Rational(1,2)))",
        "Plus(D(Tan(v0),{v0,1}),Times(-1,Power(Sec(v0),2)))",
    };

    /** From cheap to dear; each is tried on the difference itself, its functions from left to right. */
    private static final ISymbol[][] WAYS = {
        {S.Expand},
        {S.Together},
        {S.Simplify},
        {S.TrigExpand, S.Together, S.Simplify},
        {S.TrigToExp, S.Together, S.Simplify},
        {S.FunctionExpand, S.Simplify},
        {S.FullSimplify},
    };

    private final EvalEngine engine = new EvalEngine(true);

    Algebra() {
        engine.setRecursionLimit(RECURSION);
        engine.setIterationLimit(ITERATIONS);
    }

    static void warm() {
        ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = true;
        Config.MAX_BIT_LENGTH = 40_000;
        Config.MAX_AST_SIZE = 20_000;
        Config.MAX_OUTPUT_SIZE = 10_000;
        Config.MAX_INPUT_LEAVES = 5_000;
        F.initSymbols();
        for (String question : WARMING) {
            new Algebra().judge(question);
        }
    }

    /** Asks the evaluation to end; some of Symja's functions do not listen. */
    void stop() {
        engine.stopRequest();
    }

    /** Whether the expression is zero for all values of its variables, or at least for all positive ones. */
    int judge(String question) {
        EvalEngine.set(engine);
        try {
            IExpr difference = engine.parse(question);
            IExpr value = engine.evaluate(difference);
            if (isZero(value)) {
                return Worker.ZERO;
            }
            IExpr positive = engine.evaluate(F.unaryAST1(S.PowerExpand, value));
            return !positive.equals(value) && isZero(positive) ? Worker.ZERO_IF_POSITIVE : Worker.OPEN;
        } catch (StackOverflowError | OutOfMemoryError e) {
            return Worker.COSTLY;
        } catch (RuntimeException e) {
            return Worker.OPEN; // it cannot, which is no verdict
        } finally {
            EvalEngine.remove();
        }
    }

    private boolean isZero(IExpr value) {
        if (value.isZero()) {
            return true;
        }
        for (ISymbol[] way : WAYS) {
            IExpr reached = value;
            for (ISymbol step : way) {
                reached = engine.evaluate(F.unaryAST1(step, reached));
            }
            if (reached.isZero()) {
                return true;
            }
        }
        return false;
    }
}
