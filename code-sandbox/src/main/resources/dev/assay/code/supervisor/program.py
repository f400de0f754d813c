"""
The program's side of a run: a fork that lays its own file system, gives everything up and becomes the program.

It does what it can before there is a request, and waits with its namespaces, its file system and its streams in place.
Every page that it writes to has to be copied, which is most of what a run costs: so what is the same for all runs lies
ready in the zygote, and a request comes as one marshalled tuple.
"""

import errno
import marshal
import os
import resource
import signal
import struct

import _socket

from supervisor.kernel import (
    ENVIRONMENT, MS_BIND, MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_RDONLY, MS_REMOUNT, NO_CAPABILITIES, PR_SET_DUMPABLE,
    PROGRAM, SYS, TEMPORARY, WORK, check, libc, mount, write_file)

AT_ONCE = 1 << 14
FRESH = os.O_CREAT | os.O_WRONLY | os.O_TRUNC
FOLDER = os.O_PATH | os.O_DIRECTORY
FOLDERS = (WORK, TEMPORARY, PROGRAM, WORK + "/out")


def begin_run(stock, setup, streams, seed, space):
    """The first process of a run. Never returns."""
    try:
        store = os.open("/box", FOLDER)
        # The file system of one run: empty but for its own files.
        check(libc.mount(b"run", b"/box", b"tmpfs", MS_NOSUID | MS_NODEV, space), "mount of /box")
        for folder in FOLDERS:
            os.mkdir(folder, 0o755)
        check(libc.mount(b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, None), "mount of /proc")
        os.setsid()
        os.dup2(streams[0], 0)
        os.dup2(streams[1], 1)
        os.dup2(streams[2], 2)
        os.chdir(WORK)
        libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        if stock.grouped:
            write_file("/proc/self/oom_score_adj", "1000")
        stock.settle(seed)
        files, stored, folder, wanted, limits, program = read_request(setup)
        if wanted != space:
            check(libc.mount(b"none", b"/box", None, MS_REMOUNT | MS_NOSUID | MS_NODEV, wanted), "space of /box")
        if stored:
            mount("/proc/self/fd/%d/%s" % (store, stored), PROGRAM, None, MS_BIND)
            mount("none", PROGRAM, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)
        for path, content, mode in files:
            lay(path, content, mode)
        if folder:
            hand_out_folder(setup)
        for which, limit in limits:
            resource.setrlimit(which, limit)
        check(libc.syscall(SYS["capset"], *NO_CAPABILITIES), "capset")
        stock.filter.load()
        os.write(setup, b"g")
        stock.become(setup, *program)
    except BaseException as e:
        os.write(setup, ("!%s: %s" % (type(e).__name__, e)).encode())
    finally:
        os._exit(125)


def read_request(setup):
    """One marshalled message, or its length and then pieces of it."""
    data = os.read(setup, AT_ONCE)
    if not data:
        os._exit(0)  # The watcher is gone.
    request = marshal.loads(data)
    if isinstance(request, int):
        parts = []
        while request:
            data = os.read(setup, 1 << 17)
            if not data:
                os._exit(0)
            parts.append(data)
            request -= len(data)
        request = marshal.loads(b"".join(parts))
    return request


def lay(path, content, mode):
    try:
        fd = os.open(path, FRESH, mode)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path))
        fd = os.open(path, FRESH, mode)
    done = os.write(fd, content) if content else 0
    while done < len(content):
        done += os.write(fd, memoryview(content)[done:])
    os.close(fd)


def hand_out_folder(setup):
    folder = os.open("/box", FOLDER)
    link = _socket.socket(fileno=os.dup(setup))
    link.sendmsg([b"f"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, struct.pack("i", folder))])
    link.close()
    os.close(folder)


def stay_hidden(_):
    """A process that stays as the first one of a run keeps its memory to itself."""
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def start_command(setup, command, environment):
    """
    Starts the program and stays its parent: as the first process of its namespace a program would be deaf to signals.
    """
    try:
        program = os.posix_spawn(command[0], command, dict(ENVIRONMENT, **environment), setsid=True,
                                 setsigdef=(signal.SIGPIPE, signal.SIGXFSZ))
    except OSError as e:
        os.write(2, ("cannot be started: %s\n" % e).encode())
        program, status = 0, (127 if e.errno == errno.ENOENT else 126) << 8
    for fd in (0, 1, 2):
        os.close(fd)
    while program:
        pid, status = os.wait()
        if pid == program:
            break
    try:
        os.kill(-1, signal.SIGKILL)
        while True:
            os.wait()
    except (ChildProcessError, ProcessLookupError):
        pass
    os.write(setup, b"s" + struct.pack(">i", status))
    os._exit(0)
