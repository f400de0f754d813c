"""AReaL: a reward function.

    from assay_client.areal import reward_fn
    workflow = RLVRWorkflow(reward_fn=reward_fn, ...)      # ASSAY_URL in the environment says where
"""

import os
from typing import Any, Optional

from ._samples import checked, client_of, number, sample
from .errors import AssayError
from .results import Result

#: AReaL gives up after 15 s and takes 0; ending before that leaves it an exception, which it retries instead.
DEADLINE = 12.0
_LABELS = ("label", "reference", "answer", "ground_truth", "solution")


def reward_fn(
    prompt: Any = None,
    completions: Any = None,
    prompt_ids: Any = None,
    completion_ids: Any = None,
    **row: Any,
) -> float:
    """The score. Without one: the typed exception, or the number in ASSAY_ON_FAILURE."""
    chosen = os.environ.get("ASSAY_ON_FAILURE", "raise")
    on_failure = checked(chosen if chosen == "raise" else float(chosen))
    label = next((row[name] for name in _LABELS if row.get(name) is not None), None)
    result: Optional[Result] = None
    error: Optional[AssayError] = None
    try:
        made = sample(completions, label, row.get("source") or row.get("data_source"), prompt, row)
        result = client_of({"deadline": DEADLINE}).score_labelled([made])[0]
    except AssayError as e:
        error = e
    return number(result, error, on_failure)
