"""verl: `custom_reward_function.path` is the file that `python -m assay_client.verl` prints, `name` is `compute_score`.

    custom_reward_function.path=$(python -m assay_client.verl) \\
    custom_reward_function.name=compute_score \\
    +custom_reward_function.reward_kwargs.url=http://gateway:8080 \\
    +custom_reward_function.reward_kwargs.recipe=accuracy
"""

import math
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from assay_client._samples import OnFailure, checked, client_of, metrics, number, sample
from assay_client.errors import AssayError
from assay_client.results import Result

_seen: Dict[str, Tuple[str, ...]] = {}


def _prepared(
    data_source: Optional[str], solution_str: str, ground_truth: Any, extra_info: Optional[Mapping[str, Any]]
) -> Dict[str, Any]:
    row = extra_info if isinstance(extra_info, Mapping) else None
    return sample(solution_str, ground_truth, data_source, row.get("question") if row else None, row)


def _answer(
    result: Optional[Result], error: Optional[AssayError], on_failure: OnFailure, components: Optional[Sequence[str]]
) -> Dict[str, Any]:
    score = number(result, error, on_failure)
    values = metrics(result)
    recipe = result.recipe if result is not None else ""
    if components is None:
        # verl wants the same keys for every sample of a batch, also for one without a verdict.
        names = tuple(c["name"] for c in (result.raw.get("components") or [])) if result is not None else ()
        if names:
            _seen[recipe] = names
        else:
            names = next(iter(_seen.values()), ())
    else:
        names = tuple(components)
    answer: Dict[str, Any] = {"score": score}
    for name in names:
        answer[name] = values.get(name, math.nan)
    if result is not None:
        answer["assay_outcome"], answer["assay_reason"] = result.outcome, result.reason
    else:
        answer["assay_outcome"], answer["assay_reason"] = "UNAVAILABLE", type(error).__name__
    return answer


def compute_score(
    data_source: Optional[str] = None,
    solution_str: str = "",
    ground_truth: Any = None,
    extra_info: Optional[Mapping[str, Any]] = None,
    *,
    on_failure: OnFailure = "raise",
    components: Optional[Sequence[str]] = None,
    reward_router_address: Any = None,
    reward_model_tokenizer: Any = None,
    **options: Any,
) -> Dict[str, Any]:
    """verl's reward function: a dict with `score` and the components. `options` are those of `Client`."""
    on_failure = checked(on_failure)
    result: Optional[Result] = None
    error: Optional[AssayError] = None
    try:
        row = _prepared(data_source, solution_str, ground_truth, extra_info)
        result = client_of(options).score_labelled([row])[0]
    except AssayError as e:
        error = e
    return _answer(result, error, on_failure, components)


async def compute_score_async(
    data_source: Optional[str] = None,
    solution_str: str = "",
    ground_truth: Any = None,
    extra_info: Optional[Mapping[str, Any]] = None,
    *,
    on_failure: OnFailure = "raise",
    components: Optional[Sequence[str]] = None,
    reward_router_address: Any = None,
    reward_model_tokenizer: Any = None,
    **options: Any,
) -> Dict[str, Any]:
    """The same for the reward loop's event loop; what waits at the same time travels in one request."""
    on_failure = checked(on_failure)
    result: Optional[Result] = None
    error: Optional[AssayError] = None
    try:
        row = _prepared(data_source, solution_str, ground_truth, extra_info)
        result = (await client_of(options).score_labelled_async([row]))[0]
    except AssayError as e:
        error = e
    return _answer(result, error, on_failure, components)


def compute_score_batch(
    data_sources: Sequence[Any],
    solution_strs: Sequence[str],
    ground_truths: Sequence[Any],
    extra_infos: Optional[Sequence[Any]] = None,
    *,
    on_failure: OnFailure = "raise",
    components: Optional[Sequence[str]] = None,
    **options: Any,
) -> List[Dict[str, Any]]:
    """For verl's `batch` reward manager: one call for all samples."""
    on_failure = checked(on_failure)
    extras = extra_infos if extra_infos is not None else [None] * len(solution_strs)
    rows = [_prepared(*row) for row in zip(data_sources, solution_strs, ground_truths, extras)]
    results: List[Optional[Result]]
    error: Optional[AssayError] = None
    try:
        results = list(client_of(options).score_labelled(rows))
    except AssayError as e:
        results, error = [None] * len(rows), e
    return [_answer(result, error, on_failure, components) for result in results]


if __name__ == "__main__":
    print(__file__)
elif __name__ != "assay_client.verl":
    # verl loads the file by its path under a name of its own; workers can only unpickle what has an importable one.
    from assay_client.verl import compute_score, compute_score_async, compute_score_batch  # noqa: F811
