"""An environment of verifiers; the line with rubric is what is new."""

import verifiers as vf
from datasets import Dataset

from assay_client.verifiers import rubric


def load_environment(url: str = "http://127.0.0.1:8080") -> vf.Environment:
    rows = Dataset.from_list([{"question": "2+2=", "answer": "4"}])
    return vf.SingleTurnEnv(dataset=rows, rubric=rubric(url))
