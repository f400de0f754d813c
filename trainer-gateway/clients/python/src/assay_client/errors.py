"""What can go wrong, as types. All of them can be pickled, so that they travel between worker processes."""

from typing import Optional


class AssayError(Exception):
    """The root: no score was obtained. Never stands for a wrong answer."""


class TransientError(AssayError):
    """The same call can succeed later; the client has already retried as far as its budget allows."""

    #: Seconds that the service asked to wait, where it did.
    retry_after: Optional[float] = None


class ServiceUnavailable(TransientError):
    """The service cannot be reached, or answered that it cannot work now (5xx)."""


class Overloaded(TransientError):
    """The service has too much work waiting, or this caller sends too much (503, 429)."""


class DeadlineExceeded(TransientError):
    """The caller's time ran out."""


class CircuitOpen(ServiceUnavailable):
    """Too many calls in a row failed, and the next attempt lies beyond this call's deadline."""


class RetryBudgetExhausted(ServiceUnavailable):
    """Too large a part of the recent requests were retries; the last failure is the cause."""


class ScoringFailed(TransientError):
    """The service answered, but its own clock or fault (TIMEOUT, FAILED) left the rollout without a score."""


class PermanentError(AssayError):
    """The same call fails again; it is not retried."""


class Unscorable(PermanentError):
    """Nobody can score this rollout: its reference is missing, cannot be read or cannot be afforded."""


class Refused(PermanentError):
    """The request or the rollout cannot be taken: a field, the task, the recipe or the size."""


class Unauthorized(PermanentError):
    """The token or the certificate is missing or not known (401, 403)."""


class ProtocolError(PermanentError):
    """What answered does not speak Assay's protocol."""
