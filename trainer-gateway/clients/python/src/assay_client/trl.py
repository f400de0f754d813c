"""TRL: a reward function for `GRPOTrainer(reward_funcs=[...])`.

    from assay_client.trl import AssayReward
    trainer = GRPOTrainer(model=..., reward_funcs=[AssayReward("http://gateway:8080", label="answer")], ...)
"""

import logging
from typing import Any, Callable, Dict, List, Optional, Sequence

from ._samples import client_of, mean, metrics, sample
from .errors import AssayError, PermanentError
from .results import Result

_LOG = logging.getLogger("assay_client")
_LABELS = ("label", "reference", "answer", "ground_truth", "solution")
_SOURCES = ("source", "data_source")


class AssayReward:
    """Scores completions, plain or conversational; None where nobody could judge, never a 0 in its place.

    `label` and `source` name columns of the data set; without them the first of label, reference, answer,
    ground_truth, solution and of source, data_source is taken that is there. `source` may also be a fixed name of
    the gateway's table. `task` with the label's column as an answer needs no table. The rest are the client's options.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        label: Optional[str] = None,
        source: Optional[str] = None,
        task: Optional[str] = None,
        name: str = "assay",
        **options: Any,
    ) -> None:
        self.__name__ = name
        self._label = label
        self._source = source
        self._task = task
        self._options = dict(options, url=url)

    def _rows(self, prompts: Any, completions: Sequence[Any], columns: Dict[str, Any]) -> List[Dict[str, Any]]:
        label = self._label or next((name for name in _LABELS if name in columns), None)
        if self._label is not None and self._label not in columns:
            raise KeyError(f"the data set has no column {self._label!r}; it has {', '.join(sorted(columns))}")
        source = self._source or next((name for name in _SOURCES if name in columns), None)
        size = len(completions)
        labels = columns[label] if label else [None] * size
        sources = columns[source] if source in columns else [source if self._source else None] * size
        starts = prompts if prompts is not None else [None] * size
        rows = []
        for i in range(size):
            row = {name: columns[name][i] for name in ("language",) if name in columns}
            if self._task is not None:
                row["task"] = self._task
            rows.append(sample(completions[i], labels[i], sources[i], starts[i], row))
        return rows

    def _scores(
        self,
        results: List[Optional[Result]],
        log_extra: Optional[Callable[..., Any]],
        log_metric: Optional[Callable[..., Any]],
    ) -> List[Optional[float]]:
        if log_metric is not None and results:
            values: Dict[str, List[float]] = {}
            for result in results:
                for name, value in metrics(result).items():
                    values.setdefault(name, []).append(value)
            for name, scored in values.items():
                log_metric(f"{self.__name__}/{name}", mean(scored))
            unscored = sum(result is None or result.score is None for result in results)
            log_metric(f"{self.__name__}/unscored", unscored / len(results))
        if log_extra is not None:
            log_extra(f"{self.__name__}_outcome", [r.outcome if r is not None else "UNAVAILABLE" for r in results])
            log_extra(f"{self.__name__}_reason", [r.reason if r is not None else "" for r in results])
        return [None if result is None else result.score for result in results]

    def __call__(
        self,
        prompts: Any = None,
        completions: Sequence[Any] = (),
        completion_ids: Any = None,
        log_extra: Optional[Callable[..., Any]] = None,
        log_metric: Optional[Callable[..., Any]] = None,
        **columns: Any,
    ) -> List[Optional[float]]:
        rows = self._rows(prompts, completions, columns)
        results: List[Optional[Result]]
        try:
            results = list(client_of(self._options).score_labelled(rows))
        except AssayError as e:
            results = self._none(e, len(rows))
        return self._scores(results, log_extra, log_metric)

    def _none(self, error: AssayError, size: int) -> List[Optional[Result]]:
        if isinstance(error, PermanentError):
            raise error  # the configuration is wrong, and stays so
        _LOG.warning("%d rollouts have no score: %s: %s", size, type(error).__name__, error)
        return [None] * size


def async_reward(*args: Any, **options: Any) -> Callable[..., Any]:
    """The same as a coroutine function, which TRL runs at the same time as other rewards."""
    reward = AssayReward(*args, **options)

    async def assay(
        prompts: Any = None,
        completions: Sequence[Any] = (),
        completion_ids: Any = None,
        log_extra: Optional[Callable[..., Any]] = None,
        log_metric: Optional[Callable[..., Any]] = None,
        **columns: Any,
    ) -> List[Optional[float]]:
        rows = reward._rows(prompts, completions, columns)
        results: List[Optional[Result]]
        try:
            results = list(await client_of(reward._options).score_labelled_async(rows))
        except AssayError as e:
            results = reward._none(e, len(rows))
        return reward._scores(results, log_extra, log_metric)

    assay.__name__ = reward.__name__
    return assay
