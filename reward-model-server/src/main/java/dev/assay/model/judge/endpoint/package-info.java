/**
 * Any endpoint that speaks {@code POST /v1/chat/completions} as OpenAI's does: keys that are never written anywhere,
 * limits of concurrency, requests and tokens, retries on a budget that all calls share, and answers bounded in size.
 */
@NullMarked
package dev.assay.model.judge.endpoint;

import org.jspecify.annotations.NullMarked;
