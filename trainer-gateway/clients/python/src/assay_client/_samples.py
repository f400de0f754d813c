"""What the trainers' modules share: building samples, and what a failure becomes."""

import math
from typing import Any, Dict, List, Mapping, Optional, Union

from .client import Client, shared
from .errors import AssayError
from .results import Result

#: "raise", or the number to use instead of a score that nobody could give.
OnFailure = Union[str, float, int]

_CLIENT_OPTIONS = frozenset(
    {
        "url", "token", "token_file", "recipe", "deadline", "retries", "connections", "max_batch", "max_bytes",
        "idle", "tls_ca", "tls_certificate", "tls_key",
    }
)  # fmt: skip

#: Keys of a sample that a trainer's row may carry beside completion and label.
_PASSED = ("language", "finishReason", "finish_reason", "prefilledThink", "prefilled_think", "task", "reference")


def client_of(options: Mapping[str, Any]) -> Client:
    unknown = set(options) - _CLIENT_OPTIONS
    if unknown:
        raise TypeError(f"unknown options: {', '.join(sorted(unknown))}; known: {', '.join(sorted(_CLIENT_OPTIONS))}")
    return shared(**options)


def checked(on_failure: OnFailure) -> OnFailure:
    if on_failure == "raise":
        return on_failure
    if isinstance(on_failure, bool) or not isinstance(on_failure, (int, float)) or not math.isfinite(on_failure):
        raise ValueError(f"on_failure must be 'raise' or a finite number, not {on_failure!r}")
    return float(on_failure)


def sample(
    completion: Any, label: Any, source: Optional[str] = None, prompt: Any = None, row: Optional[Mapping[str, Any]] = None
) -> Dict[str, Any]:
    """One sample of the labelled form; what is None is left out."""
    made: Dict[str, Any] = {"completion": completion}
    if label is not None:
        made["label"] = label
    if source:
        made["source"] = str(source)
    if prompt is not None:
        made["prompt"] = prompt
    for name in _PASSED:
        if row is not None and row.get(name) is not None:
            made[name] = row[name]
    return made


def metrics(result: Optional[Result]) -> Dict[str, float]:
    """The components that have a value, by name."""
    if result is None:
        return {}
    return {
        component["name"]: float(component["value"])
        for component in result.raw.get("components") or []
        if component.get("value") is not None
    }


def number(result: Optional[Result], error: Optional[AssayError], on_failure: OnFailure) -> float:
    """The score; else what the user chose, or the typed exception."""
    if result is not None and result.score is not None:
        return float(result.score)
    if on_failure == "raise":
        failure = error or (result.error() if result is not None else None)
        raise failure or AssayError("no result")
    return float(on_failure)


def mean(values: List[float]) -> float:
    return sum(values) / len(values) if values else math.nan
