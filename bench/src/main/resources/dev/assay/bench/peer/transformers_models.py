"""Works through texts with transformers: transformers_models.py MODEL TEXTS scores|logprobs|step THREADS

TEXTS is a JSON list of lists of token ids. They are taken in the order in which they come, eight at a time, padded to the
longest of the eight. Answers each line "round" with "took SECONDS CHECK" and "peak" with "kilobytes N".
"""

import json
import sys
import time

import torch
import transformers

BATCH = 8
PADDING = 0


def padded(texts):
    width = max(len(text) for text in texts)
    ids = torch.full((len(texts), width), PADDING)
    mask = torch.zeros_like(ids)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = torch.tensor(text)
        mask[row, : len(text)] = 1
    return ids, mask


def log_probs(model, ids, mask):
    """Of each token given those before it, without a second tensor of the size of the logits."""
    logits = model(input_ids=ids, attention_mask=mask, use_cache=False).logits[:, :-1]
    picked = torch.gather(logits, 2, ids[:, 1:].unsqueeze(-1)).squeeze(-1)
    normal = torch.stack([torch.logsumexp(row, -1) for row in logits])
    return (picked - normal) * mask[:, 1:]


def scores(model, batches):
    with torch.inference_mode():
        return sum(model(input_ids=i, attention_mask=m, use_cache=False).logits.sum().item() for i, m in batches)


def sums(model, batches):
    with torch.inference_mode():
        return sum(log_probs(model, i, m).sum().item() for i, m in batches)


def step(model, batches, optimizer):
    total = 0.0
    for ids, mask in batches:
        values = log_probs(model, ids, mask)
        total += values.sum().item()
        (-values.sum() / mask[:, 1:].sum()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
    return total


def peak():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(line.split()[1] for line in status if line.startswith("VmHWM"))


def main():
    directory, file, kind, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    transformers.logging.set_verbosity_error()
    auto = transformers.AutoModelForSequenceClassification if kind == "scores" else transformers.AutoModelForCausalLM
    model = auto.from_pretrained(directory, dtype=torch.float32)
    with open(file, encoding="ascii") as texts:
        texts = json.load(texts)
    batches = [padded(texts[i : i + BATCH]) for i in range(0, len(texts), BATCH)]
    if kind == "step":
        model.train()
        optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, fused=True)
        work = lambda: step(model, batches, optimizer)  # noqa: E731
    else:
        model.eval()
        work = lambda: (scores if kind == "scores" else sums)(model, batches)  # noqa: E731
    print(f"ready transformers {transformers.__version__}, PyTorch {torch.__version__}", flush=True)
    for line in sys.stdin:
        if line.strip() == "peak":
            print("kilobytes", peak(), flush=True)
            continue
        begin = time.perf_counter()
        check = work()
        print("took", time.perf_counter() - begin, check, flush=True)


main()
