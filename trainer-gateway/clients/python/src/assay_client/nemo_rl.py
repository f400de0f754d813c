"""NeMo-RL: an environment.

    from assay_client.nemo_rl import AssayEnvironment
    env = ray.remote(AssayEnvironment).remote({"url": "http://gateway:8080", "on_failure": 0.0})
"""

from typing import Any, Dict, List, Mapping, Optional, Tuple

from ._samples import checked, client_of, mean, metrics, number, sample
from .errors import AssayError
from .results import Result

try:
    from nemo_rl.environments.interfaces import EnvironmentInterface, EnvironmentReturn
except ImportError:  # the module can be read without NeMo-RL; making an environment then says what is missing
    EnvironmentInterface = object
    EnvironmentReturn = None

_LABELS = ("label", "ground_truth", "reference", "answer", "solution")


class AssayEnvironment(EnvironmentInterface):  # type: ignore[misc]
    """Scores the assistant's last turn of every conversation and ends the episode.

    `config`: `on_failure` ("raise" or a number), `source`, and the client's options. Metadata of a conversation:
    `ground_truth` (or label, reference, answer, solution), and perhaps `source`.
    """

    def __init__(self, config: Optional[Mapping[str, Any]] = None) -> None:
        options = dict(config or {})
        self._on_failure = checked(options.pop("on_failure", "raise"))
        self._source = options.pop("source", None)
        self._options = options
        self._last: List[Optional[Result]] = []

    def step(self, message_log_batch: List[Any], metadata: List[Any]) -> Any:
        import torch

        if EnvironmentReturn is None:
            raise ImportError("nemo_rl is not installed")
        rows = [self._row(log, about) for log, about in zip(message_log_batch, metadata)]
        results: List[Optional[Result]]
        error: Optional[AssayError] = None
        try:
            results = list(client_of(self._options).score_labelled(rows))
        except AssayError as e:
            results, error = [None] * len(rows), e
        self._last = results
        rewards = [number(result, error, self._on_failure) for result in results]
        return EnvironmentReturn(
            observations=[
                {"role": "environment", "content": _said(result, error)} for result in results
            ],
            metadata=metadata,
            next_stop_strings=[None] * len(rows),
            rewards=torch.tensor(rewards, dtype=torch.float32),
            terminateds=torch.ones(len(rows)),
            answers=None,
        )

    def _row(self, log: List[Mapping[str, Any]], about: Any) -> Dict[str, Any]:
        row: Mapping[str, Any] = about if isinstance(about, Mapping) else {}
        label = next((row[name] for name in _LABELS if row.get(name) is not None), None)
        turns = [{"role": turn["role"], "content": turn["content"]} for turn in log]
        start = max((i + 1 for i, turn in enumerate(turns) if turn["role"] != "assistant"), default=0)
        source = row.get("source") or row.get("data_source") or self._source
        return sample("".join(turn["content"] for turn in turns[start:]), label, source, turns[:start] or None, row)

    def global_post_process_and_metrics(self, batch: Any) -> Tuple[Any, Dict[str, float]]:
        values: Dict[str, List[float]] = {}
        for result in self._last:
            for name, value in metrics(result).items():
                values.setdefault(name, []).append(value)
        figures = {f"assay/{name}": mean(scored) for name, scored in values.items()}
        if self._last:
            unscored = sum(result is None or result.score is None for result in self._last)
            figures["assay/unscored"] = unscored / len(self._last)
        return batch, figures


def _said(result: Optional[Result], error: Optional[AssayError]) -> str:
    if result is None:
        return f"UNAVAILABLE {type(error).__name__}"
    return f"{result.outcome} {result.reason}"
