"""A small HTTP server that answers like the gateway, or as badly as a test asks for."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def reward(rollout, **changes):
    """The gateway's answer: 1.0 where the completion holds the reference's answer."""
    label = rollout.get("label")
    reference = rollout.get("reference") or {"answer": label}
    right = str(reference.get("answer")) in str(rollout.get("completion"))
    component = {
        "name": "accuracy",
        "outcome": "SCORED",
        "value": 1.0 if right else 0.0,
        "weight": 1.0,
        "reason": "EQUAL_EXACT" if right else "NOT_EQUAL",
        "evidence": "",
        "grader": "stub/1",
        "micros": 1,
    }
    if reference.get("answer") is None:
        component.update(outcome="UNSCORABLE", value=None, reason="NO_REFERENCE", evidence="nothing to compare with")
    component.update(changes)
    return {
        "id": rollout["id"],
        "groupId": rollout["id"],
        "reward": component["value"],
        "recipe": "accuracy@c0ffee00",
        "components": [component],
    }


class Stub:
    """`plan` is called with (number of the request, list of rollouts, handler) and returns what to answer:
    a list of rewards, (status, headers, bytes), or None for the usual rewards."""

    def __init__(self, plan=None, port=0, delay=0.0):
        self.requests = []
        self.paths = []
        self.headers = []
        self.connections = 0
        self.lock = threading.Lock()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                with stub.lock:
                    stub.connections += 1
                super().setup()

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                rollouts = json.loads(body)
                with stub.lock:
                    number = len(stub.requests)
                    stub.requests.append(rollouts)
                    stub.paths.append(self.path)
                    stub.headers.append(dict(self.headers))
                if delay:
                    time.sleep(delay)
                answer = plan(number, rollouts, self) if plan else None
                if answer is None:
                    answer = [reward(rollout) for rollout in rollouts]
                if isinstance(answer, list):
                    answer = (200, {}, json.dumps(answer).encode())
                if answer == "silent":
                    return
                status, headers, content = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 256

            def handle_error(self, request, client_address):
                return

            def get_request(self):
                request, address = super().get_request()
                with stub.lock:
                    stub.sockets.append(request)
                return request, address

        self.sockets = []
        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    @property
    def rollouts(self):
        with self.lock:
            return sum(len(request) for request in self.requests)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)
        for sock in self.sockets:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
