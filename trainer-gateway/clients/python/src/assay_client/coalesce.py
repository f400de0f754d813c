"""Joins what the threads and coroutines of one process want scored into few requests.

Whoever calls leaves a chunk in a queue; a handful of sender threads, started when needed and gone when idle, take all
that waits and send it as one list. While a request is under way the next batch gathers, so nothing waits for a timer.
"""

import concurrent.futures
import json
import threading
import time
from collections import OrderedDict, deque
from typing import Any, Callable, Deque, Dict, List, Optional

from .errors import (
    AssayError,
    DeadlineExceeded,
    ProtocolError,
    RetryBudgetExhausted,
    ServiceUnavailable,
    TransientError,
)
from .resilience import Breaker, RetryBudget
from .transport import Address, Wire


class Chunk:
    """Some rollouts of one caller, already written as JSON without the brackets of the list."""

    __slots__ = ("path", "body", "count", "deadline", "cause", "alone", "future", "batch", "shared")

    def __init__(
        self, path: str, body: bytes, count: int, deadline: float, alone: bool, cause: Optional[AssayError]
    ) -> None:
        self.path = path
        self.body = body
        self.count = count
        self.deadline = deadline
        self.alone = alone
        #: Why an earlier attempt failed; None for the first.
        self.cause = cause
        self.future: "concurrent.futures.Future[List[Dict[str, Any]]]" = concurrent.futures.Future()
        self.batch: Optional[_Batch] = None
        #: Whether it went out together with others.
        self.shared = False


class _Batch:
    __slots__ = ("chunks", "live", "wire")

    def __init__(self, chunks: List[Chunk]) -> None:
        self.chunks = chunks
        self.live = len(chunks)
        self.wire: Optional[Wire] = None


class Coalescer:
    """The queue and the sender threads of one process."""

    def __init__(
        self,
        address: Address,
        connections: int,
        max_batch: int,
        max_bytes: int,
        idle: float,
        breaker: Breaker,
        budget: RetryBudget,
        count: Callable[[str, int], None],
    ) -> None:
        self._address = address
        self._connections = connections
        self._max_batch = max_batch
        self._max_bytes = max_bytes
        self._idle = idle
        self.breaker = breaker
        self._budget = budget
        self._count = count
        self._changed = threading.Condition()
        self._lanes: "OrderedDict[str, Deque[Chunk]]" = OrderedDict()
        self._threads: List[threading.Thread] = []
        self._waiting = 0
        self._wires: List[Wire] = []
        self._closed = False

    @property
    def closed(self) -> bool:
        return self._closed

    def submit(self, chunks: List[Chunk]) -> None:
        with self._changed:
            if self._closed:
                raise ServiceUnavailable("the client is closed")
            for chunk in chunks:
                self._lanes.setdefault(chunk.path, deque()).append(chunk)
            if self._waiting > 0:
                self._changed.notify(len(chunks))
            elif len(self._threads) < self._connections:
                thread = threading.Thread(target=self._run, name="assay-client", daemon=True)
                self._threads.append(thread)
                try:
                    thread.start()
                except RuntimeError as e:
                    self._threads.remove(thread)
                    if not self._threads:
                        raise ServiceUnavailable(f"no thread can be started: {e}") from e

    def abandon(self, chunk: Chunk) -> None:
        """Nobody waits for this chunk any more."""
        if chunk.future.cancel() or chunk.future.done():
            return
        with self._changed:
            batch = chunk.batch
            if batch is None:
                return
            batch.live -= 1
            if batch.live == 0 and batch.wire is not None:
                batch.wire.abort()

    def close(self, wait: float) -> None:
        """Takes nothing more; chunks that wait end with an error."""
        with self._changed:
            self._closed = True
            left = [chunk for lane in self._lanes.values() for chunk in lane]
            self._lanes.clear()
            wires = list(self._wires)
            threads = list(self._threads)
            self._changed.notify_all()
        for chunk in left:
            _fail(chunk, ServiceUnavailable("the client was closed"))
        for wire in wires:
            wire.abort()
        end = time.monotonic() + wait
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, end - time.monotonic()))

    def forget_after_fork(self) -> None:
        """In a forked child: the parent's connections are not ours. Closing the copies leaves the parent's alone."""
        for wire in self._wires:
            wire.forget()

    def _run(self) -> None:
        wire = Wire(self._address)
        with self._changed:
            self._wires.append(wire)
        try:
            while True:
                batch = self._next(wire)
                if batch is None:
                    return
                self._send(wire, batch)
        finally:
            wire.close()

    def _next(self, wire: Wire) -> Optional[_Batch]:
        """Waits for something to send; None ends the thread."""
        end = time.monotonic() + self._idle
        with self._changed:
            while True:
                self._prune()
                pause = 0.0
                if self._lanes and not self._closed:
                    pause = self.breaker.wait()
                    if pause <= 0:
                        batch = self._take(probe=self.breaker.open)
                        if batch is not None:
                            batch.wire = wire
                            wire.begin()
                            return batch
                        self.breaker.unused()
                        continue
                left = end - time.monotonic()
                if self._closed or (left <= 0 and not self._lanes):
                    self._threads.remove(threading.current_thread())
                    self._wires.remove(wire)
                    return None
                self._waiting += 1
                self._changed.wait(pause if pause > 0 else left)
                self._waiting -= 1

    def _prune(self) -> None:
        """Leaves out what nobody waits for, so that an unreachable service leaves no thread behind."""
        for path in list(self._lanes):
            lane = self._lanes[path]
            while lane and lane[0].future.cancelled():
                lane.popleft()
            if not lane:
                del self._lanes[path]

    def _take(self, probe: bool) -> Optional[_Batch]:
        path, lane = self._lanes.popitem(last=False)
        chunks: List[Chunk] = []
        count = size = 0
        paid: Optional[bool] = None
        while lane:
            chunk = lane[0]
            if chunks and (
                probe
                or chunk.alone
                or chunks[0].alone
                or count + chunk.count > self._max_batch
                or size + len(chunk.body) > self._max_bytes
            ):
                break
            lane.popleft()
            if chunk.cause is not None:
                # One retry is paid for a request, however many callers it serves.
                if paid is None:
                    paid = self._budget.spend()
                if not paid:
                    _fail(chunk, _exhausted(chunk.cause))
                    continue
            if not chunk.future.set_running_or_notify_cancel():
                continue
            chunks.append(chunk)
            count += chunk.count
            size += len(chunk.body)
        if lane:
            self._lanes[path] = lane  # behind the other lanes
            if self._waiting > 0:
                self._changed.notify()
        if not chunks:
            return None
        batch = _Batch(chunks)
        for chunk in chunks:
            chunk.batch = batch
            chunk.shared = len(chunks) > 1
        return batch

    def _send(self, wire: Wire, batch: _Batch) -> None:
        chunks = batch.chunks
        self._budget.earn()
        self._count("requests", 1)
        self._count("rollouts", sum(chunk.count for chunk in chunks))
        failure: Optional[AssayError] = None
        answers: List[Dict[str, Any]] = []
        try:
            body = b"[" + b",".join([chunk.body for chunk in chunks]) + b"]"
            raw = wire.post(chunks[0].path, body, max(chunk.deadline for chunk in chunks))
            answers = _answers(raw, sum(chunk.count for chunk in chunks))
        except AssayError as e:
            failure = e
        except Exception as e:  # whoever waits is told, whatever it is
            wire.close()
            failure = ProtocolError(f"the request failed: {e!r}")
        with self._changed:
            batch.wire = None
            abandoned = batch.live <= 0
        if isinstance(failure, ServiceUnavailable) and not abandoned:
            self.breaker.failed()
        elif abandoned or isinstance(failure, DeadlineExceeded):
            self.breaker.unused()
        else:
            self.breaker.succeeded()
        with self._changed:
            self._changed.notify_all()
        if failure is not None:
            self._count("failures", 1)
            for chunk in chunks:
                _fail(chunk, failure)
            return
        start = 0
        for chunk in chunks:
            try:
                chunk.future.set_result(answers[start : start + chunk.count])
            except concurrent.futures.InvalidStateError:
                continue  # closed meanwhile
            finally:
                start += chunk.count


def _answers(raw: bytes, expected: int) -> List[Dict[str, Any]]:
    try:
        answers = json.loads(raw)
    except ValueError as e:
        raise ProtocolError(f"the answer is not JSON: {e}") from e
    if not isinstance(answers, list) or len(answers) != expected:
        raise ProtocolError(f"the answer is not a list of {expected} rewards")
    for answer in answers:
        if type(answer) is not dict or not ("reward" in answer or "error" in answer):
            raise ProtocolError("the answer holds something that is no reward")
    return answers


def _exhausted(cause: AssayError) -> AssayError:
    error = RetryBudgetExhausted(f"too many retries; the last attempt: {cause}")
    error.__cause__ = cause
    return error


def _fail(chunk: Chunk, error: AssayError) -> None:
    # An exception object of its own for each caller: raising adds to its traceback.
    own = type(error)(*error.args)
    own.__dict__.update(error.__dict__)
    own.__cause__ = error.__cause__
    if isinstance(error, TransientError) and isinstance(own, TransientError):
        own.retry_after = error.retry_after
    try:
        chunk.future.set_exception(own)
    except concurrent.futures.InvalidStateError:
        return  # whoever waited has gone
