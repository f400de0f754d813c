"""When to try again, and when to leave the service alone."""

import random
import threading
import time
from typing import Optional


class RetryBudget:
    """Bounds the share of retries among requests: each request earns a part of a retry, a retry spends a whole one.

    A floor refills with time, so that a lone caller can outlive a restart.
    """

    def __init__(self, share: float = 0.2, most: float = 20.0, per_second: float = 2.0) -> None:
        self._share = share
        self._most = most
        self._per_second = per_second
        self._left = most
        self._at = time.monotonic()
        self._lock = threading.Lock()

    def earn(self) -> None:
        with self._lock:
            self._left = min(self._most, self._left + self._share)

    def spend(self) -> bool:
        with self._lock:
            now = time.monotonic()
            self._left = min(self._most, self._left + (now - self._at) * self._per_second)
            self._at = now
            if self._left < 1.0:
                return False
            self._left -= 1.0
            return True


class Breaker:
    """Keeps requests away from a service that does not answer, but for one probe at the end of each pause."""

    def __init__(self, failures: int = 5, first_pause: float = 0.25, longest_pause: float = 5.0) -> None:
        self._limit = failures
        self._first = first_pause
        self._longest = longest_pause
        self._lock = threading.Lock()
        self._failed = 0
        self._pause = first_pause
        self._until: Optional[float] = None
        self._probing = False

    def wait(self) -> float:
        """Seconds until a request may be sent; 0 takes the right to send one."""
        with self._lock:
            if self._until is None:
                return 0.0
            left = self._until - time.monotonic()
            if left > 0:
                return left
            if self._probing:
                return min(0.05, self._pause)
            self._probing = True
            return 0.0

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0
            self._until = None
            self._probing = False
            self._pause = self._first

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._limit or self._probing:
                self._until = time.monotonic() + self._pause * random.uniform(0.75, 1.25)
                self._pause = min(self._longest, self._pause * 2)
            self._probing = False

    def unused(self) -> None:
        """A request said nothing about the service, or was not sent after all."""
        with self._lock:
            self._probing = False

    @property
    def open(self) -> bool:
        with self._lock:
            return self._until is not None


def backoff(attempt: int, retry_after: Optional[float]) -> float:
    """How long to wait before attempt number `attempt` (from 1): full jitter, so that a herd spreads."""
    spread = random.uniform(0.0, min(5.0, 0.1 * 2.0 ** min(attempt, 10)))
    return (retry_after or 0.0) + spread
