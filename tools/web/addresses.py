"""Which addresses of the web may be asked for a page: those of public machines, and no others."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from domain import WebUnavailable

Resolve = Callable[[str, int], list[str]]
"""From a name and a port to the addresses it has, as text."""

_PORTS = {"http": 80, "https": 443}
_LONGEST_URL = 2000


def resolve(name: str, port: int) -> list[str]:
    """The addresses the system gives for a name. Raises OSError."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str, *, loopback: bool = False) -> bool:
    """Whether an IP address is one of the public internet; with `loopback`, also this machine's.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as what it carries.
    """
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        carried = _carried(ip)
        if carried is not None:
            return is_public(str(carried))
    if loopback and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip.is_loopback or ip.is_unspecified:
        return None
    if ip in ipaddress.ip_network("64:ff9b::/96") or int(ip) >> 32 == 0:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


class Addresses:
    """Resolves each name once and keeps to what it was then: a name that changes its address
    between two look-ups leads nowhere else.

    With `loopback` this machine may be asked, too, at any port: for tests.
    """

    def __init__(self, resolve: Resolve = resolve, *, loopback: bool = False) -> None:
        self._resolve = resolve
        self._loopback = loopback
        self._pinned: dict[str, str] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> None:
        """Raises WebUnavailable, saying why, unless an address has a form that may be fetched."""
        try:
            parts = urlsplit(url)
            name, port = parts.hostname, parts.port
        except ValueError:
            raise WebUnavailable("it is no address of a web page") from None
        if len(url) > _LONGEST_URL:
            raise WebUnavailable("its address is too long")
        if parts.scheme not in _PORTS or not name:
            raise WebUnavailable("only http and https pages are read")
        if parts.username is not None or parts.password is not None:
            raise WebUnavailable("its address holds a user name or password")
        if port in (None, *_PORTS.values()):
            return
        if not (self._loopback and self._is_loopback(name)):
            raise WebUnavailable(f"port {port} is not one of the web's (80, 443)")

    def pin(self, name: str, port: int, seconds: float) -> str:
        """The address a name is asked at, the same every time. Raises WebUnavailable when it has
        none within `seconds`, or any that is not public."""
        key = name.lower().rstrip(".")
        with self._lock:
            if key in self._pinned:
                return self._pinned[key]
        found = self._within(key, port, seconds)
        if not found:
            raise WebUnavailable(f"{name} has no address")
        if not all(is_public(one, loopback=self._loopback) for one in found):
            raise WebUnavailable(f"{name} is not on the public internet")
        with self._lock:
            return self._pinned.setdefault(key, found[0])

    def _is_loopback(self, name: str) -> bool:
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost" or name.endswith(".localhost")

    def _within(self, name: str, port: int, seconds: float) -> list[str]:
        """The system's look-up knows no time limit, so it runs where it can be left behind."""
        found: list[str] = []
        failed: list[OSError] = []

        def look() -> None:
            try:
                found.extend(self._resolve(name, port))
            except (OSError, UnicodeError) as error:
                failed.append(error if isinstance(error, OSError) else OSError(str(error)))

        looking = threading.Thread(target=look, name="look-up", daemon=True)
        looking.start()
        looking.join(max(seconds, 0.0))
        if looking.is_alive():
            raise WebUnavailable(f"looking up {name} took too long")
        if failed:
            raise WebUnavailable(f"{name} cannot be found")
        return found
