#!/usr/bin/env bash
# GRPO on GSM8K as verl's own example has it; the lines with custom_reward_function are what is new.
set -euo pipefail
python3 -m verl.trainer.main_ppo \
  algorithm.adv_estimator=grpo \
  data.train_files="$HOME/data/gsm8k/train.parquet" \
  data.val_files="$HOME/data/gsm8k/test.parquet" \
  actor_rollout_ref.model.path=Qwen/Qwen2.5-0.5B-Instruct \
  actor_rollout_ref.rollout.name=vllm \
  actor_rollout_ref.rollout.n=8 \
  custom_reward_function.path="$(python3 -m assay_client.verl)" \
  custom_reward_function.name=compute_score \
  +custom_reward_function.reward_kwargs.url="${ASSAY_URL:-http://127.0.0.1:8080}" \
  "$@"
