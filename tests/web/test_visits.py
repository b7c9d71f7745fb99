"""How a sign-in is told in the list of sessions."""

import pytest

from salvaguarda.web.visits import short_address, short_agent

MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("agent", "short"),
    [
        (f"{MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"),
        (f"{MOZILLA} (Windows NT 10.0; Win64; x64) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        (f"{MOZILLA} (Linux; Android 10; K) Chrome/142.0 Mobile Safari/537.36", "Chrome, Android"),
        (f"{MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1", "Safari, iOS"),
        (f"{MOZILLA} (iPad; CPU OS 18_1 like Mac OS X) CriOS/142.0 Safari/604.1", "Chrome, iPadOS"),
        (f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1", "Safari, macOS"),
        ("python-httpx/0.28.1", "python-httpx"),
        ("curl/8.5", "curl"),
        ("Firefox", "Firefox"),
        (MOZILLA, ""),
        ("", ""),
        ("<script>alert(1)</script>", ""),
        ("x" * 10_000 + "Firefox", ""),
    ],
)
def test_agent_is_browser_and_system(agent: str, short: str) -> None:
    assert short_agent(agent) == short


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("203.0.113.77", "203.0.113.…"),
        ("::ffff:203.0.113.77", "203.0.113.…"),
        ("2001:db8:0:42::7", "2001:db8:0:…"),
        ("fe80::1%eth0", "fe80:0:0:…"),
        ("testclient", ""),
        ("", ""),
    ],
)
def test_address_is_its_network(address: str, short: str) -> None:
    assert short_address(address) == short
