# Plain typed data on one line of JSON. Both ends of the channel use it; nothing of a candidate's class survives it.
import fractions, decimal, json, math

DEPTH = 60
NODES = 2_000_000


TYPES = {t.__name__: t for t in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, object,
                                 type(None))}


class TooMuch(Exception):
    pass


class Encoder:
    """Turns a value into JSON with tags. Base-class methods are used throughout, so overridden ones never run."""

    def __init__(self, keep=None):
        self.left = NODES
        self.keep = keep

    def encode(self, value, depth=0):
        self.left -= 1
        if self.left < 0 or depth > DEPTH:
            raise TooMuch("nested too deep or too large")
        kind = type(value)
        if value is None or value is True or value is False:
            return value
        if kind is int or issubclass(kind, int):
            number = int.__add__(value, 0)
            return number if -(1 << 53) < number < 1 << 53 else {"i": format(number, "x")}
        if issubclass(kind, float):
            number = float.__add__(value, 0.0) if value != 0 or kind is not float else value
            return number if math.isfinite(number) else {"f": float.__repr__(number)}
        if issubclass(kind, str):
            return str.__getitem__(value, slice(None)) if kind is str else "".join(str.__iter__(value))
        if issubclass(kind, list):
            return [self.encode(one, depth + 1) for one in list.__iter__(value)]
        if issubclass(kind, tuple):
            return {"t": [self.encode(one, depth + 1) for one in tuple.__iter__(value)]}
        if issubclass(kind, dict):
            return {"d": [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in dict.items(value)]}
        if issubclass(kind, set):
            return {"s": [self.encode(one, depth + 1) for one in set.__iter__(value)]}
        if issubclass(kind, frozenset):
            return {"z": [self.encode(one, depth + 1) for one in frozenset.__iter__(value)]}
        if issubclass(kind, (bytes, bytearray)):
            return {"b": kind.hex(value) if kind in (bytes, bytearray) else bytes(memoryview(value)).hex()}
        if kind is complex:
            return {"c": [repr(value.real), repr(value.imag)]}
        if kind is decimal.Decimal:
            return {"D": str(value)}
        if kind is fractions.Fraction:
            return {"F": [format(value.numerator, "x"), format(value.denominator, "x")]}
        if kind is type and TYPES.get(value.__name__) is value:
            return {"y": value.__name__}
        if self.keep is not None:
            kept = self.keep(value, self, depth)
            if kept is not None:
                return kept
        return {"u": kind.__name__[:60] if type(kind) is type else "?"}

    def line(self, message):
        return json.dumps(message, allow_nan=False).encode()


def decode(value, revive=None):
    """The value of a line's JSON. The judge has bounded its depth and size before it comes here."""
    if isinstance(value, list):
        return [decode(one, revive) for one in value]
    if not isinstance(value, dict):
        return value
    ((tag, body),) = value.items()
    if tag == "i":
        return int(body, 16)
    if tag == "f":
        return float(body)
    if tag == "t":
        return tuple(decode(one, revive) for one in body)
    if tag == "d":
        return {decode(k, revive): decode(v, revive) for k, v in body}
    if tag == "s":
        return {decode(one, revive) for one in body}
    if tag == "z":
        return frozenset(decode(one, revive) for one in body)
    if tag == "b":
        return bytes.fromhex(body)
    if tag == "c":
        return complex(float(body[0]), float(body[1]))
    if tag == "D":
        return decimal.Decimal(body)
    if tag == "F":
        return fractions.Fraction(int(body[0], 16), int(body[1], 16))
    if tag == "y":
        return TYPES[body]
    if revive is not None:
        return revive(tag, body)
    raise ValueError("no such kind of value: " + str(tag))
