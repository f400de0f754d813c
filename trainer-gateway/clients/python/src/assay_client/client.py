"""The client: sync and async calls over the same queue of one process."""

import asyncio
import concurrent.futures
import itertools
import json
import os
import threading
import time
import weakref
from typing import Any, Dict, Generator, Iterable, List, Mapping, NoReturn, Optional, Sequence, Tuple, Union
from urllib.parse import quote

from .coalesce import Chunk, Coalescer
from .errors import AssayError, CircuitOpen, DeadlineExceeded, Refused, TransientError
from .resilience import Breaker, RetryBudget, backoff
from .results import Result
from .transport import Address, Wire

Rollout = Mapping[str, Any]

_RESCORE = 2
_SCORE = "/v1/score"
_LABELLED = "/v1/score/labelled"


class _Piece:
    """Rollouts of one call that travel together, and the places of their results."""

    __slots__ = ("places", "body", "alone", "cause", "rescored")

    def __init__(
        self,
        places: List[int],
        body: bytes,
        alone: bool = False,
        cause: Optional[AssayError] = None,
        rescored: int = 0,
    ) -> None:
        self.places = places
        self.body = body
        self.alone = alone
        self.cause = cause
        self.rescored = rescored


_Step = Union[List[Chunk], float]
_Steps = Generator[_Step, None, List[Result]]


class Client:
    """Scores rollouts with a gateway. Safe to share among threads and coroutines, to fork with and to pickle.

    `deadline` is in seconds and holds for a whole call, retries included: every call ends by then, with results or
    with an AssayError. A rollout without `id` gets one.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        token: Optional[str] = None,
        token_file: Optional[str] = None,
        recipe: Optional[str] = None,
        deadline: float = 60.0,
        retries: int = 10,
        connections: int = 4,
        max_batch: int = 512,
        max_bytes: int = 8 << 20,
        idle: float = 1.0,
        tls_ca: Optional[str] = None,
        tls_certificate: Optional[str] = None,
        tls_key: Optional[str] = None,
    ) -> None:
        if deadline <= 0 or retries < 0 or connections < 1 or max_batch < 1:
            raise ValueError("deadline, connections and max_batch must be positive, retries not negative")
        self._options: Dict[str, Any] = {
            "url": url or os.environ.get("ASSAY_URL") or "http://127.0.0.1:8080",
            "token": token or (None if token_file else os.environ.get("ASSAY_TOKEN")),
            "token_file": token_file or (None if token else os.environ.get("ASSAY_TOKEN_FILE")),
            "recipe": recipe or os.environ.get("ASSAY_RECIPE"),
            "deadline": deadline,
            "retries": retries,
            "connections": connections,
            "max_batch": max_batch,
            "max_bytes": max_bytes,
            "idle": idle,
            "tls_ca": tls_ca or os.environ.get("ASSAY_TLS_CA"),
            "tls_certificate": tls_certificate or os.environ.get("ASSAY_TLS_CERTIFICATE"),
            "tls_key": tls_key or os.environ.get("ASSAY_TLS_KEY"),
        }
        bearer = self._options["token"]
        if self._options["token_file"]:
            with open(self._options["token_file"], encoding="utf-8") as file:
                bearer = file.read().strip()
        self._address = Address(
            self._options["url"],
            bearer,
            self._options["tls_ca"],
            self._options["tls_certificate"],
            self._options["tls_key"],
        )
        self._deadline = deadline
        self._retries = retries
        self._max_bytes = max_bytes
        self._max_batch = max_batch
        self._start()
        _CLIENTS.add(self)

    def _start(self) -> None:
        self._counts: Dict[str, int] = {"requests": 0, "rollouts": 0, "failures": 0, "retries": 0}
        self._counting = threading.Lock()
        self._ids = itertools.count()
        self._name = f"{os.getpid():x}-{time.time_ns():x}"
        self._coalescer = Coalescer(
            self._address,
            self._options["connections"],
            self._max_batch,
            self._max_bytes,
            self._options["idle"],
            Breaker(),
            RetryBudget(),
            self._count,
        )

    def _count(self, name: str, by: int) -> None:
        with self._counting:
            self._counts[name] += by

    def __reduce__(self) -> Tuple[Any, ...]:
        return (_rebuilt, (self._options,))

    def __repr__(self) -> str:
        return f"Client({self._options['url']})"

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections and threads of this process; calls under way end with an error."""
        self._coalescer.close(5.0)

    @property
    def counts(self) -> Dict[str, int]:
        """Requests sent, rollouts in them, requests that failed, and retries, since the start of this process."""
        with self._counting:
            return dict(self._counts)

    def score(self, rollout: Rollout, *, recipe: Optional[str] = None, deadline: Optional[float] = None) -> Result:
        """Scores one rollout of the contract's form."""
        return self.score_all([rollout], recipe=recipe, deadline=deadline)[0]

    def score_all(
        self, rollouts: Iterable[Rollout], *, recipe: Optional[str] = None, deadline: Optional[float] = None
    ) -> List[Result]:
        """Scores rollouts; results in order. What is wrong with one of them is in its result, and raises nothing."""
        return self._run(self._steps(_SCORE, list(rollouts), recipe, deadline), deadline)

    async def score_async(
        self, rollout: Rollout, *, recipe: Optional[str] = None, deadline: Optional[float] = None
    ) -> Result:
        """The same as `score`, without blocking the event loop."""
        return (await self.score_all_async([rollout], recipe=recipe, deadline=deadline))[0]

    async def score_all_async(
        self, rollouts: Iterable[Rollout], *, recipe: Optional[str] = None, deadline: Optional[float] = None
    ) -> List[Result]:
        """The same as `score_all`, without blocking the event loop."""
        return await self._run_async(self._steps(_SCORE, list(rollouts), recipe, deadline))

    def score_labelled(
        self, samples: Iterable[Rollout], *, recipe: Optional[str] = None, deadline: Optional[float] = None
    ) -> List[Result]:
        """Scores samples that carry a trainer's own label: `completion`, `label`, and perhaps `source`, `prompt`.

        The gateway's table of sources tells task and reference from source and label.
        """
        return self._run(self._steps(_LABELLED, list(samples), recipe, deadline), deadline)

    async def score_labelled_async(
        self, samples: Iterable[Rollout], *, recipe: Optional[str] = None, deadline: Optional[float] = None
    ) -> List[Result]:
        """The same as `score_labelled`, without blocking the event loop."""
        return await self._run_async(self._steps(_LABELLED, list(samples), recipe, deadline))

    def recipes(self, *, deadline: Optional[float] = None) -> List[Dict[str, Any]]:
        """The recipes that the gateway knows by name."""
        wire = Wire(self._address)
        try:
            answer = json.loads(wire.get("/v1/recipes", time.monotonic() + (deadline or self._deadline)))
        finally:
            wire.close()
        return list(answer)

    # How a call goes on is decided once, in _steps; the two runners only know how to wait.

    def _run(self, steps: _Steps, deadline: Optional[float]) -> List[Result]:
        try:
            step = next(steps)
            while True:
                if isinstance(step, float):
                    time.sleep(step)
                else:
                    self._wait(step)
                step = next(steps)
        except StopIteration as done:
            results: List[Result] = done.value
            return results

    def _wait(self, chunks: List[Chunk]) -> None:
        try:
            for chunk in chunks:
                try:
                    chunk.future.exception(max(0.0, chunk.deadline - time.monotonic()))
                except (concurrent.futures.TimeoutError, concurrent.futures.CancelledError):
                    continue
        finally:
            for chunk in chunks:
                self._coalescer.abandon(chunk)

    async def _run_async(self, steps: _Steps) -> List[Result]:
        try:
            step = next(steps)
            while True:
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    await self._wait_async(step)
                step = next(steps)
        except StopIteration as done:
            results: List[Result] = done.value
            return results

    async def _wait_async(self, chunks: List[Chunk]) -> None:
        waiting = {asyncio.wrap_future(chunk.future) for chunk in chunks}
        try:
            left = max(0.0, chunks[0].deadline - time.monotonic())
            await asyncio.wait(waiting, timeout=left)
        finally:
            for future in waiting:
                if not future.cancel() and not future.cancelled():
                    future.exception()  # seen here, raised by _steps
            for chunk in chunks:
                self._coalescer.abandon(chunk)

    def _steps(
        self, path: str, rollouts: Sequence[Rollout], recipe: Optional[str], deadline: Optional[float]
    ) -> _Steps:
        if not rollouts:
            return []
        recipe = recipe or self._options["recipe"]
        if recipe:
            path = f"{path}?recipe={quote(recipe, safe='')}"
        end = time.monotonic() + (self._deadline if deadline is None else deadline)
        results: List[Optional[Result]] = [None] * len(rollouts)
        rollouts = self._with_ids(rollouts)
        pieces = self._pieces(rollouts, list(range(len(rollouts))))
        attempt = 0
        while True:
            chunks = [
                Chunk(path, piece.body, len(piece.places), end, piece.alone, piece.cause) for piece in pieces
            ]
            self._coalescer.submit(chunks)
            yield chunks
            again: List[_Piece] = []
            free = False
            failure: Optional[TransientError] = None
            for piece, chunk in zip(pieces, chunks):
                if not chunk.future.done() or chunk.future.cancelled():
                    self._out_of_time(piece.cause)
                error = chunk.future.exception()
                if error is None:
                    again.extend(self._fill(results, rollouts, piece, chunk.future.result()))
                elif isinstance(error, Refused) and getattr(error, "too_large", False) and (
                    chunk.shared or len(piece.places) > 1
                ):
                    again.extend(self._smaller(rollouts, piece, chunk.shared))
                    free = True
                elif isinstance(error, DeadlineExceeded):
                    self._out_of_time(piece.cause)
                elif isinstance(error, TransientError) and attempt < self._retries:
                    failure = error
                    piece.cause = error
                    again.append(piece)
                else:
                    raise error
            if not again:
                return [result for result in results if result is not None]
            if not free or failure is not None:
                attempt += 1
                self._count("retries", 1)
                delay = backoff(attempt, failure.retry_after if failure is not None else None)
                if time.monotonic() + delay >= end:
                    if failure is not None:
                        raise failure
                    return [result for result in results if result is not None]
                yield delay
            pieces = again

    def _out_of_time(self, cause: Optional[AssayError]) -> NoReturn:
        why = f"; the last attempt: {cause}" if cause is not None else ""
        if self._coalescer.breaker.open:
            raise CircuitOpen("the service does not answer, and no attempt was left within the deadline" + why)
        raise DeadlineExceeded("the deadline passed" + why)

    def _with_ids(self, rollouts: Sequence[Rollout]) -> List[Rollout]:
        return [
            rollout if "id" in rollout else {"id": f"{self._name}-{next(self._ids)}", **rollout}
            for rollout in rollouts
        ]

    def _pieces(self, rollouts: Sequence[Rollout], places: List[int], **kept: Any) -> List[_Piece]:
        """Whole, or in parts of what one request may carry."""
        body = _encoded([rollouts[place] for place in places])
        if len(places) == 1 or (len(body) <= self._max_bytes and len(places) <= self._max_batch):
            return [_Piece(places, body, **kept)]
        middle = len(places) // 2
        return self._pieces(rollouts, places[:middle], **kept) + self._pieces(rollouts, places[middle:], **kept)

    def _fill(
        self,
        results: List[Optional[Result]],
        rollouts: Sequence[Rollout],
        piece: _Piece,
        answers: List[Dict[str, Any]],
    ) -> List[_Piece]:
        """Puts results in their places, and returns what is worth another attempt."""
        again: List[int] = []
        cause: Optional[AssayError] = None
        for place, answer in zip(piece.places, answers):
            result = results[place] = Result(answer)
            if result.score is None and result.transient and result.reason not in _SETTLED:
                again.append(place)
                cause = result.error()
        if not again or piece.rescored >= min(_RESCORE, self._retries):
            return []
        return self._pieces(rollouts, again, cause=cause, rescored=piece.rescored + 1)

    def _smaller(self, rollouts: Sequence[Rollout], piece: _Piece, shared: bool) -> List[_Piece]:
        if shared:
            piece.alone = True
            return [piece]
        middle = len(piece.places) // 2
        return [
            _Piece(part, _encoded([rollouts[place] for place in part]), True, piece.cause, piece.rescored)
            for part in (piece.places[:middle], piece.places[middle:])
        ]


#: Failures of the service that another attempt in the next seconds does not mend.
_SETTLED = frozenset({"NO_FUNCTION", "STUCK"})

_CLIENTS: "weakref.WeakSet[Client]" = weakref.WeakSet()
_SHARED: Dict[Tuple[Tuple[str, Any], ...], Client] = {}
_SHARING = threading.Lock()


def shared(**options: Any) -> Client:
    """The client of this process with these options, made at the first call; environment variables fill the rest."""
    given = {name: value for name, value in options.items() if value is not None}
    environment = tuple((name, os.environ.get(name)) for name in _ENVIRONMENT)
    key = tuple(sorted(given.items())) + environment
    with _SHARING:
        client = _SHARED.get(key)
        if client is None or client._coalescer.closed:
            client = _SHARED[key] = Client(**given)
        return client


_ENVIRONMENT = (
    "ASSAY_URL",
    "ASSAY_TOKEN",
    "ASSAY_TOKEN_FILE",
    "ASSAY_RECIPE",
    "ASSAY_TLS_CA",
    "ASSAY_TLS_CERTIFICATE",
    "ASSAY_TLS_KEY",
)


def _rebuilt(options: Dict[str, Any]) -> Client:
    return Client(**options)


def _after_fork_in_child() -> None:
    global _SHARING
    _SHARING = threading.Lock()
    for client in list(_CLIENTS):
        client._coalescer.forget_after_fork()
        client._start()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)


def _plain(value: Any) -> Any:
    """What data sets hold beside JSON's own types: arrays, sets, mappings, dates."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=repr)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain).encode
_ASCII = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False, default=_plain).encode


def _encoded(rollouts: List[Rollout]) -> bytes:
    """The rollouts as JSON without the list's brackets."""
    try:
        text = _COMPACT(rollouts)
        try:
            return text.encode("utf-8")[1:-1]
        except UnicodeEncodeError:
            # Half of a surrogate pair, which no UTF-8 can carry, but JSON's escapes can.
            return _ASCII(rollouts).encode("ascii")[1:-1]
    except (ValueError, TypeError, RecursionError) as e:
        raise Refused(f"a rollout cannot be written as JSON: {e}") from e


__all__ = ["Client", "shared"]
