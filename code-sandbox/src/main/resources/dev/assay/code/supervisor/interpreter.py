"""Python programs: they run in a fork of the supervisor's own interpreter, where `python3 -I FILE` would start one."""

import atexit
import gc
import os
import random
import sys
import threading
import types

import _thread

from supervisor.kernel import PROGRAM, SYS, libc

OFTEN_IMPORTED = (
    "array", "atexit", "bisect", "cmath", "collections", "collections.abc", "contextlib", "copy", "dataclasses", "datetime",
    "decimal", "enum", "fractions", "functools", "heapq", "io", "itertools", "json", "linecache", "math", "operator",
    "random", "re", "statistics", "string", "threading", "time", "traceback", "types", "typing")

USUAL_NAME = "main.py"


class Interpreter:
    """What a program finds when it begins."""

    def __init__(self):
        for name in OFTEN_IMPORTED:
            __import__(name)
        for name in [name for name in sys.modules if name.split(".")[0] == "supervisor"]:
            del sys.modules[name]
        self.path = PROGRAM + "/" + USUAL_NAME
        self.module = types.ModuleType("__main__")
        self.module.__dict__.update(__file__=self.path, __builtins__=__builtins__, __cached__=None)
        sys.modules["__main__"] = self.module
        sys.path.insert(0, PROGRAM)
        sys.argv = [self.path]
        # The generator behind the functions of the module; without a seed of its own every program would draw the same.
        self.settle = super(random.Random, random._inst).seed
        self.close_range, self.enable_gc, self.names = SYS["close_range"], gc.enable, self.module.__dict__
        # What the end of a program takes; a tuple, so that a program that needs none of it copies no page of it.
        self.ending = (os._exit, atexit._run_exitfuncs, threading._shutdown, is_open, _thread._count,
                       threading._threading_atexits, sys.stdout, sys.stderr)

    def become(self, setup, name, source, arguments, environment):
        """Runs a source file in this very process, and ends it."""
        libc.syscall(self.close_range, 3, 0x7fffffff, 0)
        ending, names, path = self.ending, self.names, self.path
        if name != USUAL_NAME:
            path = names["__file__"] = sys.argv[0] = PROGRAM + "/" + name
        if arguments:
            sys.argv.extend(arguments)
        if environment:
            os.environ.update(environment)
        self.enable_gc()
        status = 0
        try:
            if source is None:
                with open(path, "rb") as file:
                    source = file.read()
            exec(compile(source, path, "exec", dont_inherit=True), names)
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
        end, finish, shutdown, is_still_open, count, waiting, out, err = ending
        try:
            if count() or waiting:
                shutdown()
            finish()
        except BaseException:
            pass
        streams = [sys.stdout, sys.stderr]
        if streams[0] is not out or streams[1] is not err:
            streams += [out, err]
        for stream in streams:
            try:
                stream.flush()
            except BaseException:
                if is_still_open(stream):
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


def is_open(stream):
    try:
        return stream is not None and not stream.closed
    except BaseException:
        return True
