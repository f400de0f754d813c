"""Many worker processes score while the gateway is restarted: python3 -m tests.fleet URL [PROCESSES]

Prints RESTART when the workers are in their second round, and ends with a line of figures; exit 1 where a score was
wrong, a call outlived its deadline, or a process or thread was left.
"""

import json
import multiprocessing
import sys
import threading
import time

from assay_client import AssayError, Client

DEADLINE = 60.0
ROUNDS = 3
BATCH = 64


def _rollouts(worker, turn):
    rollouts = []
    for i in range(BATCH):
        right = (worker + turn + i) % 3 != 0
        rollouts.append(
            {
                "task": "math",
                "completion": f"<think>{worker}</think><answer>{i if right else i + 1}</answer>",
                "reference": {"answer": str(i)},
                "metadata": {"expected": 1.0 if right else 0.0},
            }
        )
    return rollouts


def _work(worker, client, first, go, report):
    figures = {"right": 0, "wrong": 0, "errors": {}, "late": 0, "slowest": 0.0}
    for turn in range(ROUNDS):
        if turn == 1:
            first.release()
            go.wait(120)
        rollouts = _rollouts(worker, turn)
        begun = time.monotonic()
        try:
            results = client.score_all(rollouts, deadline=DEADLINE)
            for rollout, result in zip(rollouts, results):
                same = result.score == rollout["metadata"]["expected"]
                figures["right" if same else "wrong"] += 1
        except AssayError as e:
            name = type(e).__name__
            figures["errors"][name] = figures["errors"].get(name, 0) + BATCH
        took = time.monotonic() - begun
        figures["slowest"] = max(figures["slowest"], took)
        figures["late"] += took > DEADLINE + 5
    client.close()
    figures["threads"] = threading.active_count()
    report.send(figures)
    report.close()


def main(url, processes):
    context = multiprocessing.get_context("fork")
    first, go = context.Semaphore(0), context.Event()
    client = Client(url)
    client.score({"task": "math", "completion": "1", "reference": {"answer": "1"}})  # connections before the fork
    workers = []
    begun = time.monotonic()
    for number in range(processes):
        here, there = context.Pipe(False)
        worker = context.Process(target=_work, args=(number, client, first, go, there))
        worker.start()
        there.close()
        workers.append((worker, here))
    for _ in range(processes):
        if not first.acquire(timeout=120):
            print("a first round did not end")
            return 1
    print("RESTART", flush=True)
    sys.stdin.readline()
    go.set()
    total = {"right": 0, "wrong": 0, "late": 0, "threads": 0, "slowest": 0.0, "hung": 0, "errors": {}}
    for worker, here in workers:
        if here.poll(DEADLINE * ROUNDS):
            figures = here.recv()
            for name in ("right", "wrong", "late"):
                total[name] += figures[name]
            total["threads"] += figures["threads"] - 1
            total["slowest"] = max(total["slowest"], figures["slowest"])
            for name, count in figures["errors"].items():
                total["errors"][name] = total["errors"].get(name, 0) + count
        worker.join(30)
        if worker.exitcode != 0:
            total["hung"] += 1
            worker.kill()
            worker.join()
    client.close()
    total["children"] = len(multiprocessing.active_children())
    total["seconds"] = round(time.monotonic() - begun, 2)
    total["slowest"] = round(total["slowest"], 2)
    print(json.dumps(total), flush=True)
    answered = total["right"] + sum(total["errors"].values())
    good = answered == processes * ROUNDS * BATCH and not any(
        total[name] for name in ("wrong", "late", "threads", "hung", "children")
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 64))
