"""What comes back for a rollout."""

from typing import Any, Dict, List, Optional, Tuple

from .errors import AssayError, Refused, ScoringFailed, Unscorable

SCORED = "SCORED"
NOT_APPLICABLE = "NOT_APPLICABLE"
UNSCORABLE = "UNSCORABLE"
TIMEOUT = "TIMEOUT"
FAILED = "FAILED"
#: The rollout could not be taken; only the client knows this outcome.
REFUSED = "REFUSED"

# Our own trouble first: it is what a retry can mend.
_WITHOUT_SCORE = (FAILED, TIMEOUT, UNSCORABLE, NOT_APPLICABLE)


class Component:
    """The verdict of one reward function."""

    __slots__ = ("name", "outcome", "value", "weight", "reason", "evidence", "grader", "micros")

    def __init__(self, raw: Dict[str, Any]) -> None:
        self.name: str = raw.get("name", "")
        self.outcome: str = raw.get("outcome", FAILED)
        self.value: Optional[float] = raw.get("value")
        self.weight: float = raw.get("weight", 1.0)
        self.reason: str = raw.get("reason", "")
        self.evidence: str = raw.get("evidence", "")
        self.grader: str = raw.get("grader", "")
        self.micros: int = raw.get("micros", 0)

    def __repr__(self) -> str:
        return f"Component({self.name}: {self.outcome} {self.value} {self.reason})"


class Result:
    """The reward of one rollout: a score with its outcome and reason, or why there is none."""

    __slots__ = ("raw", "score")

    def __init__(self, raw: Dict[str, Any]) -> None:
        self.raw = raw
        #: The reward, or None where nobody could judge.
        self.score: Optional[float] = raw.get("reward")

    def __getstate__(self) -> Tuple[Dict[str, Any], Optional[float]]:
        return (self.raw, self.score)

    def __setstate__(self, state: Tuple[Dict[str, Any], Optional[float]]) -> None:
        self.raw, self.score = state

    def _deciding(self) -> Dict[str, Any]:
        """The component that explains the outcome: the first without a score, else accuracy, else the first."""
        components: List[Dict[str, Any]] = self.raw.get("components") or []
        if self.score is None:
            for outcome in _WITHOUT_SCORE:
                for component in components:
                    if component.get("outcome") == outcome:
                        return component
        for component in components:
            if component.get("name") == "accuracy":
                return component
        return components[0] if components else {}

    @property
    def id(self) -> str:
        """The rollout's id; empty where it was refused."""
        return str(self.raw.get("id", ""))

    @property
    def outcome(self) -> str:
        """SCORED, UNSCORABLE, NOT_APPLICABLE, TIMEOUT, FAILED or REFUSED."""
        if self.score is not None:
            return SCORED
        if "error" in self.raw:
            return REFUSED
        outcome = self._deciding().get("outcome", FAILED)
        # Every component has a value and the reward has none: the recipe wants no score, as for truncated rollouts.
        return NOT_APPLICABLE if outcome == SCORED else str(outcome)

    @property
    def reason(self) -> str:
        """A code of Assay's closed list, such as EQUAL_EXACT; the message where the rollout was refused."""
        if "error" in self.raw:
            return str(self.raw["error"])
        return str(self._deciding().get("reason", ""))

    @property
    def evidence(self) -> str:
        """One line for people."""
        return str(self._deciding().get("evidence", ""))

    @property
    def recipe(self) -> str:
        """Name and hash of the recipe."""
        return str(self.raw.get("recipe", ""))

    @property
    def components(self) -> Dict[str, Component]:
        """The components by name, in the recipe's order."""
        return {raw.get("name", ""): Component(raw) for raw in self.raw.get("components") or []}

    @property
    def transient(self) -> bool:
        """Whether scoring the rollout again can give a score."""
        return self.score is None and self.outcome in (TIMEOUT, FAILED)

    def error(self) -> Optional[AssayError]:
        """Why there is no score, as an exception; None where there is one."""
        if self.score is not None:
            return None
        outcome = self.outcome
        message = f"{outcome} {self.reason}: {self.evidence}" if self.evidence else f"{outcome} {self.reason}"
        if outcome == REFUSED:
            return Refused(message)
        if outcome in (TIMEOUT, FAILED):
            return ScoringFailed(message)
        return Unscorable(message)

    def require(self) -> float:
        """The score, or a typed exception."""
        if self.score is None:
            error = self.error()
            assert error is not None
            raise error
        return self.score

    def __repr__(self) -> str:
        return f"Result({self.id}: {self.score} {self.outcome} {self.reason})"
