package dev.assay.model.settings;

import java.util.Optional;

/**
 * Where a checkpoint keeps its head, for those that do not keep it in {@code score.weight}: value heads by TRL are in
 * {@code v_head.summary.weight} and {@code v_head.summary.bias}, OpenRLHF's in {@code value_head.weight}.
 *
 * @param weight the name of the tensor of shape {@code [values, hidden]}
 * @param bias the name of the tensor of shape {@code [values]}
 */
public record HeadSettings(String weight, Optional<String> bias) {}
