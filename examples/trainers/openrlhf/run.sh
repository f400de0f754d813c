#!/usr/bin/env bash
# The line with remote_url is what is new; older versions call it --remote_rm_url.
set -euo pipefail
python3 -m openrlhf.cli.train_ppo_ray \
  --actor.model_name_or_path Qwen/Qwen2.5-0.5B-Instruct \
  --data.prompt_dataset openai/gsm8k \
  --data.input_key question \
  --data.label_key answer \
  --reward.remote_url "${ASSAY_URL:-http://127.0.0.1:8080}/get_reward?source=openai/gsm8k" \
  "$@"
