"""Measures the Python client: client_load.py URL overhead|coalesced|single SECONDS

overhead: the client's own processor time for a rollout in batches of 64, in microseconds, beside a server that only
answers. coalesced, single: rollouts a second of 256 coroutines that each score one rollout after the other, joined into
requests or one request each.
"""

import asyncio
import json
import multiprocessing
import socket
import sys
import time

from assay_client import Client

COMPLETION = "<think>" + "Over six: three plus two makes five. " * 20 + "</think><answer>\\boxed{\\frac56}</answer>"
ROLLOUT = {"task": "math", "completion": COMPLETION, "reference": {"answer": "\\frac{5}{6}"}}
BATCH = 64


def _answer(connection):
    """A server that answers every request with the same 64 rewards."""
    component = {
        "name": "accuracy", "outcome": "SCORED", "value": 1.0, "weight": 1.0, "reason": "EQUAL_EXACT",
        "evidence": "5/6 = 5/6", "grader": "math-verifier/0.1.0", "micros": 41,
    }
    reward = {"id": "r", "groupId": "r", "reward": 1.0, "recipe": "accuracy@c0ffee00", "components": [component]}
    body = json.dumps([reward] * BATCH).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        connection.send(listener.getsockname()[1])
        while True:
            accepted, _ = listener.accept()
            with accepted, accepted.makefile("rb") as request:
                while True:
                    line = request.readline()
                    if not line:
                        break
                    length = 0
                    while line != b"\r\n":
                        if line.lower().startswith(b"content-length:"):
                            length = int(line.split(b":")[1])
                        line = request.readline()
                    request.read(length)
                    accepted.sendall(answer)


def overhead(seconds):
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_answer, args=(there,), daemon=True)
    server.start()
    with Client(f"http://127.0.0.1:{here.recv()}") as client:
        rollouts = [dict(ROLLOUT, id=f"r-{i}") for i in range(BATCH)]
        for _ in range(20):
            client.score_all(rollouts)
        end, begun, calls = time.monotonic() + seconds, time.process_time(), 0
        while time.monotonic() < end:
            client.score_all(rollouts)
            calls += 1
        used = time.process_time() - begun
    server.terminate()
    server.join()
    return used / calls / BATCH * 1e6


async def _many(client, seconds):
    async def one():
        done = 0
        while time.monotonic() < end:
            if (await client.score_async(ROLLOUT)).score is None:
                raise RuntimeError("a rollout has no score")
            done += 1
        return done

    begun = time.monotonic()
    end = begun + seconds
    total = sum(await asyncio.gather(*[one() for _ in range(256)]))
    return total / (time.monotonic() - begun)


def rate(url, max_batch, seconds):
    with Client(url, max_batch=max_batch) as client:
        asyncio.run(_many(client, seconds / 4))
        return asyncio.run(_many(client, seconds))


if __name__ == "__main__":
    address, what, duration = sys.argv[1], sys.argv[2], float(sys.argv[3])
    if what == "overhead":
        print(overhead(duration))
    else:
        print(rate(address, 512 if what == "coalesced" else 1, duration))
