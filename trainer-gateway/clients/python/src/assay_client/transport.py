"""One HTTP request at a time over a connection that is kept alive."""

import http.client
import os
import socket
import ssl
import threading
import time
from typing import Dict, Optional, Union
from urllib.parse import urlsplit

from .errors import (
    AssayError,
    DeadlineExceeded,
    Overloaded,
    ProtocolError,
    Refused,
    ServiceUnavailable,
    Unauthorized,
)

_ANSWER_LIMIT = 1 << 30


class Address:
    """Where the service is and how it is spoken to."""

    def __init__(
        self,
        url: str,
        token: Optional[str],
        tls_ca: Optional[str] = None,
        tls_certificate: Optional[str] = None,
        tls_key: Optional[str] = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("the address must be http://HOST:PORT or https://HOST:PORT")
        self.tls = parts.scheme == "https"
        self.host = parts.hostname
        self.port = parts.port or (443 if self.tls else 80)
        self.prefix = parts.path.rstrip("/")
        self.headers: Dict[str, str] = {"Content-Type": "application/json", "Accept": "application/json"}
        if token:
            if not token.isascii() or not token.isprintable():
                raise ValueError("the token has characters that no header can carry")
            self.headers["Authorization"] = "Bearer " + token
        self._context: Optional[ssl.SSLContext] = None
        if self.tls:
            self._context = ssl.create_default_context(cafile=tls_ca)
            if tls_certificate:
                self._context.load_cert_chain(tls_certificate, tls_key)

    def connection(self, timeout: float) -> http.client.HTTPConnection:
        if self._context is not None:
            return http.client.HTTPSConnection(self.host, self.port, timeout=timeout, context=self._context)
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)


class Wire:
    """A connection of one sender thread. Only `abort` may be called from another."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Optional[http.client.HTTPConnection] = None
        self._lock = threading.Lock()
        self._aborted = False

    def begin(self) -> None:
        with self._lock:
            self._aborted = False

    def abort(self) -> None:
        """Ends the request under way: nobody waits for its answer."""
        with self._lock:
            self._aborted = True
            sock = getattr(self._connection, "sock", None)
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    # It was gone already, which is what was asked for.
                    return

    def post(self, path: str, body: Union[bytes, bytearray], deadline: float) -> bytes:
        """Posts a body; raises a typed error for anything but 200."""
        fresh = self._connection is None
        try:
            return self._once(path, body, deadline)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError) as e:
            self.close()
            # A server may close a kept connection at any moment; that says nothing about its health.
            if fresh or self._aborted:
                raise ServiceUnavailable(f"the connection broke: {e!r}") from e
        except (OSError, http.client.HTTPException) as e:
            self.close()
            raise self._failure(e, deadline) from e
        try:
            return self._once(path, body, deadline)
        except (OSError, http.client.HTTPException) as e:
            self.close()
            raise self._failure(e, deadline) from e

    def get(self, path: str, deadline: float) -> bytes:
        try:
            return self._once(path, None, deadline)
        except (OSError, http.client.HTTPException) as e:
            self.close()
            raise self._failure(e, deadline) from e

    def _failure(self, e: Exception, deadline: float) -> AssayError:
        if isinstance(e, socket.timeout) and time.monotonic() >= deadline:
            return DeadlineExceeded("no answer in time")
        if isinstance(e, ssl.SSLCertVerificationError):
            return ProtocolError(f"the service's certificate is not trusted: {e.verify_message}")
        return ServiceUnavailable(f"cannot reach {self._address.host}:{self._address.port}: {e!r}")

    def _once(self, path: str, body: Union[bytes, bytearray, None], deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout("no time left")
        connection = self._connection
        if connection is None:
            connection = self._address.connection(left)
            connection.connect()
            with self._lock:
                self._connection = connection
                if self._aborted:
                    raise ConnectionAbortedError("nobody waits for this request")
        elif connection.sock is not None:
            connection.sock.settimeout(left)
        connection.request(
            "GET" if body is None else "POST", self._address.prefix + path, body, self._address.headers
        )
        response = connection.getresponse()
        answer = self._read(connection, response, deadline)
        if response.will_close:
            self.close()
        if response.status == 200:
            return answer
        raise _error(response.status, response.getheader("Retry-After"), answer)

    @staticmethod
    def _read(
        connection: http.client.HTTPConnection, response: http.client.HTTPResponse, deadline: float
    ) -> bytes:
        parts = []
        size = 0
        while True:
            part = response.read(1 << 20)
            if not part:
                return parts[0] if len(parts) == 1 else b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > _ANSWER_LIMIT:
                raise http.client.HTTPException("the answer is larger than any that is expected")
            left = deadline - time.monotonic()
            if left <= 0:
                raise socket.timeout("no time left")
            if connection.sock is not None:
                connection.sock.settimeout(left)

    def forget(self) -> None:
        """Closes this process's copy of the parent's socket. Takes no lock: whoever held one is not here any more."""
        sock = getattr(self._connection, "sock", None)
        self._connection = None
        if sock is not None:
            number = sock.detach()
            if number >= 0:
                os.close(number)

    def close(self) -> None:
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _error(status: int, retry_after: Optional[str], body: bytes) -> AssayError:
    detail = body[:500].decode("utf-8", "replace")
    message = f"HTTP {status}: {detail}"
    if status in (401, 403):
        return Unauthorized(message)
    if status in (429, 503):
        overloaded = Overloaded(message)
        overloaded.retry_after = _seconds(retry_after)
        return overloaded
    if status == 408 or status >= 500:
        return ServiceUnavailable(message)
    if 400 <= status < 500:
        error = Refused(message)
        error.too_large = status == 413  # type: ignore[attr-defined]
        return error
    return ProtocolError(message)


def _seconds(retry_after: Optional[str]) -> Optional[float]:
    try:
        return None if retry_after is None else max(0.0, min(60.0, float(retry_after)))
    except ValueError:
        return None
