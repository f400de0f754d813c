"""The box: namespaces, and a root with nothing but what a language needs, laid once for all runs of a supervisor."""

import os
import resource
import signal

from supervisor.kernel import (
    MACHINE, MNT_DETACH, MS_BIND, MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_PRIVATE, MS_RDONLY, MS_REC, MS_REMOUNT, NEWIPC, NEWNET,
    NEWNS, NEWPID, NEWUSER, NEWUTS, PR_SET_DUMPABLE, PR_SET_PDEATHSIG, SYS, TEMPORARY, check, libc, mount, write_file)

INSIDE_UID = 1000


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
