"""The watcher's side of a run: feeds the program, reads what it says, and watches what it uses."""

import marshal
import os
import select
import signal
import struct
import time

import _socket

from supervisor.collect import collect
from supervisor.frames import read_exactly, send
from supervisor.kernel import PROGRAM, WORK
from supervisor.program import AT_ONCE

CHUNK = 1 << 16


def portion(request):
    """What the run itself has to know of a request; see begin_run."""
    files, source = [], None
    for (where, name, executable), content in zip(request["names"], request["blobs"]):
        files.append(((PROGRAM if where == "p" else WORK) + "/" + name, content, 0o755 if executable else 0o644))
        if where == "p" and name == request["zygote"]:
            source = content
    program = ((request["zygote"], source, request["arguments"], request["environment"]) if request["zygote"]
               else (request["command"], request["environment"]))
    limits = [(which, (limit, limit)) for which, limit in request["rlimits"]]
    return files, request["stored"], request["folder"], space(request), limits, program


def space(request):
    """The options of a run's file system."""
    return b"size=%d,nr_inodes=%d,mode=755" % (request["tmpfs"], request["inodes"])


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
        request["folder"] = bool(request["collect"] or request["watch"])
        run = self.box.take()
        self.child = run.pid()
        self.setup, self.stdin, self.stdout, self.stderr = run.setup, run.stdin, run.stdout, run.stderr
        content = marshal.dumps(portion(request))
        self.begin = time.monotonic()
        try:
            if len(content) <= AT_ONCE:
                self.setup.send(content)
            else:
                self.setup.send(marshal.dumps(len(content)))
                for start in range(0, len(content), CHUNK):
                    self.setup.send(content[start:start + CHUNK])
        except OSError:
            pass  # It ended, and said why.

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
        live, resident, mapped = 0.0, 0, 0
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
                    mapped += int(pages[2]) * 4096
            except (OSError, IndexError, ValueError):
                continue  # It ended meanwhile.
        cpu = self.dead_cpu + live
        self.most_live = max(self.most_live, cpu)
        now = time.monotonic() - self.begin
        if watch_memory:
            resident += self.files_used()
            # What is mapped may be files of the machine, or memory that processes share.
            if resident + mapped > self.request["memory"]:
                used = self.really_used()
                resident = max(resident, used) if used > self.request["memory"] else resident
                self.ending = "memory" if used > self.request["memory"] else self.ending
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
                data, more, _, _ = self.setup.recvmsg(CHUNK, 64, _socket.MSG_DONTWAIT)
            except OSError:
                return -1
            if data == b"f" and more:
                self.folder = struct.unpack("i", more[0][2][:4])[0]
            else:
                self.said = data
        return self.folder

    def starved(self):
        """Whether something that lives waited for a processor rather than for something that never comes. Many that wait
        for each other are not added up: on an idle machine one waits no longer than its siblings work, and they may not
        work for so long."""
        most = 0
        for name in self.box.others():
            try:
                for thread in os.listdir("/proc/" + name + "/task"):
                    with open("/proc/" + name + "/task/" + thread + "/schedstat") as file:
                        most = max(most, sum(int(part) for part in file.read().split()[:2]))
            except (OSError, ValueError):
                continue
        return most / 1e9 > self.wall_limit / 2

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
        self.result = b'{"end":"%s","code":%d,"cpu":%d,"wall":%d,"peak":%d}' % (
            self.ending.encode(), code, int(cpu * 1e9), int(wall * 1e9), self.peak)
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
