#!/usr/bin/env bash
# The lines with rm-type and rm-url are what is new.
set -euo pipefail
python3 train.py \
  --hf-checkpoint Qwen/Qwen2.5-0.5B-Instruct \
  --prompt-data "$HOME/data/dapo-math-17k.jsonl" \
  --input-key prompt \
  --label-key label \
  --rm-type remote_rm \
  --rm-url "${ASSAY_URL:-http://127.0.0.1:8080}/slime/reward" \
  "$@"
