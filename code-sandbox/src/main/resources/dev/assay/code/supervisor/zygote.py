"""The zygote: it forks, into fresh namespaces, and does nothing else. It never sees a request."""

import ctypes
import errno
import gc
import os
import signal
import struct
import time

import _socket

from supervisor.kernel import (
    CLONE_PARENT, MSG_CMSG_CLOEXEC, NEWIPC, NEWNS, NEWPID, PR_SET_DUMPABLE, PR_SET_PDEATHSIG, SYS, libc)
from supervisor.program import begin_run, start_command, stay_hidden
from supervisor.seccomp import Filter, for_all, for_programs

ORDER = struct.Struct("q")  # A seed; the space that the next run will probably want follows.
LONGEST = 256
CLONE, FLAGS = SYS["clone"], NEWPID | NEWNS | NEWIPC | CLONE_PARENT | int(signal.SIGCHLD)
ANSWER = struct.Struct("q")
FDS = struct.Struct("4i")


class Stock:
    """What every run starts with."""

    def __init__(self, warmed, grouped):
        self.filter = Filter(for_programs())
        self.grouped = grouped
        self.settle, self.become = stay_hidden, start_command
        if warmed:
            from supervisor.interpreter import Interpreter
            interpreter = Interpreter()
            self.settle, self.become = interpreter.settle, interpreter.become


def clone():
    """
    A fork into fresh namespaces, as a child of the watcher. The call itself instead of the C library's fork: the one
    thread of this process is the same in the child, so there is nothing that would have to be told.
    """
    for attempt in range(50):
        pid = libc.syscall(CLONE, FLAGS, 0, 0, 0, 0)
        if pid >= 0:
            return pid
        if ctypes.get_errno() not in (errno.ENOSPC, errno.EAGAIN, errno.ENOMEM):
            break
        time.sleep(0.01)  # Namespaces of ended runs are taken down in the background.
    return -ctypes.get_errno()


def serve(control, warmed, grouped):
    """Answers each order, which brings the ends of a run's channel and streams, with the process id of its fork."""
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    nothing = os.open("/dev/null", os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    stock = Stock(warmed, grouped)
    Filter(for_all()).load()
    gc.collect()
    gc.disable()
    gc.freeze()
    room = _socket.CMSG_SPACE(FDS.size)
    while True:
        order, more, _, _ = control.recvmsg(LONGEST, room, MSG_CMSG_CLOEXEC)
        if not order:
            os._exit(0)
        fds = FDS.unpack(more[0][2])
        pid = clone()
        if pid == 0:
            begin_run(stock, fds[0], fds[1:], ORDER.unpack_from(order)[0], order[ORDER.size:])
        control.send(ANSWER.pack(pid))
        for fd in fds:
            os.close(fd)
