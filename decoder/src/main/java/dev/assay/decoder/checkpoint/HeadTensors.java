package dev.assay.decoder.checkpoint;

import java.util.Optional;

/**
 * The tensors of a scoring head that is not named {@code score.weight}, as trainers of reward models leave them: TRL
 * {@code v_head.summary.weight} with a bias, OpenRLHF {@code value_head.weight}.
 *
 * @param weight the name of the matrix, a row for each score
 * @param bias the name of the vector that is added to the scores; whoever reads the scores adds it
 */
public record HeadTensors(String weight, Optional<String> bias) {}
