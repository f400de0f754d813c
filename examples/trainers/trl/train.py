"""A few steps of GRPO with TRL; the line with AssayReward is what is new."""

import sys

from datasets import Dataset
from trl import GRPOConfig, GRPOTrainer

from assay_client.trl import AssayReward

rows = Dataset.from_list([{"prompt": f"{a}+{b}=", "answer": str(a + b)} for a in range(8) for b in range(8)])

trainer = GRPOTrainer(
    model=sys.argv[1] if len(sys.argv) > 1 else "Qwen/Qwen2.5-0.5B-Instruct",
    reward_funcs=[AssayReward("http://127.0.0.1:8080", label="answer")],
    train_dataset=rows,
    args=GRPOConfig(
        output_dir="grpo",
        per_device_train_batch_size=8,
        num_generations=4,
        max_completion_length=16,
        max_steps=3,
        logging_steps=1,
        report_to=[],
        save_strategy="no",
    ),
)
trainer.train()
