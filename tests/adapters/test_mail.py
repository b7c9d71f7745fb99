"""E-mail through a real server (aiosmtpd) on loopback: what arrives, how the way is encrypted, and what is said when it fails."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from salvaguarda.adapters.mail import MailServer, Security, SmtpMailer
from salvaguarda.adapters.secrets_folder import read_secret
from salvaguarda.domain.errors import MailNotSent
from tests.mail_server import Box, mail_server, only_ana

SENDER = "Salvaguarda <salvaguarda@example.org>"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 that signs itself, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def _tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def _trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def _mailer(port: int, security: Security = "none", **more: object) -> SmtpMailer:
    return SmtpMailer(MailServer("127.0.0.1", port, security, SENDER, **more))  # type: ignore[arg-type]


async def test_an_e_mail_arrives_as_it_was_written() -> None:
    box = Box()
    with mail_server(box) as port:
        await _mailer(port).send(
            "ben@example.org", "Einladung: Übereinkommen", "Hallo Ben,\n\nhttps://x.example/invite/abc\n"
        )
    [(envelope, message)] = box.arrived
    assert (envelope.mail_from, envelope.rcpt_tos) == ("salvaguarda@example.org", ["ben@example.org"])
    assert (message["from"], message["to"]) == (SENDER, "ben@example.org")
    assert message["subject"] == "Einladung: Übereinkommen"
    assert message.get_content().splitlines() == ["Hallo Ben,", "", "https://x.example/invite/abc"]
    assert message["message-id"].endswith("@example.org>")
    assert message["auto-submitted"] == "auto-generated"


async def test_no_line_end_begins_another_header_and_no_address_is_two() -> None:
    box = Box()
    with mail_server(box) as port:
        await _mailer(port).send("ben@example.org", "Hello\r\nBcc: eve@example.org", "x")
        for address in (
            "a@b.example, c@d.example",
            "a@b.example\r\nBcc: c@d.example",
            "Eve <c@d.example>",
            "@",
            "a",
        ):
            with pytest.raises(MailNotSent, match="none that an e-mail"):
                await _mailer(port).send(address, "x", "x")
    [(envelope, message)] = box.arrived
    assert envelope.rcpt_tos == ["ben@example.org"]
    assert message["bcc"] is None


async def test_names_of_domains_in_other_letters_are_written_as_the_network_does() -> None:
    box = Box()
    with mail_server(box) as port:
        await _mailer(port).send("ben@bücher.example", "x", "x")
    assert box.arrived[0][0].rcpt_tos == ["ben@xn--bcher-kva.example"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_the_way_is_encrypted_before_the_password_is_sent(
    security: Security, certificate: Path, tmp_path: Path
) -> None:
    box = Box()
    (tmp_path / "smtp.password").write_text("a secret\n")
    options: dict[str, Any] = (
        {"tls_context": _tls(certificate), "require_starttls": True}
        if security == "starttls"
        else {"tls": _tls(certificate)}
    )
    authentication: dict[str, Any] = {
        "authenticator": only_ana,
        # aiosmtpd knows of the encryption that STARTTLS began, not of one that was there before.
        "auth_required": security == "starttls",
        "auth_require_tls": security == "starttls",
    }
    with mail_server(box, **options, **authentication) as port:
        told = {
            "user": "ana",
            "password": lambda: read_secret(tmp_path, "smtp.password"),
            "context": _trusting(certificate),
        }
        await _mailer(port, security, **told).send("ben@example.org", "x", "x")
        assert len(box.arrived) == 1
        (tmp_path / "smtp.password").write_text("another")
        with pytest.raises(MailNotSent, match="did not accept the name and password"):
            await _mailer(port, security, **told).send("ben@example.org", "x", "x")
        (tmp_path / "smtp.password").unlink()
        with pytest.raises(MailNotSent, match=r"smtp\.password of the secrets folder is missing"):
            await _mailer(port, security, **told).send("ben@example.org", "x", "x")
    assert len(box.arrived) == 1


async def test_a_server_that_nobody_vouches_for_gets_nothing(certificate: Path) -> None:
    box = Box()
    with (
        mail_server(box, tls_context=_tls(certificate)) as port,
        pytest.raises(MailNotSent, match="could not be trusted"),
    ):
        await _mailer(port, "starttls").send("ben@example.org", "x", "x")
    assert box.arrived == []


async def test_a_server_without_encryption_gets_nothing_where_it_is_asked_for() -> None:
    box = Box()
    with mail_server(box) as port, pytest.raises(MailNotSent, match="STARTTLS"):
        await _mailer(port, "starttls").send("ben@example.org", "x", "x")
    assert box.arrived == []


async def test_what_goes_wrong_is_said_without_the_address() -> None:
    box = Box()
    with mail_server(box) as port, pytest.raises(MailNotSent, match="does not take") as refused:
        await _mailer(port).send("gone@example.org", "x", "x")
    with pytest.raises(MailNotSent, match="cannot be reached") as away:
        await _mailer(port).send("ben@example.org", "x", "x")
    assert "@" not in refused.value.message + away.value.message
