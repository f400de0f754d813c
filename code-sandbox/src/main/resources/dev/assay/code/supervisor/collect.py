"""Brings back files that a program left; follows no link, opens nothing that could block."""

import os
import struct

from supervisor.frames import send


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
