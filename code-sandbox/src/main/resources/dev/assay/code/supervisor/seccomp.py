"""
The filter of system calls that no program needs. It comes in two parts, because the kernel compiles what it is given:
the long part is loaded once, by the zygote, and inherited; the short part, with what a fork needs to lay its file system,
is loaded by every run.
"""

import ctypes
import errno
import struct

from supervisor.kernel import (
    MACHINE, NEWIPC, NEWNET, NEWNS, NEWPID, NEWUSER, NEWUTS, PR_SET_SECCOMP, check, libc)

ALLOW, KILL, EPERM_, ENOSYS_, EAF_ = (
    0x7fff0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS, 0x50000 | errno.EAFNOSUPPORT)
DENIED = {  # name: (x86_64, aarch64)
    "ptrace": (101, 117), "syslog": (103, 116), "uselib": (134, None), "personality": (135, 92),
    "vhangup": (153, 58), "modify_ldt": (154, None), "pivot_root": (155, 41), "_sysctl": (156, None),
    "adjtimex": (159, 171), "chroot": (161, 51), "acct": (163, 89), "settimeofday": (164, 170),
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
MOUNT, CLONE, CLONE3, SOCKET = (165, 40), (56, 220), (435, 435), (41, 198)
MACHINES = {"x86_64": (0, 0xc000003e), "aarch64": (1, 0xc00000b7)}
COLUMN, ARCHITECTURE = MACHINES[MACHINE]
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ARGUMENT = 16  # Where the first argument of a call lies in what a filter sees; the number lies at 0, the machine at 4.


def for_all():
    """What every program lacks, but for what its own beginning needs: (code, jump if true, jump if false, value)."""
    numbers = sorted(numbers[COLUMN] for numbers in DENIED.values() if numbers[COLUMN] is not None)
    lines = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, ARCHITECTURE), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    if MACHINE == "x86_64":
        lines += [(AT_LEAST, 0, 1, 0x40000000), (RETURN, 0, 0, KILL)]  # The x32 form of every call.
    lines += [(EQUAL, 0, 1, CLONE3[COLUMN]), (RETURN, 0, 0, ENOSYS_)]  # Its flags lie in memory; glibc falls back to clone.
    # Unix, IPv4 and IPv6 have nowhere to go here; every other family is more kernel than a program needs.
    lines += [(EQUAL, 0, 6, SOCKET[COLUMN]), (LOAD, 0, 0, ARGUMENT), (EQUAL, 3, 0, 1), (EQUAL, 2, 0, 2), (EQUAL, 1, 0, 10),
              (RETURN, 0, 0, EAF_), (RETURN, 0, 0, ALLOW)]
    for index, number in enumerate(numbers):
        lines.append((EQUAL, len(numbers) - index, 0, number))
    return lines + [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, EPERM_)]


def for_programs():
    """The rest: no mounts and no namespaces. The machine was looked at before."""
    namespaces = NEWNS | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET | 0x02000000
    return [(LOAD, 0, 0, 0), (EQUAL, 4, 0, MOUNT[COLUMN]), (EQUAL, 0, 2, CLONE[COLUMN]), (LOAD, 0, 0, ARGUMENT),
            (ANY_BIT, 1, 0, namespaces), (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, EPERM_)]


class SockFprog(ctypes.Structure):
    _fields_ = [("count", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


class Filter:
    """A part of the filter as the kernel wants it."""

    def __init__(self, lines):
        code = b"".join(struct.pack("HBBI", *line) for line in lines)
        self.kept = ctypes.create_string_buffer(code, len(code))
        self.program = SockFprog(len(lines), ctypes.cast(self.kept, ctypes.c_void_p))
        self.argument = ctypes.byref(self.program)

    def load(self):
        check(libc.prctl(PR_SET_SECCOMP, 2, self.argument, 0, 0), "seccomp")
