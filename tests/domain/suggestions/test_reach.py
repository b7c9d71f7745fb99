"""Where words of a draft may go."""

from ipaddress import ip_address

import pytest

from salvaguarda.domain.suggestions.endpoints import Locality
from salvaguarda.domain.suggestions.reach import address_problems, host_key, may_connect

LOCAL, PROVIDER = Locality.LOCAL, Locality.PROVIDER
ALLOWED = ("gpu-box", "192.168.1.20", "FD00::1")


def problems(base_url: str, locality: Locality, hosts: tuple[str, ...] = ()) -> list[str]:
    return [f"{each.what} {each.fix}" for each in address_problems(base_url, locality, hosts)]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1:8080/v1/",
        "http://[::1]/v1",
        "https://localhost",
        "http://ollama.localhost/v1",
    ],
)
def test_this_machine_is_local(address: str) -> None:
    assert problems(address, LOCAL) == []


@pytest.mark.parametrize(
    "address",
    ["http://gpu-box:8000/v1", "https://GPU-Box./v1", "http://192.168.1.20/v1", "http://[fd00::1]/v1"],
)
def test_a_private_host_is_local_when_the_operator_allows_it(address: str) -> None:
    assert problems(address, LOCAL, ALLOWED) == []
    assert "SALVAGUARDA_LOCAL_MODEL_HOSTS" in problems(address, LOCAL)[0]


@pytest.mark.parametrize(
    "address", ["https://api.example.org/v1", "https://api.example.org:8443/openai/v1/", "https://8.8.8.8/v1"]
)
def test_a_provider_is_on_the_public_internet_and_encrypted(address: str) -> None:
    assert problems(address, PROVIDER) == []
    assert problems(address, LOCAL)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://api.example.org/v1", "https://"),
        ("https://localhost/v1", "this machine"),
        ("https://127.0.0.1/v1", "this machine"),
        ("https://10.0.0.7/v1", "private network"),
        ("https://169.254.169.254/v1", "private network"),
        ("https://[::1]/v1", "this machine"),
        ("https://[::ffff:127.0.0.1]/v1", "this machine"),
        ("https://0.0.0.0/v1", "this machine"),
    ],
)
def test_a_provider_that_is_none_is_refused(address: str, says: str) -> None:
    assert any(says in each for each in problems(address, PROVIDER, ALLOWED))


@pytest.mark.parametrize(
    "address",
    [
        "", "localhost:11434", "ftp://localhost/v1", "file:///etc/passwd", "unix:///run/x", "recorded:demo", "http://", "https:///v1",
        "http://local host/v1", "http://localhost:99999/v1", "http://localhost:0/v1", "http://exämple.org/v1",
        "http://localhost\\@evil.example/v1", "http://localhost/v1\r\nX: y", "http://[::1/v1",
        "http://2130706433/v1", "http://0x7f.1/v1", "http://127.1/v1", "http://017700000001/v1", "http://-x/v1",
        "http://" + "a" * 600, "http://a..b/v1", "http://" + "a" * 64 + ".example/v1", "http://[::1%25eth0]/v1", "http://[fd00::1%1]/v1",
        "http://%6cocalhost/v1", "http://localhost%2eevil.example/v1", "http://localhost%00.evil.example/v1", "http:localhost/v1", "https://localhost/é",
    ],
)  # fmt: skip
@pytest.mark.parametrize("locality", [LOCAL, PROVIDER])
def test_what_is_no_address_is_refused(address: str, locality: Locality) -> None:
    assert "no address of a server" in problems(address, locality)[0]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://ana:secret@api.example.org/v1", "name or password"),
        ("https://@api.example.org/v1", "name or password"),
        ("https://api.example.org/v1?key=x", "no ? or #"),
        ("https://api.example.org/v1#x", "no ? or #"),
        ("https://api.example.org/v1?", "no ? or #"),
        ("https://api.example.org/v1/chat/completions", "too far"),
        ("https://api.example.org/v1/responses/", "too far"),
    ],
)
def test_an_address_holds_no_secrets_and_ends_where_it_should(address: str, says: str) -> None:
    found = problems(address, PROVIDER)
    assert len(found) == 1
    assert says in found[0]
    assert "secret" not in found[0]


def may(address: str, host: str, locality: Locality) -> bool:
    return may_connect(ip_address(address), host, locality, ALLOWED)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_a_local_endpoint_may_connect_to_this_machine(address: str) -> None:
    assert may(address, "whatever", LOCAL)


@pytest.mark.parametrize(
    "address", ["10.1.2.3", "172.16.0.9", "192.168.1.20", "100.64.0.5", "fd00::1", "::ffff:10.1.2.3"]
)
def test_a_local_endpoint_may_connect_to_private_addresses_of_allowed_hosts_only(address: str) -> None:
    assert may(address, "GPU-box.", LOCAL)
    assert not may(address, "other-box", LOCAL)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "2001:4860:4860::8888",
        "169.254.169.254",
        "fe80::1",
        "0.0.0.0",
        "::",
        "224.0.0.1",
        "255.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        # what holds an address of this machine, but is reached through somebody's gateway
        "64:ff9b::7f00:1",
        "64:ff9b::a01:203",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:a01:203::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2001:0:4136:e378:8000:63bf:f5fe:fdfc",
        "::127.0.0.1",
        "fec0::1",
    ],
)
def test_a_local_endpoint_never_leaves_private_networks(address: str) -> None:
    assert not may(address, "gpu-box", LOCAL)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_a_provider_may_be_anywhere_public(address: str) -> None:
    assert may(address, "api.example.org", PROVIDER)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.1.20", "100.64.0.5", "169.254.169.254", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::",
        "::127.0.0.1",
        "64:ff9b:1::7f00:1",
        "fec0::1",
        "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    ],
)  # fmt: skip
def test_a_provider_is_never_in_this_machine_or_its_network(address: str) -> None:
    assert not may(address, "gpu-box", PROVIDER)


def test_hosts_are_compared_without_case_brackets_and_last_dot() -> None:
    assert host_key("[FD00::1]") == host_key("fd00::1.") == "fd00::1"
