/**
 * The HTTP forms in which reward models are asked elsewhere (vLLM, SGLang, text-embeddings-inference, OpenRLHF), each
 * thin over {@code assay.v1.RewardModels}: what is sent becomes texts, chats or tokens, and logits become what the
 * caller reads. A request with an input that has no score is refused as a whole; no form makes a number of trouble.
 */
@NullMarked
package dev.assay.gateway.models;

import org.jspecify.annotations.NullMarked;
