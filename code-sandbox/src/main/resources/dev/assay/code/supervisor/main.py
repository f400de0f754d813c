"""
The supervisor of a box: builds the box around itself, then runs one program after the other in it.

Two processes stay: the watcher speaks frames over its standard streams, feeds and watches programs; the zygote only
forks, into fresh namespaces, and never sees a request, so that nothing of one program is in the memory of the next.
Each fork reads its request, lays its own file system, gives everything up and becomes the program. The fork of the next
run is made when the last one is gone. Only the standard library is used. Anything unexpected ends the watcher, and the
box with it; whoever started it then knows that it is trouble of ours, and starts another.
"""

import json
import os
import shutil
import struct
import sys

import _socket

from supervisor.frames import read_exactly, send
from supervisor.kernel import ENVIRONMENT, PR_SET_DUMPABLE, give_up_bounding_set, libc
from supervisor.program import lay
from supervisor.root import inside_container, into_namespaces
from supervisor.watch import Watch, space
from supervisor.zygote import ANSWER, ORDER, serve

FIRST_SPACE = b"size=%d,nr_inodes=16384,mode=755" % (66 << 20)


class Fork:
    """A fork that was ordered, with our ends of its channel and streams."""

    def __init__(self, control, space):
        self.control = control
        pipes = [os.pipe() for _ in range(3)]
        self.setup, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
        given = (theirs.fileno(), pipes[0][0], pipes[1][1], pipes[2][1])
        control.sendmsg([os.urandom(ORDER.size), space], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, struct.pack("4i", *given))])
        theirs.close()
        for fd in given[1:]:
            os.close(fd)
        self.stdin, self.stdout, self.stderr = pipes[0][1], pipes[1][0], pipes[2][0]
        for fd in (self.stdin, self.stdout, self.stderr):
            os.set_blocking(fd, False)

    def pid(self):
        answer = self.control.recv(ANSWER.size)
        if not answer:
            raise OSError("the zygote ended")
        pid = ANSWER.unpack(answer)[0]
        if pid < 0:
            raise OSError(-pid, "clone: " + os.strerror(-pid))
        return pid


class Box:
    """What stays the same from run to run."""

    def __init__(self, control, ours):
        self.control = control
        self.ours = ours
        self.space = FIRST_SPACE
        self.waiting = None

    def order(self):
        self.waiting = Fork(self.control, self.space)

    def take(self):
        fork, self.waiting = self.waiting, None
        return fork

    def others(self):
        """What lives in the box and is not ours: the processes of the run."""
        return [name for name in os.listdir("/proc") if name.isdigit() and name not in self.ours]


def read_request():
    size = struct.unpack(">I", read_exactly(0, 4))[0]
    request = json.loads(read_exactly(0, size))
    request["blobs"] = [read_exactly(0, count) for count in request["sizes"]]
    return request


def keep_program(request):
    """Puts a program into the store of the box, where later runs find it under its hash."""
    base = "/box/" + request["hash"]
    os.mkdir(base, 0o755)
    for (name, executable), content in zip(request["names"], request["blobs"]):
        lay(base + "/" + name, content, 0o755 if executable else 0o644)


def main(config):
    if config["kind"] == "unshare":
        into_namespaces(config)
    else:
        inside_container(config)
    give_up_bounding_set()
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    control, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    child = os.fork()
    if child == 0:
        try:
            control.close()
            serve(theirs, config["zygote"], config["grouped"])
        finally:
            os._exit(1)
    theirs.close()
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    box = Box(control, {str(os.getpid()), str(child), "1"})
    send(b"h", json.dumps({"python": sys.version.split()[0]}).encode())
    box.order()
    while True:
        request = read_request()
        if request["op"] == "keep":
            keep_program(request)
            send(b"d", struct.pack(">i", 0))
        elif request["op"] == "forget":
            shutil.rmtree("/box/" + request["hash"])
            send(b"d", struct.pack(">i", 0))
        else:
            Watch(request, box).go()
            box.space = space(request)
            box.order()


main(json.loads(read_exactly(0, struct.unpack(">I", read_exactly(0, 4))[0])))
