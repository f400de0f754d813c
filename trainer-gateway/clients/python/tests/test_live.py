"""The client and the trainers' modules against a gateway that runs: ASSAY_LIVE_URL says where."""

import asyncio
import os
import unittest

import assay_client
from assay_client import Client, trl, verl, verifiers

URL = os.environ.get("ASSAY_LIVE_URL", "")
RIGHT = "<think>Over six.</think><answer>\\boxed{\\frac56}</answer>"


@unittest.skipUnless(URL, "ASSAY_LIVE_URL names no gateway")
class LiveTest(unittest.TestCase):
    def setUp(self):
        self.client = Client(URL)
        self.addCleanup(self.client.close)

    def test_rollouts_are_scored_with_reasons(self):
        right, wrong, nothing = self.client.score_all(
            [
                {"task": "math", "completion": RIGHT, "reference": {"answer": "5/6"}},
                {"task": "math", "completion": "<answer>5/7</answer>", "reference": {"answer": "5/6"}},
                {"task": "math", "completion": RIGHT},
            ]
        )
        self.assertEqual((right.score, right.outcome), (1.0, "SCORED"))
        self.assertTrue(right.reason.startswith("EQUAL"))
        self.assertEqual((wrong.score, wrong.reason), (0.0, "NOT_EQUAL"))
        self.assertEqual((nothing.score, nothing.outcome, nothing.reason), (None, "UNSCORABLE", "NO_REFERENCE"))

    def test_what_cannot_be_taken_says_why(self):
        result = self.client.score({"completion": "x"})
        self.assertEqual(result.outcome, "REFUSED")
        self.assertIn("task", result.reason)
        with self.assertRaises(assay_client.Refused):
            self.client.score({"task": "math", "completion": "x"}, recipe="nobody-knows-this")

    def test_recipes_are_listed(self):
        self.assertIn("r1-zero", [recipe["name"] for recipe in self.client.recipes()])

    def test_unicode_and_half_surrogates_and_ten_megabytes(self):
        for thinking in ("考える 😀", "\ud800", "so it goes " * 1_000_000):
            result = self.client.score(
                {"task": "math", "completion": f"<think>{thinking}</think>{RIGHT}", "reference": {"answer": "5/6"}}
            )
            self.assertEqual(result.score, 1.0)

    def test_verl(self):
        score = verl.compute_score(
            data_source="", solution_str=RIGHT, ground_truth="5/6", extra_info={}, url=URL, recipe="r1-zero"
        )
        self.assertEqual((score["score"], score["accuracy"], score["format"]), (2.0, 1.0, 1.0))
        with self.assertRaisesRegex(assay_client.Unscorable, "nowhere"):
            verl.compute_score(data_source="nowhere", solution_str=RIGHT, ground_truth="5/6", url=URL)

    def test_trl(self):
        reward = trl.AssayReward(URL)
        chat = [[{"role": "assistant", "content": RIGHT}]] * 3
        self.assertEqual(reward(completions=chat, answer=["5/6", "1", None]), [1.0, 0.0, None])

    def test_verifiers(self):
        (function, failed, accuracy), _ = verifiers.functions(URL)
        state = {}
        self.assertEqual(asyncio.run(function(completion=RIGHT, answer="5/6", state=state)), 1.0)
        self.assertEqual((failed(state=state), accuracy(state=state)), (0.0, 1.0))
