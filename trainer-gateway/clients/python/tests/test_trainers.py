import asyncio
import importlib.util
import math
import multiprocessing
import pickle
import sys
import types
import unittest

import assay_client
from assay_client import areal, trl, verl, verifiers
from tests.stub import Stub, free_port, reward

DOWN = f"http://127.0.0.1:{free_port()}"


def _verl_in_worker(function, url):
    return function(data_source="s", solution_str="4", ground_truth="4", url=url)["score"]


class VerlTest(unittest.TestCase):
    def test_the_keyword_call_gives_a_dict_with_score_and_components(self):
        with Stub() as stub:
            answer = verl.compute_score(
                data_source="openai/gsm8k",
                solution_str="so it is 4",
                ground_truth="4",
                extra_info={"split": "train", "question": "2+2?", "num_turns": 2},
                url=stub.url,
                reward_router_address=None,
                reward_model_tokenizer=None,
            )
            self.assertEqual(answer["score"], 1.0)
            self.assertEqual(answer["accuracy"], 1.0)
            self.assertEqual((answer["assay_outcome"], answer["assay_reason"]), ("SCORED", "EQUAL_EXACT"))
            sent = stub.requests[0][0]
            self.assertEqual((sent["source"], sent["label"], sent["prompt"]), ("openai/gsm8k", "4", "2+2?"))

    def test_the_async_form_coalesces(self):
        async def main():
            calls = [verl.compute_score_async("s", "4", "4", None, url=stub.url) for _ in range(64)]
            return await asyncio.gather(*calls)

        with Stub(delay=0.02) as stub:
            self.assertEqual([a["score"] for a in asyncio.run(main())], [1.0] * 64)
            self.assertLess(len(stub.requests), 16)

    def test_the_batch_form_is_one_request(self):
        with Stub() as stub:
            answers = verl.compute_score_batch(["s"] * 8, ["4"] * 8, ["4"] * 8, [{}] * 8, url=stub.url)
            self.assertEqual([a["score"] for a in answers], [1.0] * 8)
            self.assertEqual(len(stub.requests), 1)

    def test_no_score_is_a_typed_exception_unless_a_number_was_chosen(self):
        with Stub() as stub:
            with self.assertRaises(assay_client.Unscorable):
                verl.compute_score("s", "4", None, url=stub.url)
            chosen = verl.compute_score("s", "4", None, url=stub.url, on_failure=-0.5)
            self.assertEqual((chosen["score"], chosen["assay_outcome"]), (-0.5, "UNSCORABLE"))
            self.assertTrue(math.isnan(chosen["accuracy"]))
            scored = verl.compute_score("s", "4", "4", url=stub.url)
            self.assertEqual(list(chosen), list(scored))
        with self.assertRaises(assay_client.TransientError):
            verl.compute_score("s", "4", "4", url=DOWN, deadline=0.5)
        down = verl.compute_score("s", "4", "4", url=DOWN, deadline=0.5, on_failure=0.25)
        self.assertEqual((down["score"], down["assay_outcome"]), (0.25, "UNAVAILABLE"))
        self.assertEqual(list(down), list(scored))

    def test_a_failure_value_that_is_no_number_is_refused_at_once(self):
        for choice in ("zero", None, math.nan, True):
            with self.assertRaises(ValueError):
                verl.compute_score("s", "4", "4", url=DOWN, on_failure=choice)

    def test_loaded_by_its_path_it_can_still_be_pickled_to_workers(self):
        spec = importlib.util.spec_from_file_location("custom_module", verl.__file__)
        module = importlib.util.module_from_spec(spec)
        sys.modules["custom_module"] = module
        try:
            spec.loader.exec_module(module)
        finally:
            del sys.modules["custom_module"]
        self.assertIs(pickle.loads(pickle.dumps(module.compute_score)), verl.compute_score)
        self.assertIs(pickle.loads(pickle.dumps(module.compute_score_async)), verl.compute_score_async)
        with Stub() as stub, multiprocessing.get_context("spawn").Pool(2) as pool:
            scores = pool.starmap(_verl_in_worker, [(module.compute_score, stub.url)] * 4)
        self.assertEqual(scores, [1.0] * 4)


class TrlTest(unittest.TestCase):
    def call(self, stub, completions, log=None, **columns):
        function = trl.AssayReward(stub.url, **columns.pop("options", {}))
        return function(
            prompts=["p"] * len(completions),
            completions=completions,
            completion_ids=[[1]] * len(completions),
            trainer_state=object(),
            log_extra=(lambda name, values: log.__setitem__(name, values)) if log is not None else None,
            log_metric=(lambda name, value: log.__setitem__(name, value)) if log is not None else None,
            **columns,
        )

    def test_plain_and_conversational_completions_are_scored_with_their_column(self):
        with Stub() as stub:
            self.assertEqual(self.call(stub, ["4", "5"], answer=["4", "4"]), [1.0, 0.0])
            chat = [[{"role": "assistant", "content": "4"}]]
            self.assertEqual(self.call(stub, chat, answer=["4"]), [1.0])
            self.assertEqual(stub.requests[1][0]["completion"], chat[0])

    def test_there_is_none_where_there_is_no_score_and_never_a_zero(self):
        log = {}
        with Stub() as stub:
            self.assertEqual(self.call(stub, ["4", "4"], log, answer=["4", None]), [1.0, None])
        self.assertEqual((log["assay/accuracy"], log["assay/unscored"]), (1.0, 0.5))
        self.assertEqual(log["assay_outcome"], ["SCORED", "UNSCORABLE"])
        function = trl.AssayReward(DOWN, deadline=0.5)
        with self.assertLogs("assay_client", "WARNING"):
            self.assertEqual(function(prompts=["p"] * 2, completions=["4", "4"], answer=["4", "4"]), [None, None])

    def test_a_wrong_token_stops_the_run_instead_of_training_on_nothing(self):
        with Stub(lambda *_: (401, {}, b"")) as stub, self.assertRaises(assay_client.Unauthorized):
            self.call(stub, ["4"], answer=["4"])

    def test_source_is_a_column_or_a_fixed_name(self):
        with Stub() as stub:
            self.call(stub, ["4"], answer=["4"], data_source=["openai/gsm8k"])
            self.call(stub, ["4"], answer=["4"], options={"source": "aime24"})
            self.call(stub, ["4"], key=["4"], options={"label": "key", "task": "math"})
            sent = [request[0] for request in stub.requests]
            self.assertEqual([s.get("source") for s in sent], ["openai/gsm8k", "aime24", None])
            self.assertEqual((sent[2]["label"], sent[2]["task"]), ("4", "math"))
            with self.assertRaisesRegex(KeyError, "no column 'key'"):
                self.call(stub, ["4"], answer=["4"], options={"label": "key"})

    def test_the_async_form_is_a_coroutine_function_with_a_name(self):
        with Stub() as stub:
            function = trl.async_reward(stub.url, name="right")
            self.assertTrue(asyncio.iscoroutinefunction(function))
            self.assertEqual(function.__name__, "right")
            self.assertEqual(asyncio.run(function(prompts=["p"], completions=["4"], answer=["4"])), [1.0])

    def test_the_reward_can_be_pickled(self):
        with Stub() as stub:
            copy = pickle.loads(pickle.dumps(trl.AssayReward(stub.url, name="n")))
            self.assertEqual((copy.__name__, copy(completions=["4"], answer=["4"])), ("n", [1.0]))


class VerifiersTest(unittest.TestCase):
    def score(self, functions, **objects):
        """As verifiers calls them: one after the other, an exception is 0.0."""
        state = {}
        scores = {}
        for function in functions:
            try:
                value = function(state=state, **objects)
                scores[function.__name__] = float(asyncio.run(value) if asyncio.iscoroutine(value) else value)
            except Exception:
                scores[function.__name__] = 0.0
        return scores

    def test_a_rubric_scores_and_reports_the_components(self):
        with Stub() as stub:
            made, weights = verifiers.functions(stub.url)
            self.assertEqual(weights, [1.0, 0.0, 0.0])
            chat = [{"role": "assistant", "content": "4"}]
            self.assertEqual(
                self.score(made, prompt="p", completion=chat, answer="4", info={}),
                {"assay": 1.0, "assay_failed": 0.0, "assay_accuracy": 1.0},
            )

    def test_where_verifiers_makes_an_exception_a_zero_a_metric_says_so(self):
        with Stub() as stub:
            made, _ = verifiers.functions(stub.url)
            scores = self.score(made, prompt="p", completion="4", answer="", info={})
            self.assertEqual((scores["assay"], scores["assay_failed"]), (0.0, 1.0))
            made, _ = verifiers.functions(DOWN, deadline=0.5, on_failure=0.5)
            scores = self.score(made, prompt="p", completion="4", answer="4", info={})
            self.assertEqual((scores["assay"], scores["assay_failed"]), (0.5, 1.0))


class ArealTest(unittest.TestCase):
    def test_the_score_or_a_typed_exception_before_areal_gives_up(self):
        import os

        with Stub() as stub:
            os.environ["ASSAY_URL"] = stub.url
            try:
                self.assertEqual(areal.reward_fn("p", "4", [1], [2], answer="4", task="math"), 1.0)
                self.assertEqual(areal.reward_fn("p", "5", [1], [2], answer="4"), 0.0)
                with self.assertRaises(assay_client.Unscorable):
                    areal.reward_fn("p", "5", [1], [2])
                os.environ["ASSAY_ON_FAILURE"] = "0.1"
                self.assertEqual(areal.reward_fn("p", "5", [1], [2]), 0.1)
            finally:
                del os.environ["ASSAY_URL"]
                os.environ.pop("ASSAY_ON_FAILURE", None)
        self.assertLess(areal.DEADLINE, 15)
        self.assertIs(pickle.loads(pickle.dumps(areal.reward_fn)), areal.reward_fn)


class NemoRlTest(unittest.TestCase):
    def setUp(self):
        if "torch" in sys.modules or "nemo_rl" in sys.modules:
            self.skipTest("torch or nemo_rl is loaded; this test brings a stand-in of both")
        interfaces = types.ModuleType("nemo_rl.environments.interfaces")
        import collections

        interfaces.EnvironmentInterface = type("EnvironmentInterface", (), {})
        interfaces.EnvironmentReturn = collections.namedtuple(
            "EnvironmentReturn", "observations metadata next_stop_strings rewards terminateds answers"
        )
        torch = types.ModuleType("torch")
        torch.float32 = float
        torch.tensor = lambda values, dtype=None: list(values)
        torch.ones = lambda size: [1.0] * size
        self.names = {
            "nemo_rl": types.ModuleType("nemo_rl"),
            "nemo_rl.environments": types.ModuleType("nemo_rl.environments"),
            "nemo_rl.environments.interfaces": interfaces,
            "torch": torch,
        }
        sys.modules.update(self.names)
        sys.modules.pop("assay_client.nemo_rl", None)

    def tearDown(self):
        for name in getattr(self, "names", {}):
            sys.modules.pop(name, None)
        sys.modules.pop("assay_client.nemo_rl", None)

    def log(self, text):
        return [
            {"role": "user", "content": "2+2?", "token_ids": object()},
            {"role": "assistant", "content": text, "token_ids": object()},
        ]

    def test_a_batch_of_conversations_is_one_request_and_ends_the_episode(self):
        from assay_client.nemo_rl import AssayEnvironment

        def plan(number, rollouts, handler):
            return [reward(r) for r in rollouts]

        with Stub(plan) as stub:
            environment = AssayEnvironment({"url": stub.url, "on_failure": 0.5})
            about = [{"ground_truth": "4"}, {"ground_truth": "4"}, {}]
            answer = environment.step([self.log("4"), self.log("5"), self.log("4")], about)
            self.assertEqual(answer.rewards, [1.0, 0.0, 0.5])
            self.assertEqual(answer.terminateds, [1.0] * 3)
            self.assertEqual(answer.observations[0], {"role": "environment", "content": "SCORED EQUAL_EXACT"})
            self.assertEqual(len(stub.requests), 1)
            self.assertEqual(stub.requests[0][0]["completion"], "4")
            self.assertEqual(stub.requests[0][0]["prompt"], [{"role": "user", "content": "2+2?"}])
            _, figures = environment.global_post_process_and_metrics({})
            self.assertAlmostEqual(figures["assay/unscored"], 1 / 3)
            self.assertEqual(figures["assay/accuracy"], 0.5)

    def test_without_a_chosen_number_no_score_is_an_exception(self):
        from assay_client.nemo_rl import AssayEnvironment

        with Stub() as stub, self.assertRaises(assay_client.Unscorable):
            AssayEnvironment({"url": stub.url}).step([self.log("4")], [{}])


if __name__ == "__main__":
    unittest.main()
