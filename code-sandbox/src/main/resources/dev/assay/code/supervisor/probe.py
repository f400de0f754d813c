# Tries what a box must not allow, and says what came of it: one JSON object, name to [held, why].
import ctypes
import json
import os
import socket

found = {}


def status(name):
    with open("/proc/self/status") as file:
        return next(line.split(":")[1].split() for line in file if line.startswith(name))


def attempt(what):
    try:
        what()
        return True
    except OSError:
        return False


others = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
found["processes"] = [others == [os.getpid()], "a fresh pid namespace for every run; it sees the processes %s" % others]
secret = [path for path in ("/etc/passwd", "/root", "/home", "/var", "/sys", "/opt") if os.path.lexists(path)]
writable = [path for path in ("/", "/usr", "/usr/lib", "/dev", "/etc", "/lib64") if os.access(path, os.W_OK)]
found["files"] = [not secret and not writable, "a read-only root with nothing but the tools of the language" if not (
    secret or writable) else "it sees %s and may write to %s" % (secret, writable)]
space = os.statvfs("/tmp")
found["scratch"] = [os.path.ismount("/box"), "a fresh file system in memory for every run, here of %d MiB" % (
    space.f_blocks * space.f_frsize >> 20)]
probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
interfaces = [line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line and "lo:" not in line]
reached = attempt(lambda: probe.sendto(b"", ("192.0.2.1", 9)))
found["network"] = [not reached and not interfaces, "a network namespace without interfaces" if not interfaces else
                    "it has the interfaces %s" % interfaces]
filtered = status("Seccomp") == ["2"] and not attempt(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0))
found["syscalls"] = [filtered, "a seccomp filter refuses about seventy system calls" if filtered else
                     "no seccomp filter"]
held = {name: status(name)[0] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}
found["capabilities"] = [set(held.values()) == {"0" * 16} and status("NoNewPrivs") == ["1"],
                         "none, and none can be gained"]
segments = sum(len(open("/proc/sysvipc/" + kind).readlines()) - 1 for kind in ("shm", "sem", "msg"))
found["ipc"] = [segments == 0, "a fresh ipc namespace for every run"]
found["environment"] = [sorted(os.environ) == ["HOME", "LANG", "PATH", "TMPDIR"], "only PATH, HOME, LANG and TMPDIR"]
print(json.dumps(found))
