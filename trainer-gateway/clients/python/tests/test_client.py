import asyncio
import multiprocessing
import os
import pickle
import threading
import time
import unittest

import assay_client
from assay_client import Client
from tests.stub import Stub, free_port, reward


def rollout(answer="4", completion="4", **more):
    return {"task": "math", "completion": completion, "reference": {"answer": answer}, **more}


def overload(number, rollouts, handler):
    return (503, {"Retry-After": "0"}, b"{}") if number < 2 else None


class ScoringTest(unittest.TestCase):
    def test_a_result_carries_score_outcome_and_reason(self):
        with Stub() as stub, Client(stub.url) as client:
            right, wrong, unscorable = client.score_all(
                [rollout(), rollout(completion="5"), {"task": "math", "completion": "4", "id": "mine"}]
            )
            self.assertEqual((right.score, right.outcome, right.reason), (1.0, "SCORED", "EQUAL_EXACT"))
            self.assertEqual((wrong.score, wrong.outcome, wrong.reason), (0.0, "SCORED", "NOT_EQUAL"))
            self.assertEqual((unscorable.score, unscorable.outcome), (None, "UNSCORABLE"))
            self.assertEqual((unscorable.id, unscorable.evidence), ("mine", "nothing to compare with"))
            self.assertEqual(right.components["accuracy"].grader, "stub/1")
            self.assertEqual(right.require(), 1.0)
            with self.assertRaises(assay_client.Unscorable):
                unscorable.require()
            self.assertEqual(pickle.loads(pickle.dumps(right)).score, 1.0)

    def test_nothing_to_score_sends_nothing(self):
        with Client("http://127.0.0.1:1") as client:
            self.assertEqual(client.score_all([]), [])

    def test_an_element_that_is_refused_says_why_and_the_others_are_scored(self):
        def plan(number, rollouts, handler):
            return [reward(rollouts[0]), {"line": 2, "error": "field 'task' is missing"}]

        with Stub(plan) as stub, Client(stub.url) as client:
            good, bad = client.score_all([rollout(), {"completion": "4"}])
            self.assertEqual(good.score, 1.0)
            self.assertEqual((bad.score, bad.outcome, bad.reason), (None, "REFUSED", "field 'task' is missing"))
            with self.assertRaises(assay_client.Refused):
                bad.require()

    def test_recipe_token_and_prefix_are_sent(self):
        with Stub() as stub, Client(stub.url + "/t/secret", token="secret", recipe="r1 zero") as client:
            client.score(rollout())
            client.score_labelled([{"completion": "4", "label": "4"}], recipe="dapo")
            self.assertEqual(
                stub.paths,
                ["/t/secret/v1/score?recipe=r1%20zero", "/t/secret/v1/score/labelled?recipe=dapo"],
            )
            self.assertEqual(stub.headers[0]["Authorization"], "Bearer secret")
            self.assertNotIn("secret", repr(client.score.__self__.counts))

    def test_unicode_and_half_surrogates_arrive(self):
        with Stub() as stub, Client(stub.url) as client:
            self.assertEqual(client.score(rollout("½😀", "½😀")).score, 1.0)
            self.assertEqual(client.score(rollout("a", "a\ud800")).score, 1.0)
            self.assertEqual(stub.requests[1][0]["completion"], "a\ud800")

    def test_what_no_json_can_hold_is_refused_before_it_is_sent(self):
        with Stub() as stub, Client(stub.url) as client:
            with self.assertRaises(assay_client.Refused):
                client.score(rollout(metadata={"x": float("nan")}))
            deep = []
            for _ in range(100_000):
                deep = [deep]
            with self.assertRaises(assay_client.Refused):
                client.score(rollout(metadata=deep))
            self.assertEqual(stub.requests, [])

    def test_arrays_and_sets_of_data_sets_become_lists(self):
        class Array:
            def tolist(self):
                return ["a", "b"]

        with Stub() as stub, Client(stub.url) as client:
            client.score_labelled([{"completion": "a", "label": {"target": Array(), "more": {"z"}}}])
            self.assertEqual(stub.requests[0][0]["label"], {"target": ["a", "b"], "more": ["z"]})

    def test_connections_are_kept_alive(self):
        with Stub() as stub, Client(stub.url) as client:
            for _ in range(20):
                client.score(rollout())
            self.assertEqual(stub.connections, 1)

    def test_a_batch_larger_than_a_request_is_split_and_put_together_in_order(self):
        with Stub() as stub, Client(stub.url, max_batch=10) as client:
            results = client.score_all([rollout(str(i), f"<{i}>", id=str(i)) for i in range(37)])
            self.assertEqual([r.id for r in results], [str(i) for i in range(37)])
            self.assertTrue(all(len(request) <= 10 for request in stub.requests))

    def test_too_large_for_the_service_is_halved_until_it_fits(self):
        def plan(number, rollouts, handler):
            return (413, {}, b"too large") if len(rollouts) > 3 else None

        with Stub(plan) as stub, Client(stub.url) as client:
            self.assertEqual([r.score for r in client.score_all([rollout()] * 8)], [1.0] * 8)
        with Stub(lambda *_: (413, {}, b"too large")) as stub, Client(stub.url) as client:
            with self.assertRaises(assay_client.Refused):
                client.score_all([rollout()] * 2)


class CoalescingTest(unittest.TestCase):
    def test_threads_share_requests(self):
        with Stub(delay=0.02) as stub, Client(stub.url) as client:
            scores = []
            threads = [
                threading.Thread(target=lambda i=i: scores.append((i, client.score(rollout(str(i), f"{i}")).score)))
                for i in range(200)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(30)
            self.assertEqual(sorted(scores), [(i, 1.0) for i in range(200)])
            self.assertLess(len(stub.requests), 60)

    def test_coroutines_share_requests_and_keep_their_own_results(self):
        async def main(client):
            return await asyncio.gather(
                *[client.score_async(rollout(str(i), str(i) if i % 2 else "x")) for i in range(500)]
            )

        with Stub(delay=0.02) as stub, Client(stub.url) as client:
            results = asyncio.run(main(client))
            self.assertEqual([r.score for r in results], [float(i % 2) for i in range(500)])
            self.assertLess(len(stub.requests), 50)

    def test_a_bad_request_of_one_caller_does_not_fail_another(self):
        def plan(number, rollouts, handler):
            if any("huge" in str(r.get("completion")) for r in rollouts):
                return (413, {}, b"too large")
            time.sleep(0.05)
            return None

        async def main(client):
            first = asyncio.ensure_future(client.score_async(rollout()))
            await asyncio.sleep(0.02)
            rest = [client.score_async(rollout()), client.score_async(rollout(completion="huge"))]
            return await asyncio.gather(first, *rest, return_exceptions=True)

        with Stub(plan) as stub, Client(stub.url, connections=1) as client:
            one, two, huge = asyncio.run(main(client))
            self.assertEqual((one.score, two.score), (1.0, 1.0))
            self.assertIsInstance(huge, assay_client.Refused)

    def test_the_event_loop_is_not_blocked(self):
        async def main(client):
            ticks = 0
            task = asyncio.ensure_future(client.score_async(rollout()))
            while not task.done():
                await asyncio.sleep(0.005)
                ticks += 1
            return ticks

        with Stub(delay=0.3) as stub, Client(stub.url) as client:
            self.assertGreater(asyncio.run(main(client)), 5)


class TroubleTest(unittest.TestCase):
    def test_overload_is_retried(self):
        with Stub(overload) as stub, Client(stub.url) as client:
            self.assertEqual(client.score(rollout()).score, 1.0)
            self.assertEqual(len(stub.requests), 3)
            self.assertEqual(client.counts["retries"], 2)

    def test_retry_after_is_respected_and_never_beyond_the_deadline(self):
        with Stub(lambda *_: (503, {"Retry-After": "30"}, b"later")) as stub, Client(stub.url) as client:
            begun = time.monotonic()
            with self.assertRaises(assay_client.Overloaded) as caught:
                client.score(rollout(), deadline=2.0)
            self.assertLess(time.monotonic() - begun, 2.0)
            self.assertEqual(caught.exception.retry_after, 30.0)
            self.assertEqual(len(stub.requests), 1)

    def test_what_is_permanent_is_not_retried(self):
        for status, error in [
            (400, assay_client.Refused),
            (401, assay_client.Unauthorized),
            (403, assay_client.Unauthorized),
            (404, assay_client.Refused),
            (422, assay_client.Refused),
        ]:
            with Stub(lambda *_: (status, {}, b"no")) as stub, Client(stub.url) as client:
                with self.assertRaises(error):
                    client.score(rollout())
                self.assertEqual(len(stub.requests), 1, status)

    def test_unscorable_is_not_retried(self):
        with Stub() as stub, Client(stub.url) as client:
            self.assertEqual(client.score({"task": "math", "completion": "x"}).outcome, "UNSCORABLE")
            self.assertEqual(len(stub.requests), 1)

    def test_our_own_timeout_of_a_rollout_is_scored_again_alone(self):
        def plan(number, rollouts, handler):
            if number == 0:
                return [
                    reward(r, outcome="TIMEOUT", value=None, reason="DEADLINE") if i == 1 else reward(r)
                    for i, r in enumerate(rollouts)
                ]
            return None

        with Stub(plan) as stub, Client(stub.url) as client:
            self.assertEqual([r.score for r in client.score_all([rollout()] * 3)], [1.0] * 3)
            self.assertEqual([len(request) for request in stub.requests], [3, 1])

    def test_a_rollout_that_keeps_failing_comes_back_without_a_score(self):
        def plan(number, rollouts, handler):
            return [reward(r, outcome="FAILED", value=None, reason="THREW", evidence="boom") for r in rollouts]

        with Stub(plan) as stub, Client(stub.url) as client:
            result = client.score(rollout())
            self.assertEqual((result.score, result.outcome, result.reason), (None, "FAILED", "THREW"))
            self.assertEqual(len(stub.requests), 3)
            with self.assertRaises(assay_client.ScoringFailed):
                result.require()

    def test_an_answer_that_is_no_answer_is_an_error(self):
        for content in (b"<html>", b"{}", b"[]", b"[1]", b"[{}]"):
            with Stub(lambda *_: (200, {}, content)) as stub, Client(stub.url) as client:
                with self.assertRaises(assay_client.ProtocolError):
                    client.score(rollout())

    def test_a_slow_service_ends_in_the_deadline_and_its_connection_is_not_used_again(self):
        release = threading.Event()

        def plan(number, rollouts, handler):
            if number == 0:
                release.wait(10)
            return None

        with Stub(plan) as stub, Client(stub.url) as client:
            begun = time.monotonic()
            with self.assertRaises(assay_client.DeadlineExceeded):
                client.score(rollout(), deadline=0.3)
            self.assertLess(time.monotonic() - begun, 3.0)
            self.assertEqual(client.score(rollout(id="second")).id, "second")
            release.set()

    def test_a_trickling_answer_ends_in_the_deadline(self):
        def plan(number, rollouts, handler):
            handler.send_response(200)
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            try:
                for _ in range(100):
                    handler.wfile.write(b" ")
                    time.sleep(0.05)
            except OSError:
                pass
            handler.close_connection = True
            return "silent"

        with Stub(plan) as stub, Client(stub.url) as client:
            begun = time.monotonic()
            with self.assertRaises(assay_client.DeadlineExceeded):
                client.score(rollout(), deadline=0.4)
            self.assertLess(time.monotonic() - begun, 3.0)

    def test_a_service_that_is_down_ends_in_a_typed_error_within_the_deadline(self):
        with Client(f"http://127.0.0.1:{free_port()}") as client:
            begun = time.monotonic()
            with self.assertRaises(assay_client.TransientError):
                client.score(rollout(), deadline=1.0)
            self.assertLess(time.monotonic() - begun, 3.0)

    def test_a_restart_within_the_deadline_goes_unnoticed(self):
        port = free_port()
        with Client(f"http://127.0.0.1:{port}", deadline=20) as client:
            with Stub(port=port):
                self.assertEqual(client.score(rollout()).score, 1.0)
            starter = []
            timer = threading.Timer(0.7, lambda: starter.append(Stub(port=port)))
            timer.start()
            try:
                self.assertEqual(client.score(rollout()).score, 1.0)
            finally:
                timer.join()
                starter[0].stop()

    def test_a_connection_that_was_closed_while_idle_is_replaced_without_an_error(self):
        def plan(number, rollouts, handler):
            if number == 0:
                handler.close_connection = True  # without saying so in a header
            return None

        with Stub(plan) as stub, Client(stub.url, retries=0) as client:
            self.assertEqual(client.score(rollout()).score, 1.0)
            self.assertEqual(client.score(rollout()).score, 1.0)

    def test_the_breaker_keeps_requests_away_from_a_failing_service(self):
        with Stub(lambda *_: (500, {}, b"broken")) as stub, Client(stub.url, deadline=3.0) as client:
            errors = []

            def call():
                try:
                    client.score(rollout())
                except assay_client.TransientError as e:
                    errors.append(e)

            threads = [threading.Thread(target=call) for _ in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(20)
            self.assertEqual(len(errors), 50)
            self.assertLess(len(stub.requests), 60)

    def test_errors_can_be_pickled(self):
        error = assay_client.Overloaded("busy")
        error.retry_after = 3.0
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(copy), str(copy), copy.retry_after), (assay_client.Overloaded, "busy", 3.0))

    def test_a_closed_client_says_so_and_leaves_no_thread(self):
        before = threading.active_count()
        with Stub() as stub:
            client = Client(stub.url)
            client.score(rollout())
            client.close()
            with self.assertRaises(assay_client.ServiceUnavailable):
                client.score(rollout())
            self.assertFalse([t for t in threading.enumerate() if t.name == "assay-client"])
        self.assertLessEqual(threading.active_count(), before + 1)

    def test_an_idle_client_leaves_no_thread(self):
        with Stub() as stub:
            client = Client(stub.url, idle=0.05)
            client.score(rollout())
            end = time.monotonic() + 5
            while any(t.name == "assay-client" for t in threading.enumerate()) and time.monotonic() < end:
                time.sleep(0.01)
            self.assertFalse([t for t in threading.enumerate() if t.name == "assay-client"])
            self.assertEqual(client.score(rollout()).score, 1.0)
            client.close()

    def test_a_cancelled_coroutine_leaves_the_client_usable(self):
        async def main(client):
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(client.score_async(rollout(completion="slow")), 0.1)
            return await client.score_async(rollout())

        def plan(number, rollouts, handler):
            if any(r["completion"] == "slow" for r in rollouts):
                time.sleep(1)
            return None

        with Stub(plan) as stub, Client(stub.url) as client:
            self.assertEqual(asyncio.run(main(client)).score, 1.0)


def _score_in_child(client, connection):
    connection.send([client.score(rollout(str(i), str(i))).score for i in range(5)])
    client.close()
    connection.send(threading.active_count())


class ProcessTest(unittest.TestCase):
    def test_a_client_can_be_used_before_and_after_a_fork(self):
        if not hasattr(os, "fork"):
            self.skipTest("this platform cannot fork")
        context = multiprocessing.get_context("fork")
        with Stub() as stub, Client(stub.url) as client:
            self.assertEqual(client.score(rollout()).score, 1.0)
            children = []
            for _ in range(4):
                here, there = context.Pipe()
                child = context.Process(target=_score_in_child, args=(client, there))
                child.start()
                children.append((child, here))
            self.assertEqual(client.score(rollout()).score, 1.0)
            for child, here in children:
                self.assertTrue(here.poll(20))
                self.assertEqual(here.recv(), [1.0] * 5)
                self.assertEqual(here.recv(), 1)
                child.join(20)
                self.assertEqual(child.exitcode, 0)
            self.assertEqual(client.score(rollout()).score, 1.0)

    def test_a_client_can_be_pickled_to_a_spawned_process(self):
        context = multiprocessing.get_context("spawn")
        with Stub() as stub, Client(stub.url, deadline=20) as client:
            here, there = context.Pipe()
            child = context.Process(target=_score_in_child, args=(client, there))
            child.start()
            self.assertTrue(here.poll(30))
            self.assertEqual(here.recv(), [1.0] * 5)
            child.join(20)
            self.assertEqual(child.exitcode, 0)


if __name__ == "__main__":
    unittest.main()
