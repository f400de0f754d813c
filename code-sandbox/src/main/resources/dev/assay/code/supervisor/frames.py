"""Frames: what is said over the standard streams of the watcher, and between it and a run."""

import os
import struct


def read_exactly(fd, count):
    parts = []
    while count:
        part = os.read(fd, min(count, 1 << 20))
        if not part:
            os._exit(0)  # Whoever started us is gone.
        parts.append(part)
        count -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def send(kind, payload, more=b""):
    data = kind + struct.pack(">I", len(payload)) + payload + more
    view = memoryview(data)
    while view:
        view = view[os.write(1, view):]
