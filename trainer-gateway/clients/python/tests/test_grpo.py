"""TRL trains a tiny model for a few steps against a gateway that runs; ASSAY_LIVE_URL and ASSAY_TINY_MODEL say where
both are."""

import importlib.util
import math
import os
import tempfile
import unittest

URL = os.environ.get("ASSAY_LIVE_URL", "")
MODEL = os.environ.get("ASSAY_TINY_MODEL", "")
MISSING = [name for name in ("torch", "trl", "datasets", "transformers") if importlib.util.find_spec(name) is None]


@unittest.skipIf(MISSING, f"this Python has no {', '.join(MISSING)}")
@unittest.skipUnless(URL and MODEL, "ASSAY_LIVE_URL or ASSAY_TINY_MODEL is not set")
class GrpoTest(unittest.TestCase):
    def test_grpo_trains_with_rewards_and_with_none(self):
        from datasets import Dataset
        from trl import GRPOConfig, GRPOTrainer

        from assay_client.trl import AssayReward

        seen = []
        reward = AssayReward(URL, label="answer", deadline=60)

        def assay(completions, **columns):
            # What the tiny model writes is noise, so every second completion is given the text of an answer.
            said = ["<answer>4</answer>" if i % 2 else text for i, text in enumerate(completions)]
            scores = reward(completions=said, **columns)
            seen.extend(scores)
            return scores

        rows = Dataset.from_list([{"prompt": "2+2=", "answer": "4"}, {"prompt": "3+3=", "answer": None}] * 8)
        with tempfile.TemporaryDirectory() as folder:
            trainer = GRPOTrainer(
                model=MODEL,
                reward_funcs=[assay],
                train_dataset=rows,
                args=GRPOConfig(
                    output_dir=folder,
                    per_device_train_batch_size=8,
                    num_generations=4,
                    max_completion_length=8,
                    max_steps=3,
                    logging_steps=1,
                    report_to=[],
                    save_strategy="no",
                    use_cpu=True,
                    bf16=False,
                ),
            )
            trainer.train()
        self.assertIn(None, seen)
        self.assertIn(1.0, seen)
        self.assertIn(0.0, seen)
        losses = [line["loss"] for line in trainer.state.log_history if "loss" in line]
        self.assertEqual(len(losses), 3)
        self.assertTrue(all(math.isfinite(loss) for loss in losses))
        metrics = {name for line in trainer.state.log_history for name in line}
        self.assertTrue(any(name.startswith("assay/accuracy") or "assay/" in name for name in metrics), metrics)
