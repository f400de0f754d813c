"""verifiers: a rubric.

    from assay_client.verifiers import rubric
    env = vf.SingleTurnEnv(dataset=dataset, rubric=rubric("http://gateway:8080"))
"""

import math
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from ._samples import OnFailure, checked, client_of, metrics, number, sample
from .errors import AssayError
from .results import Result

_KEY = "assay"
Function = Callable[..., Any]


def functions(
    url: Optional[str] = None,
    source: Optional[str] = None,
    on_failure: OnFailure = "raise",
    components: Sequence[str] = ("accuracy",),
    **options: Any,
) -> Tuple[List[Function], List[float]]:
    """The functions of the rubric and their weights: the reward, `assay_failed`, and one metric a component.

    verifiers turns an exception of a reward function into 0.0; `assay_failed` is 1.0 for exactly those rollouts.
    """
    choice = checked(on_failure)
    settings = dict(options, url=url)

    async def assay(
        prompt: Any = None,
        completion: Any = None,
        answer: Any = None,
        info: Any = None,
        state: Optional[Dict[str, Any]] = None,
        **_: Any,
    ) -> float:
        row: Mapping[str, Any] = info if isinstance(info, Mapping) else {}
        label = row.get("label", answer if answer not in (None, "") else None)
        result: Optional[Result] = None
        error: Optional[AssayError] = None
        try:
            made = sample(completion, label, source or row.get("source") or row.get("data_source"), prompt, row)
            result = (await client_of(settings).score_labelled_async([made]))[0]
        except AssayError as e:
            error = e
        if state is not None:
            state[_KEY] = {
                "failed": result is None or result.score is None,
                "outcome": result.outcome if result is not None else "UNAVAILABLE",
                "reason": result.reason if result is not None else type(error).__name__,
                "components": metrics(result),
            }
        return number(result, error, choice)

    def assay_failed(state: Optional[Dict[str, Any]] = None, **_: Any) -> float:
        return 1.0 if (state or {}).get(_KEY, {}).get("failed", True) else 0.0

    def metric(name: str) -> Function:
        def component(state: Optional[Dict[str, Any]] = None, **_: Any) -> float:
            value: float = (state or {}).get(_KEY, {}).get("components", {}).get(name, math.nan)
            return value

        component.__name__ = f"assay_{name}"
        return component

    made = [assay, assay_failed] + [metric(name) for name in components]
    return made, [1.0] + [0.0] * (len(made) - 1)


def rubric(*args: Any, **options: Any) -> Any:
    """A `verifiers.Rubric` of `functions`, whose arguments it takes."""
    import verifiers  # only here, so that `functions` can be had without it

    made, weights = functions(*args, **options)
    return verifiers.Rubric(funcs=made, weights=weights)
