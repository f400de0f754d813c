package dev.assay.code.verdict;

import dev.assay.reward.ReasonCode;

/** What a judge says of a program, or of one of its tests. */
public enum Verdict {
    ACCEPTED("AC", ReasonCode.ACCEPTED),
    WRONG_ANSWER("WA", ReasonCode.WRONG_OUTPUT),
    /** Only where the problem declares a layout, or its checker says so. */
    PRESENTATION_ERROR("PE", ReasonCode.PRESENTATION_ERROR),
    RUNTIME_ERROR("RE", ReasonCode.RUNTIME_ERROR),
    /** More processor time than allowed. */
    TIME_LIMIT("TLE", ReasonCode.TIME_LIMIT),
    /** The clock ran out while the program slept. */
    IDLE("IDLE", ReasonCode.IDLE_LIMIT),
    MEMORY_LIMIT("MLE", ReasonCode.MEMORY_LIMIT),
    OUTPUT_LIMIT("OLE", ReasonCode.OUTPUT_LIMIT),
    COMPILE_ERROR("CE", ReasonCode.COMPILE_ERROR),
    /** Nothing is known of the program. Never a score. */
    INTERNAL("INTERNAL", ReasonCode.SANDBOX_TROUBLE);

    private final String code;
    private final ReasonCode reason;

    Verdict(String code, ReasonCode reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The short name that judges use. */
    public String code() {
        return code;
    }

    /** The reason that a reward carries for it. */
    public ReasonCode reason() {
        return reason;
    }
}
