"""The one way by which the system asks another: HTTPS to a host that the office named, and nothing else.

No redirect is followed, no address inside one's own network is spoken to, whatever the name resolves to, and
the connection goes to the very address that was checked. A test finds every other way out of the package.
"""

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import urlsplit

SECONDS = 5
LARGEST_ANSWER = 1_000_000
PORT = 443


class NotSent(Exception):
    """The other side was not asked, or did not answer as it should; the text says why, for the log."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What the other side answered: a status from 200 to 299 and its bytes."""

    status: int
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A way out to the hosts that are named; `context` and `resolve` are the system's unless a test gives others."""

    hosts: tuple[str, ...]
    context: ssl.SSLContext | None = None
    resolve: Callable[[str, int], str] | None = None
    port: int = PORT

    def send(
        self, address: str, *, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """GET, or with `content` POST, and hand back the answer. Raises NotSent."""
        host, path = self._named(address)
        target = (self.resolve or public_address)(host, self.port)
        connection = _Pinned(host, target, self.port, self.context or ssl.create_default_context())
        try:
            connection.request(
                "GET" if content is None else "POST", path, body=content, headers=dict(headers or {})
            )
            answer = connection.getresponse()
            if not 200 <= answer.status < 300:
                raise NotSent(f"{host} answered {answer.status}; redirects are not followed")
            found = answer.read(LARGEST_ANSWER + 1)
        except (OSError, HTTPException) as error:
            raise NotSent(f"{host} did not answer: {type(error).__name__}") from error
        finally:
            connection.close()
        if len(found) > LARGEST_ANSWER:
            raise NotSent(f"{host} answered more than {LARGEST_ANSWER} bytes")
        return Reply(status=answer.status, content=found)

    def _named(self, address: str) -> tuple[str, str]:
        """The host and the path of an address that may be asked."""
        parts = urlsplit(address)
        try:
            port = parts.port or self.port
        except ValueError:
            port = -1
        host = (parts.hostname or "").lower()
        if parts.scheme != "https" or parts.username is not None or port != self.port:
            raise NotSent("only https:// addresses without a user and on the usual port are asked")
        if host not in self.hosts:
            raise NotSent(f"{host!r} is none of the hosts that may be asked")
        path = parts.path or "/"
        return host, f"{path}?{parts.query}" if parts.query else path


def public_address(host: str, port: int) -> str:
    """The address of a host; a name that leads into a private network is refused. Raises NotSent."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotSent(f"{host} has no address") from error
    addresses = [str(entry[4][0]) for entry in found]
    private = [one for one in addresses if not is_public(one)]
    if private or not addresses:
        raise NotSent(f"{host} leads into a private network")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the Internet: not private, local, link-local, shared, reserved or many's."""
    found = ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if inner is not None:
        found = inner
    return found.is_global and not found.is_multicast


class _Pinned(HTTPSConnection):
    """A connection to one address, whose certificate must still be that of the host's name."""

    def __init__(self, host: str, target: str, port: int, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=SECONDS, context=context)
        self._target, self._tls = target, context

    def connect(self) -> None:
        """Connect to the address that was checked; the name is not looked up again."""
        plain = socket.create_connection((self._target, self.port), timeout=SECONDS)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
