"""Scores rollouts with Assay. Standard library only.

    from assay_client import Client
    result = Client("http://127.0.0.1:8080").score(
        {"task": "math", "completion": "<answer>4</answer>", "reference": {"answer": "4"}})
    result.score, result.outcome, result.reason
"""

from .client import Client, shared
from .errors import (
    AssayError,
    CircuitOpen,
    DeadlineExceeded,
    Overloaded,
    PermanentError,
    ProtocolError,
    Refused,
    RetryBudgetExhausted,
    ScoringFailed,
    ServiceUnavailable,
    TransientError,
    Unauthorized,
    Unscorable,
)
from .results import Component, Result

__version__ = "0.1.0"

__all__ = [
    "AssayError",
    "CircuitOpen",
    "Client",
    "Component",
    "DeadlineExceeded",
    "Overloaded",
    "PermanentError",
    "ProtocolError",
    "Refused",
    "Result",
    "RetryBudgetExhausted",
    "ScoringFailed",
    "ServiceUnavailable",
    "TransientError",
    "Unauthorized",
    "Unscorable",
    "shared",
]
