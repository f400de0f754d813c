"""The supervisor of a box: builds the box around itself, then runs one program after the other in it.

Two processes stay: the watcher speaks frames over its standard streams, feeds and watches programs; the zygote only
forks, into fresh namespaces, and never sees a request, so that nothing of one program is in the memory of the next.
Each fork reads its request, lays its own file system, gives everything up and becomes the program. Only the standard
library is used. Anything unexpected ends the watcher, and the box with it; whoever started it then knows that it is
trouble of ours, and starts another.
"""

import _socket
import ctypes
import errno
import gc
import json
import os
import resource
import select
import signal
import struct
import sys
import time

libc = ctypes.PyDLL(None, use_errno=True)

MACHINE = os.uname().machine
CALLS = {  # name: (x86_64, aarch64); None where the machine lacks it
    "clone": (56, 220), "pivot_root": (155, 41), "capset": (126, 91), "close_range": (436, 436),
}
SYS = {name: numbers[0 if MACHINE == "x86_64" else 1] for name, numbers in CALLS.items()}

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18)
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = (
    1, 4, 22, 24, 38)
CLONE_PARENT = 0x8000
INSIDE_UID = 1000
CHUNK = 1 << 16
WORK, PROGRAM, TEMPORARY = "/box/work", "/box/program", "/box/tmp"
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": WORK, "TMPDIR": TEMPORARY, "LANG": "C.UTF-8"}


def check(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, what + ": " + os.strerror(number))
    return result


def mount(source, target, kind, flags, data=None):
    check(libc.mount(source.encode(), target.encode(), kind and kind.encode(), flags, data and data.encode()),
          "mount " + target)


def write_file(path, text):
    fd = os.open(path, os.O_WRONLY)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)


# ---------------------------------------------------------------- frames

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


# ---------------------------------------------------------------- the box

def expose(root, path, depth=0):
    """Binds a path of the machine into the new root, with every link on the way."""
    if depth > 40:
        return
    at = "/"
    parts = [part for part in path.split("/") if part]
    for index, part in enumerate(parts):
        at = os.path.join(at, part)
        here = root + at
        if os.path.islink(at):
            target = os.readlink(at)
            if not os.path.lexists(here):
                os.symlink(target, here)
            whole = os.path.normpath(os.path.join(os.path.dirname(at), target, *parts[index + 1:]))
            expose(root, whole, depth + 1)
            return
        if not os.path.lexists(at):
            return
        last = index == len(parts) - 1
        if os.path.lexists(here):
            if last and os.path.isdir(at) and os.stat(here).st_dev == os.stat(root).st_dev:
                break  # A folder of ours so far, made for something below it.
            continue
        if not last:
            os.mkdir(here, 0o755)
        elif os.path.isdir(at):
            os.mkdir(here, 0o755)
        else:
            os.close(os.open(here, os.O_CREAT | os.O_WRONLY, 0o644))
    if not parts or os.path.ismount(root + at) or os.stat(root + at).st_dev == os.stat(at).st_dev:
        return  # It shows through what was bound before.
    mount(at, root + at, None, MS_BIND | MS_REC)
    kept = os.statvfs(root + at).f_flag & (os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC)
    mount("none", root + at, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | kept)


def build_root(read, own_pids):
    anchor = next(path for path in ("/mnt", "/media", "/srv", "/opt", "/tmp")
                  if os.path.isdir(path) and not any(r.startswith(path + "/") for r in read))
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount("box", anchor, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    triple = MACHINE + "-linux-gnu"
    base = ["/lib/" + triple, "/usr/lib/" + triple, "/lib64", "/usr/lib64", "/lib/ld-linux-aarch64.so.1",
            "/etc/ld.so.cache", "/etc/alternatives"]
    for path in sorted(set(base + read), key=lambda p: (p.count("/"), p)):
        expose(anchor, path)
    os.makedirs(anchor + "/dev", exist_ok=True)
    for device in ("null", "zero", "full", "random", "urandom"):
        here = anchor + "/dev/" + device
        os.close(os.open(here, os.O_CREAT | os.O_WRONLY, 0o644))
        mount("/dev/" + device, here, None, MS_BIND)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"),
                         ("stderr", "/proc/self/fd/2"), ("shm", TEMPORARY)):
        os.symlink(target, anchor + "/dev/" + name)
    for folder in ("/proc", "/box"):
        os.makedirs(anchor + folder, exist_ok=True)
    if os.path.lexists("/bin") and not os.path.lexists(anchor + "/bin"):
        os.symlink("usr/bin", anchor + "/bin")
    if not os.path.lexists(anchor + "/tmp"):
        os.symlink(TEMPORARY, anchor + "/tmp")
    if own_pids:
        mount("proc", anchor + "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    else:
        mount("/proc", anchor + "/proc", None, MS_BIND | MS_REC)
    os.chdir(anchor)
    check(libc.syscall(SYS["pivot_root"], b".", b"."), "pivot_root")
    check(libc.umount2(b".", MNT_DETACH), "umount of the old root")
    os.chdir("/")
    mount("none", "/", None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)


def map_ids(uid, gid):
    write_file("/proc/self/setgroups", "deny")
    write_file("/proc/self/uid_map", "%d %d 1" % (INSIDE_UID, uid))
    write_file("/proc/self/gid_map", "%d %d 1" % (INSIDE_UID, gid))


def drop(uid):
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def store():
    mount("store", "/box", "tmpfs", MS_NOSUID | MS_NODEV, "size=128m,mode=700")


def into_namespaces(config):
    """Builds the box; returns in its first process. The one outside waits and ends with it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    real_root = os.geteuid() == 0 and config["uid"] > 0
    uid, gid = os.geteuid(), os.getegid()
    if real_root:
        check(libc.unshare(NEWNS | NEWPID | NEWIPC | NEWUTS | NEWNET), "unshare")
    else:
        check(libc.unshare(NEWUSER | NEWNS | NEWPID | NEWIPC | NEWUTS | NEWNET), "unshare")
        map_ids(uid, gid)
    outside = os.getpid()
    child = os.fork()
    if child:
        if real_root:
            drop(config["uid"])
        for fd in (0, 1):
            os.close(fd)
        _, status = os.waitpid(child, 0)
        os._exit(0 if status == 0 else 1)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.sethostname(b"box", 3)
    build_root(config["read"], True)
    if real_root:
        drop(config["uid"])
        libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        check(libc.unshare(NEWUSER | NEWNS), "unshare")
        map_ids(config["uid"], config["uid"])
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    store()
    return outside


def inside_container(config):
    """Within bubblewrap or a container: only the right to make namespaces is still missing."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    uid, gid = os.geteuid(), os.getegid()
    check(libc.unshare(NEWUSER | NEWNS), "unshare")
    map_ids(uid, gid)
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    build_root(config["read"], False)
    store()


# ---------------------------------------------------------------- system calls that no program needs

ALLOW, KILL, EPERM_, ENOSYS_, EAF_ = (
    0x7fff0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS, 0x50000 | errno.EAFNOSUPPORT)
DENIED = {  # name: (x86_64, aarch64)
    "ptrace": (101, 117), "syslog": (103, 116), "uselib": (134, None), "personality": (135, 92),
    "vhangup": (153, 58), "modify_ldt": (154, None), "pivot_root": (155, 41), "_sysctl": (156, None),
    "adjtimex": (159, 171), "chroot": (161, 51), "acct": (163, 89), "settimeofday": (164, 170), "mount": (165, 40),
    "umount2": (166, 39), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "sethostname": (170, 161), "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None),
    "init_module": (175, 105), "delete_module": (176, 106), "quotactl": (179, 60), "lookup_dcookie": (212, 18),
    "clock_settime": (227, 112), "kexec_load": (246, 104), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "migrate_pages": (256, 238), "unshare": (272, 97), "move_pages": (279, 239),
    "perf_event_open": (298, 241), "fanotify_init": (300, 262), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "clock_adjtime": (305, 266), "setns": (308, 268),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272), "finit_module": (313, 273),
    "kexec_file_load": (320, 294), "bpf": (321, 280), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "mount_setattr": (442, 442),
    "quotactl_fd": (443, 443), "process_mrelease": (448, 448), "open_tree_attr": (467, 467),
}


def seccomp_filter():
    """The filter as the kernel wants it: an array of (code, jump if true, jump if false, value)."""
    column = {"x86_64": 0, "aarch64": 1}[MACHINE]
    arch = (0xc000003e, 0xc00000b7)[column]
    clone, socket_, clone3 = ((56, 41, 435), (220, 198, 435))[column]
    numbers = sorted(numbers[column] for numbers in DENIED.values() if numbers[column] is not None)
    load, equal, atleast, anybit, ret = 0x20, 0x15, 0x35, 0x45, 0x06
    lines = [(load, 0, 0, 4), (equal, 1, 0, arch), (ret, 0, 0, KILL), (load, 0, 0, 0)]
    if column == 0:
        lines += [(atleast, 0, 1, 0x40000000), (ret, 0, 0, KILL)]  # The x32 form of every call.
    lines += [(equal, 0, 1, clone3), (ret, 0, 0, ENOSYS_)]  # Its flags lie in memory; glibc falls back to clone.
    namespaces = NEWNS | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET | 0x02000000
    lines += [(equal, 0, 4, clone), (load, 0, 0, 16), (anybit, 0, 1, namespaces), (ret, 0, 0, EPERM_),
              (ret, 0, 0, ALLOW)]
    # Unix, IPv4 and IPv6 have nowhere to go here; every other family is more kernel than a program needs.
    lines += [(equal, 0, 6, socket_), (load, 0, 0, 16), (equal, 3, 0, 1), (equal, 2, 0, 2), (equal, 1, 0, 10),
              (ret, 0, 0, EAF_), (ret, 0, 0, ALLOW)]
    for index, number in enumerate(numbers):
        lines.append((equal, len(numbers) - index, 0, number))
    lines += [(ret, 0, 0, ALLOW), (ret, 0, 0, EPERM_)]
    return b"".join(struct.pack("HBBI", *line) for line in lines), len(lines)


class SockFprog(ctypes.Structure):
    _fields_ = [("count", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def prepared_filter():
    code, count = seccomp_filter()
    buffer = ctypes.create_string_buffer(code, len(code))
    return SockFprog(count, ctypes.cast(buffer, ctypes.c_void_p)), buffer


def give_up_bounding_set():
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")


NO_CAPABILITIES = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()


# ---------------------------------------------------------------- the program's side

def lay(base, name, content, executable):
    path = base + "/" + name
    if "/" in name:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    fd = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o755 if executable else 0o644)
    view = memoryview(content)
    while view:
        view = view[os.write(fd, view):]
    os.close(fd)


def lay_out(request, blobs):
    """The file system of one run: empty but for its own files."""
    stored = request["stored"]
    kept = os.open("/box/" + stored, os.O_PATH | os.O_DIRECTORY) if stored else -1
    mount("run", "/box", "tmpfs", MS_NOSUID | MS_NODEV, "size=%d,nr_inodes=%d,mode=755" % (
        request["tmpfs"], request["inodes"]))
    for folder in (WORK, TEMPORARY, PROGRAM, WORK + "/out"):
        os.mkdir(folder, 0o755)
    if stored:
        mount("/proc/self/fd/%d" % kept, PROGRAM, None, MS_BIND)
        mount("none", PROGRAM, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)
        os.close(kept)
    for (where, name, executable), content in zip(request["names"], blobs):
        lay(PROGRAM if where == "p" else WORK, name, content, executable)
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)


def begin_run(box, setup, streams):
    """The first process of a run: lays out its world and becomes the program, or its parent. Never returns."""
    status = 125
    try:
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
        size = struct.unpack(">I", read_exactly(setup, 4))[0]
        request = json.loads(read_exactly(setup, size))
        lay_out(request, [read_exactly(setup, count) for count in request["sizes"]])
        if request["folder"]:
            folder = os.open("/box", os.O_PATH | os.O_DIRECTORY)
            link = _socket.socket(fileno=os.dup(setup))
            link.sendmsg([b"f"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, struct.pack("i", folder))])
            link.close()
            os.close(folder)
        if request["init"]:
            program = os.fork()
            if program:
                stay_parent(program, setup, streams)
        become_program(request, box, setup, streams)
    except BaseException as e:
        os.write(setup, ("!%s: %s" % (type(e).__name__, e)).encode())
    finally:
        os._exit(status)


def stay_parent(program, setup, streams):
    """As the first process of its namespace a program would be deaf to signals: this one is it instead."""
    for fd in streams:
        os.close(fd)
    while True:
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


def become_program(request, box, setup, streams):
    """Gives everything up and turns into the program. Never returns."""
    os.setsid()
    for fd, target in zip(streams, (0, 1, 2)):
        os.dup2(fd, target)
    for which, limit in request["rlimits"]:
        resource.setrlimit(which, (limit, limit))
    libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    if request["oom"]:
        write_file("/proc/self/oom_score_adj", "1000")
    libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
    check(libc.syscall(SYS["capset"], *NO_CAPABILITIES), "capset")
    check(libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(box.filter), 0, 0), "seccomp")
    os.chdir(WORK)
    os.write(setup, b"g")
    libc.syscall(SYS["close_range"], 3, ctypes.c_uint(0xffffffff), 0)
    if request["zygote"]:
        run_python(request)
    status = 126
    try:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        command = request["command"]
        os.execve(command[0], command, dict(ENVIRONMENT, **request["environment"]))
    except OSError as e:
        os.write(2, ("cannot be started: %s\n" % e).encode())
        status = 127 if e.errno == errno.ENOENT else 126
    finally:
        os._exit(status)


def run_python(request):
    """Runs a source file in this very process as `python3 -I FILE` would, and ends it."""
    import atexit
    import threading
    import types
    end = os._exit
    path = PROGRAM + "/" + request["zygote"]
    module = types.ModuleType("__main__")
    module.__file__ = path
    module.__builtins__ = __builtins__
    module.__dict__.update(__cached__=None)
    sys.modules["__main__"] = module
    sys.argv = [path] + request["arguments"]
    sys.path.insert(0, PROGRAM)
    os.environ.update(request["environment"])
    gc.enable()
    sys.modules["random"].seed()  # Or every program would draw the same numbers.
    shutdown, finish, out, err = threading._shutdown, atexit._run_exitfuncs, sys.stdout, sys.stderr
    status = 0
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec", dont_inherit=True)
        exec(code, module.__dict__)
    except BaseException as e:
        status = 1
        try:
            if isinstance(e, SystemExit):
                raise e
            trace = e.__traceback__
            while trace is not None and trace.tb_frame.f_globals is globals():
                trace = trace.tb_next  # Frames of ours say nothing about the program.
            sys.excepthook(type(e), e.with_traceback(trace), trace)
        except BaseException as again:
            status = exit_status(again)
    try:
        shutdown()
        finish()
    except BaseException:
        pass
    for stream in (sys.stdout, sys.stderr, out, err):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except BaseException:
            status = status or 120
    end(status)


def exit_status(ending):
    try:
        code = ending.code if isinstance(ending, SystemExit) else 1
        if code is None:
            return 0
        if isinstance(code, int):
            return code & 0xff
        sys.stdout.flush()
        print(code, file=sys.stderr)
    except BaseException:
        pass
    return 1


# ---------------------------------------------------------------- the watcher

class Box:
    """What stays the same from run to run."""

    def __init__(self):
        self.filter, self.kept = prepared_filter()
        self.control = self.folder = None
        self.ours = set()

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
        lay(base, name, content, executable)


def forget_program(request):
    import shutil
    shutil.rmtree("/box/" + request["hash"])


class Watch:
    """Watches one program: its streams, its processor time, its memory, the clock."""

    def __init__(self, request, box):
        self.request = request
        self.box = box
        self.folder = -1
        self.cpu_limit, self.wall_limit = request["cpu"], request["wall"]
        self.left = {"o": request["output"], "e": request["output"]}
        self.ending = None
        self.status = None
        self.dead_cpu = 0.0
        self.peak = 0
        self.said = self.result = b""
        self.most_live = 0.0
        self.cores = os.cpu_count() or 1

    def start(self):
        request = self.request
        blobs = request.pop("blobs")[:-1]
        request["sizes"].pop()
        request["folder"] = bool(request["collect"] or request["watch"])
        pipes = [os.pipe() for _ in range(3)]
        self.setup, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_STREAM)
        given = (theirs.fileno(), pipes[0][0], pipes[1][1], pipes[2][1])
        control = self.box.control
        control.sendmsg([b"r"], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, struct.pack("4i", *given))])
        answer = control.recv(8)
        if not answer:
            raise OSError("the zygote ended")
        self.child = check_clone(struct.unpack("q", answer)[0])
        theirs.close()
        for fd in given[1:]:
            os.close(fd)
        self.stdin, self.stdout, self.stderr = pipes[0][1], pipes[1][0], pipes[2][0]
        header = json.dumps(request).encode()
        self.begin = time.monotonic()
        try:
            self.setup.sendall(b"".join([struct.pack(">I", len(header)), header] + blobs))
        except OSError:
            pass  # It ended, and said why.
        for fd in (self.stdin, self.stdout, self.stderr):
            os.set_blocking(fd, False)

    def go(self):
        talk = self.request["talk"]
        self.input = memoryview(self.request["blobs"][-1])
        self.start()
        poll = select.poll()
        self.poll = poll
        poll.register(self.stdout, select.POLLIN)
        poll.register(self.stderr, select.POLLIN)
        poll.register(0, select.POLLIN if talk else 0)
        exited = self.exited = os.pidfd_open(self.child)
        poll.register(exited, select.POLLIN)
        self.feed()
        if self.input:
            poll.register(self.stdin, select.POLLOUT)
        elif not talk:
            self.close_input()
        pause = 0.004
        while self.ending is None:
            for fd, event in poll.poll(pause * 1000):
                if fd == self.stdout:
                    self.drain("o", fd, 4)
                elif fd == self.stderr:
                    self.drain("e", fd, 4)
                elif fd == self.stdin:
                    self.feed()
                elif fd == exited:
                    self.reap()
                elif fd == 0:
                    self.told(event)
            if self.status is not None or self.ending is not None:
                break
            if time.monotonic() - self.begin > 0.003:
                pause = self.measure()
        self.finish()

    def told(self, event):
        if event & (select.POLLHUP | select.POLLERR) and not event & select.POLLIN:
            os._exit(0)
        kind = read_exactly(0, 1)
        content = read_exactly(0, struct.unpack(">I", read_exactly(0, 4))[0])
        if kind == b"i":
            if self.stdin >= 0:
                self.input = memoryview(bytes(self.input) + content)
                self.feed()
        elif kind == b"c":
            self.request["talk"] = False
            if not self.input:
                self.close_input()
        elif kind == b"k":
            self.ending = "killed"

    def close_input(self):
        if self.stdin >= 0:
            os.close(self.stdin)
            self.stdin = -1

    def feed(self):
        if self.stdin < 0:
            return
        try:
            while self.input:
                self.input = self.input[os.write(self.stdin, self.input[:CHUNK]):]
        except BlockingIOError:
            self.poll.register(self.stdin, select.POLLOUT)
            return
        except OSError:
            self.input = memoryview(b"")  # It does not read on; that is its right.
            self.poll_forget(self.stdin)
            self.close_input()
            return
        self.poll_forget(self.stdin)
        if not self.request["talk"]:
            self.close_input()

    def poll_forget(self, fd):
        try:
            self.poll.unregister(fd)
        except KeyError:
            pass

    def drain(self, kind, fd, rounds):
        for _ in range(rounds):
            try:
                data = os.read(fd, CHUNK)
            except BlockingIOError:
                return
            if not data:
                self.poll_forget(fd)
                return
            left = self.left[kind]
            self.left[kind] = left - len(data)
            if left > 0:
                send(kind.encode(), data[:left])
            if len(data) > left:
                self.ending = self.ending or "output"
                return

    def reap(self):
        pid, status, usage = os.wait4(self.child, 0)
        self.dead_cpu += usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss * 1024)
        self.status = status

    def measure(self):
        """Looks at what lives; returns how long nothing can go over a limit that matters."""
        watch_memory = self.request["watch"]
        live, resident, runnable = 0.0, 0, 0.0
        ticks = os.sysconf("SC_CLK_TCK")
        for name in self.box.others():
            try:
                with open("/proc/" + name + "/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
                live += sum(int(field) for field in fields[11:15]) / ticks
                if watch_memory:
                    with open("/proc/" + name + "/statm", "rb") as file:
                        pages = file.read().split()
                    resident += (int(pages[1]) - int(pages[2])) * 4096
            except (OSError, IndexError, ValueError):
                continue  # It ended meanwhile.
        cpu = self.dead_cpu + live
        self.most_live = max(self.most_live, cpu)
        now = time.monotonic() - self.begin
        if watch_memory:
            resident += self.files_used()
            if resident > self.request["memory"] and self.really_used() > self.request["memory"]:
                self.peak = max(self.peak, resident)
                self.ending = "memory"
            self.peak = max(self.peak, resident)
        if cpu > self.cpu_limit:
            self.ending = self.ending or "cpu"
        elif now > self.wall_limit:
            self.ending = self.ending or ("busy" if self.starved() else "idle")
        left = min((self.cpu_limit - cpu) / self.cores, self.wall_limit - now)
        return max(0.004, min(left + 0.002, 0.01 if watch_memory else 0.25))

    def really_used(self):
        """Memory with shared pages counted once; dearer to find out."""
        total = 0
        for name in self.box.others():
            try:
                with open("/proc/" + name + "/smaps_rollup") as file:
                    for line in file:
                        if line.startswith(("Pss_Anon:", "Pss_Shmem:")):
                            total += int(line.split()[1]) * 1024
            except (OSError, ValueError):
                continue
        return total + self.files_used()

    def files_used(self):
        if self.take_folder() < 0:
            return 0
        files = os.fstatvfs(self.folder)
        return (files.f_blocks - files.f_bfree) * files.f_frsize

    def take_folder(self):
        """The run's file system, which its first process hands out before the program begins."""
        if self.folder < 0 and self.request["folder"]:
            try:
                data, more, _, _ = self.setup.recvmsg(1, 64, _socket.MSG_DONTWAIT)
            except OSError:
                return -1
            if data == b"f" and more:
                self.folder = struct.unpack("i", more[0][2][:4])[0]
            else:
                self.said = data
        return self.folder

    def starved(self):
        """Whether what lives waited for a processor rather than for something that never comes."""
        waited = used = 0
        for name in self.box.others():
            try:
                for thread in os.listdir("/proc/" + name + "/task"):
                    with open("/proc/" + name + "/task/" + thread + "/schedstat") as file:
                        ran, delayed = file.read().split()[:2]
                    used += int(ran)
                    waited += int(delayed)
            except (OSError, ValueError):
                continue
        return (waited + used) / 1e9 > self.wall_limit / 2

    def finish(self):
        if self.status is None:
            os.kill(self.child, signal.SIGKILL)
            self.reap()  # It ends after everything else in its namespace.
        if self.ending is None:
            self.drain("o", self.stdout, 1 << 20)
            self.drain("e", self.stderr, 1 << 20)
        wall = time.monotonic() - self.begin
        self.take_folder()
        said = self.said
        while True:
            try:
                more = self.setup.recv(4096)
            except OSError:
                break
            if not more:
                break
            said += more
        cpu = max(self.dead_cpu, self.most_live)
        if self.ending is None and cpu > self.cpu_limit:
            self.ending = "cpu"
        code = 0
        if not said.startswith(b"g") and self.ending not in ("killed", "cpu"):
            if not (os.WIFSIGNALED(self.status) and not said):
                os.write(2, said + b"\n")
            self.done(1)
            return
        status = struct.unpack(">i", said[2:6])[0] if said[1:2] == b"s" else self.status
        if self.ending is None:
            if os.WIFSIGNALED(status):
                self.ending, code = "signal", os.WTERMSIG(status)
            else:
                self.ending, code = "exit", os.WEXITSTATUS(status)
        for name in self.request["collect"]:
            collect(name, self.folder, self.request)
        self.result = json.dumps({
            "end": self.ending, "code": code, "cpu": int(cpu * 1e9), "wall": int(wall * 1e9), "peak": self.peak,
        }).encode()
        self.done(0)

    def done(self, trouble):
        for fd in (self.stdout, self.stderr, self.stdin, self.exited, self.folder):
            if fd >= 0:
                os.close(fd)
        self.setup.close()
        if self.request["conversation"]:
            if self.result:
                send(b"r", self.result)
                while read_exactly(0, 1) != b"x":  # What was said to the program after its end is for nobody.
                    read_exactly(0, struct.unpack(">I", read_exactly(0, 4))[0])
                read_exactly(0, 4)
            send(b"d", struct.pack(">i", trouble))
        else:
            send(b"r", self.result, b"d" + struct.pack(">Ii", 4, trouble)) if self.result else send(
                b"d", struct.pack(">i", trouble))


def collect(name, box, request):
    """Sends regular files that the program left; follows no link, opens nothing that could block."""
    if box < 0:
        return
    folder = os.open("work", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=box)
    if name.endswith("/"):
        collect_folder(folder, name[:-1], "", request, 8)
        os.close(folder)
        return
    parts = name.split("/")
    for part in parts[:-1]:
        try:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
        except OSError:
            os.close(folder)
            return
        os.close(folder)
        folder = below
    collect_file(folder, parts[-1], name, request)
    os.close(folder)


def collect_folder(parent, name, label, request, depth):
    try:
        folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
    except OSError:
        return
    for entry in sorted(os.listdir(folder)):
        if collect_file(folder, entry, label + entry, request) == "folder" and depth:
            collect_folder(folder, entry, label + entry + "/", request, depth - 1)
    os.close(folder)


def collect_file(folder, name, label, request):
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return "nothing"
    try:
        info = os.fstat(fd)
        if (info.st_mode & 0o170000) == 0o040000:
            return "folder"
        if (info.st_mode & 0o170000) != 0o100000 or info.st_size > request["collectable"]:
            return "nothing"
        request["collectable"] -= info.st_size
        title = label.encode(errors="surrogateescape")
        content = bytearray()
        while len(content) < info.st_size:
            part = os.read(fd, 1 << 20)
            if not part:
                break
            content += part
        send(b"f", struct.pack(">H?", len(title), bool(info.st_mode & 0o100)) + title + bytes(content))
        return "file"
    finally:
        os.close(fd)


# ---------------------------------------------------------------- the zygote

def warm():
    """Imports what programs import most, so that they find it loaded."""
    for name in ("array", "bisect", "cmath", "collections", "collections.abc", "contextlib", "copy", "dataclasses",
                 "datetime", "decimal", "enum", "fractions", "functools", "heapq", "io", "itertools", "json",
                 "math", "operator", "random", "re", "statistics", "string", "threading", "time", "traceback",
                 "types", "typing", "atexit", "linecache"):
        __import__(name)


def clone():
    """
    A fork into fresh namespaces, as a child of the watcher. The call itself instead of the C library's fork: the one
    thread of this process is the same in the child, so there is nothing that would have to be told.
    """
    flags = NEWPID | NEWNS | NEWIPC | CLONE_PARENT | signal.SIGCHLD
    for attempt in range(50):
        pid = libc.syscall(SYS["clone"], flags, 0, 0, 0, 0)
        if pid >= 0 or ctypes.get_errno() not in (errno.ENOSPC, errno.EAGAIN, errno.ENOMEM):
            break
        time.sleep(0.01)  # Namespaces of ended runs are taken down in the background.
    return pid if pid >= 0 else -ctypes.get_errno()


def check_clone(pid):
    if pid < 0:
        raise OSError(-pid, "clone: " + os.strerror(-pid))
    return pid


def zygote(box, control, warmed):
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    nothing = os.open("/dev/null", os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    import random
    if warmed:
        warm()
    gc.collect()
    gc.disable()
    gc.freeze()
    room = _socket.CMSG_SPACE(16)
    while True:
        data, more, _, _ = control.recvmsg(1, room)
        if not data:
            os._exit(0)
        fds = struct.unpack("4i", more[0][2])
        pid = clone()
        if pid == 0:
            begin_run(box, fds[0], fds[1:])
        control.send(struct.pack("q", pid))
        for fd in fds:
            os.close(fd)


def main(config):
    if config["kind"] == "unshare":
        into_namespaces(config)
    else:
        inside_container(config)
    give_up_bounding_set()
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    box = Box()
    box.control, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    child = os.fork()
    if child == 0:
        try:
            box.control.close()
            zygote(box, theirs, config["zygote"])
        finally:
            os._exit(1)
    theirs.close()
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    box.ours = {str(os.getpid()), str(child), "1"}
    send(b"h", json.dumps({"python": sys.version.split()[0]}).encode())
    while True:
        request = read_request()
        if request["op"] == "keep":
            keep_program(request)
            send(b"d", struct.pack(">i", 0))
        elif request["op"] == "forget":
            forget_program(request)
            send(b"d", struct.pack(">i", 0))
        else:
            Watch(request, box).go()


main(json.loads(read_exactly(0, struct.unpack(">I", read_exactly(0, 4))[0])))
