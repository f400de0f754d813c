# Runs the assertions of a test, apart from the candidate. What the candidate offers is reached by name; every call is
# sent to the judge, and what comes back is plain data that the judge has read and written anew.
import ast, builtins, importlib, os, sys


class Refused(BaseException):
    """The test cannot go on, whatever it catches."""


def main():
    replies = os.fdopen(os.dup(0), "rb")
    requests = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)

    def send(message):
        line = Encoder().line(message) + b"\n"
        while line:
            line = line[os.write(requests, line):]

    def ask(message):
        send(message)
        line = replies.readline()
        if not line:
            raise Refused("the candidate is gone")
        reply = json.loads(line)
        if "raise" in reply:
            kind = getattr(builtins, reply["raise"], Exception)
            if not (isinstance(kind, type) and issubclass(kind, Exception)):
                kind = Exception
            try:
                trouble = kind(reply.get("text", ""))
            except TypeError:
                trouble = Exception(reply.get("text", ""))
            raise trouble
        return reply["value"]

    def plain(values, named):
        def keep(value, encoder, depth):
            return {"h": object.__getattribute__(value, "_number")} if type(value) is Handle else None

        encoded = [Encoder(keep).encode(one) for one in values]
        more = {name: Encoder(keep).encode(one) for name, one in named.items()}
        if '"u"' in json.dumps([encoded, more]) and any(unplain(one) for one in [*encoded, *more.values()]):
            send({"broken": "an argument of the test is not plain data"})
            raise Refused("an argument of the test is not plain data")
        return {"args": encoded, "named": more}

    class Handle:
        """An object that stays with the candidate. It can be read, written, called and passed on, never compared."""

        __slots__ = ("_number",)

        def __init__(self, number):
            object.__setattr__(self, "_number", number)

        def __getattr__(self, name):
            return received(ask({"do": "get", "on": object.__getattribute__(self, "_number"), "name": name}))

        def __setattr__(self, name, value):
            ask({"do": "set", "on": object.__getattribute__(self, "_number"), "name": name,
                 "value": plain([value], {})["args"][0]})

        def __call__(self, *args, **named):
            return received(ask({"do": "apply", "on": object.__getattribute__(self, "_number"), **plain(args, named)}))

    def refuse(self, *_):
        send({"unplain": "an object of the candidate"})
        raise Refused("an object of the candidate cannot be judged")

    for operation in ("bool", "eq", "ne", "lt", "le", "gt", "ge", "hash", "len", "iter", "contains", "getitem", "add",
                      "radd", "sub", "rsub", "mul", "int", "float", "index", "str", "repr", "abs", "round", "enter"):
        setattr(Handle, f"__{operation}__", refuse)

    def received(value):
        try:
            return decode(value, lambda tag, body: Handle(body) if tag == "h" else refuse(None))
        except TypeError:
            return refuse(None)

    class Candidate:
        """A function of the candidate."""

        def __init__(self, name):
            self.__name__ = self.__qualname__ = name

        def __call__(self, *args, **named):
            return received(ask({"do": "call", "name": self.__name__, **plain(args, named)}))

    class Names(dict):
        """What the test does not define itself is the candidate's."""

        def __missing__(self, name):
            own = not name.startswith("__")
            known = own and ask({"do": "has", "name": name})
            if not known and name in getattr(sys, "stdlib_module_names", ()):
                self[name] = importlib.import_module(name)
                return self[name]
            if not known:
                # Data, asked for each time anew: what the candidate's functions change is seen.
                for value in ask({"do": "value", "name": name}) if own else ():
                    return received(value)
                raise KeyError(name)
            self[name] = Candidate(name)
            return self[name]

    head = json.loads(replies.readline())
    try:
        tree = ast.parse(head["asserts"], "asserts.py")
        code = compile(tree, "asserts.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as trouble:
        return send({"broken": f"the asserts cannot be read: {trouble}"[:300]})
    space = {"__name__": "asserts", "__builtins__": Names(vars(builtins))}
    entry = head.get("entry")
    for text in head.get("helpers", []):
        try:
            exec(compile(helpers(text, entry), "prompt.py", "exec", dont_inherit=True), space)
            break
        except Exception:
            continue
    shadowed = shadowing(tree)
    try:
        if shadowed and ask({"do": "has", "name": shadowed}):
            space[shadowed] = Candidate(shadowed)
        exec(code, space)
        check = space.get("check")
        if callable(check):
            name = entry or ask({"do": "last"})
            check(Candidate(name))
        else:
            for name, test in list(space.items()):
                if name.startswith("test") and callable(test) and getattr(test, "__module__", "") == "asserts":
                    test()
    except Refused:
        return
    except BaseException as trouble:
        line = 0
        trace = trouble.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "asserts.py":
                line = trace.tb_lineno
            trace = trace.tb_next
        send({"failed": type(trouble).__name__, "text": str(trouble)[:200], "line": line})
    else:
        send({"passed": True})


def shadowing(tree):
    """The built-in name that the assertions mean the candidate's function by: the first one that they call, where they
    call nothing else that could be the candidate's. The candidate has no say in it, or it could replace any of them."""
    called = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    bound = any(isinstance(node, (ast.FunctionDef, ast.Import, ast.ImportFrom)) for node in ast.walk(tree))
    return called[0] if called and not bound and all(hasattr(builtins, name) for name in called) else None


def unplain(value):
    if isinstance(value, list):
        return any(unplain(one) for one in value)
    if isinstance(value, dict):
        return "u" in value or any(unplain(one) for one in value.values())
    return False


def helpers(text, entry):
    """Imports, functions and classes that the prompt gives, without what is asked for: the entry, and every function
    that only has a docstring."""
    tree = ast.parse(text)
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    tree.body = [one for one in tree.body if isinstance(one, kinds) and not asked_for(one, entry)]
    return tree


def asked_for(one, entry):
    return isinstance(one, ast.FunctionDef) and (one.name == entry or all(
        isinstance(line, ast.Pass) or isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)
        for line in one.body))



main()
