"""The format check as a FastAPI application behind uvicorn. Arguments: port, workers. Ends with its standard input."""
import os
import re
import signal
import sys
import threading
import time

from fastapi import FastAPI
from pydantic import BaseModel

PATTERN = re.compile(r"^<think>.*?</think>\s*<answer>.*?</answer>$", re.DOTALL | re.MULTILINE)
PARENT = os.getppid()


class Rollout(BaseModel):
    id: str
    completion: str


class Request(BaseModel):
    rollouts: list[Rollout]


app = FastAPI()


@app.post("/score")
async def score(request: Request):
    return {"rewards": [{"id": r.id, "reward": 1.0 if PATTERN.match(r.completion) else 0.0} for r in request.rollouts]}


def end_with_parent():
    while os.getppid() == PARENT:
        time.sleep(0.5)
    os._exit(0)


def end_with_input():
    while sys.stdin.buffer.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    import uvicorn

    threading.Thread(target=end_with_input, daemon=True).start()
    uvicorn.run(
        "fastapi_server:app",
        host="127.0.0.1",
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        log_level="error",
        access_log=False,
    )
else:
    threading.Thread(target=end_with_parent, daemon=True).start()
