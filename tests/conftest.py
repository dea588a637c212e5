"""What holds for every test: no settings of the person who runs it, no way out of this machine, no hurry."""

import ipaddress
import os
import sys

from hypothesis import HealthCheck, settings

#: Settings of the service as a shell may hold them; a test gives its own.
_SETTINGS = ("DATABASE_URL", "HOST", "PORT", "HITOIKI_", "LINE_", "SLACK_")


class LeavesThisMachineError(Exception):
    """A test tried to reach another machine."""


def pytest_configure() -> None:
    """Before the first test is collected, and in every process of them."""
    for name in list(os.environ):
        if name.startswith(_SETTINGS):
            del os.environ[name]
    sys.addaudithook(_stay_here)
    # A busy machine is no failure, and an example that failed once is told so that it can be kept as a test.
    settings.register_profile("hitoiki", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
    settings.load_profile("hitoiki")


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse connections to anything but loopback addresses and local sockets."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and not _is_loopback(str(address[0])):
        raise LeavesThisMachineError(f"a test connects to {address[0]}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", ""}
