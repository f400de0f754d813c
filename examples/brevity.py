"""A reward function by URL: 1.0 for an empty completion, falling linearly to 0 at 4000 characters."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
def component(rollout):
    text = rollout["completion"]
    if not isinstance(text, str):  # chat messages: what the assistant wrote
        text = "".join(message["content"] for message in text if message["role"] == "assistant")
    value = max(0.0, 1 - len(text) / 4000)
    return {"value": value, "reason": "BRIEF" if value > 0 else "TOO_WORDY", "evidence": f"{len(text)} characters"}
class Score(BaseHTTPRequestHandler):
    def do_POST(self):
        rollouts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["rollouts"]
        self.send_response(200 if self.path == "/score" else 404)
        self.end_headers()
        self.wfile.write(json.dumps({"components": [component(rollout) for rollout in rollouts]}).encode())
ThreadingHTTPServer(("127.0.0.1", 7001), Score).serve_forever()
