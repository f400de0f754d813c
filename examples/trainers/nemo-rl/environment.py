"""The environment of a NeMo-RL run; hand it to setup() as the task's environment."""

import ray

from assay_client.nemo_rl import AssayEnvironment

environment = ray.remote(AssayEnvironment).remote({"url": "http://127.0.0.1:8080", "on_failure": 0.0})
task_to_env = {"math": environment}
