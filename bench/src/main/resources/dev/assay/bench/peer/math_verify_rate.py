"""Math-Verify on its own pairs, warm: prints seconds of each pass, then the median and 99th percentile of a pair in microseconds."""
import json
import logging
import statistics
import sys
import time

from math_verify import ExprExtractionConfig, LatexExtractionConfig, parse, verify

logging.disable(logging.CRITICAL)
with open(sys.argv[1], encoding="utf-8") as file:
    pairs = [json.loads(line) for line in file]
passes = int(sys.argv[2])
targets = [LatexExtractionConfig(), ExprExtractionConfig()]


def judge(pair):
    try:
        return verify(parse(pair["gold"], targets), parse(pair["prediction"], targets))
    except Exception:
        return False


for pair in pairs:
    judge(pair)
seconds = []
times = [[] for _ in pairs]
for _ in range(passes):
    begin = time.perf_counter()
    for i, pair in enumerate(pairs):
        start = time.perf_counter()
        judge(pair)
        times[i].append((time.perf_counter() - start) * 1e6)
    seconds.append(time.perf_counter() - begin)
middle = sorted(statistics.median(t) for t in times)
print(len(pairs), *seconds, middle[len(middle) // 2], middle[len(middle) * 99 // 100])
