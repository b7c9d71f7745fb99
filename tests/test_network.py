"""No test can reach anything but this machine."""

import socket

import pytest


def test_a_connection_to_another_machine_is_refused() -> None:
    # pytest-socket warns before it raises, and warnings are errors here
    with socket.socket() as other, pytest.raises(UserWarning, match=r"192\.0\.2\.1"):
        other.connect(("192.0.2.1", 80))
