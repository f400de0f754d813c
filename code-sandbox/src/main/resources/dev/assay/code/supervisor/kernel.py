"""What the supervisor asks of the kernel beyond Python's standard library, and where things lie in a box."""

import ctypes
import os

# PyDLL keeps the interpreter's lock: a process that was cloned in a call must find it held, as it was.
libc = ctypes.PyDLL(None, use_errno=True)

MACHINE = os.uname().machine
CALLS = {  # name: (x86_64, aarch64)
    "clone": (56, 220), "pivot_root": (155, 41), "capset": (126, 91), "close_range": (436, 436),
}
SYS = {name: numbers[0 if MACHINE == "x86_64" else 1] for name, numbers in CALLS.items()}

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
CLONE_PARENT = 0x8000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18)
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = (
    1, 4, 22, 24, 38)
MSG_CMSG_CLOEXEC = 0x40000000
NO_CAPABILITIES = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()

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


def give_up_bounding_set():
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
