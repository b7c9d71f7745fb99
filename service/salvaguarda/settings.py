"""What can be set, by environment variables SALVAGUARDA_…; read once, all mistakes at once."""

import ipaddress
import re
from email.utils import parseaddr
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from salvaguarda.domain.errors import Invalid, Problem

_PREFIX = "SALVAGUARDA_"
DATABASE_NAME = "salvaguarda.db"
"""The SQLite database in the data folder."""


class Settings(BaseSettings):
    """Everything that can be set. The defaults work on one laptop."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, frozen=True, extra="forbid", env_ignore_empty=True, use_attribute_docstrings=True
    )

    data_folder: Path = Path("data")
    """Folder of the SQLite database (`salvaguarda.db`). Made when it is absent."""

    database_url: str = ""
    """PostgreSQL address, "postgresql://user:password@host/name". Empty: SQLite in the data folder."""

    host: str = "127.0.0.1"
    """Address to listen on. Anything but loopback opens the service to the network: put it behind HTTPS then."""

    port: int = Field(default=8765, ge=0, le=65535)
    """Port to listen on; 0 takes any free one."""

    public_url: str = ""
    """Address at which people open the service, "https://salvaguarda.example.org". Needed behind a proxy: it turns on
    secure cookies and says which Host header is right. Empty: the address it listens on."""

    allowed_hosts: list[str] = Field(default_factory=list)
    """Further names (JSON list) that may stand in the Host header, e.g. ["192.168.1.20", "office-laptop"]."""

    trusted_proxies: str = ""
    """Comma-separated addresses of proxies whose X-Forwarded-For and -Proto are believed. Empty: none."""

    demo: bool = False
    """Demo mode: one-click sign-in as a demo reviewer. Works on loopback only."""

    session_days: int = Field(default=14, ge=1, le=365)
    """Days after which an unused session ends."""

    reading_seconds: int = Field(default=60, ge=1, le=3600)
    """Seconds after which reading an upload is given up."""

    reading_memory_mb: int = Field(default=1024, ge=256, le=65536)
    """Megabytes of memory (address space) that reading one upload may take; two are read at once. Linux only."""

    prompts_folder: Path | None = None
    """Folder of prompts of one's own, laid out like `prompts/`; they stand beside those that come with the program."""

    secrets_folder: Path | None = None
    """Folder of key files of model servers, one key a file. Unset: `secrets` in the data folder."""

    local_model_hosts: list[str] = Field(default_factory=list)
    """Hosts on a private network (JSON list) that endpoints of language models may call local, e.g. ["192.168.1.20",
    "gpu-box"]. This machine is always local."""

    smtp_host: str = ""
    """Mail server through which invitations and links to set a new password are sent. Empty: none; links are shown instead."""

    smtp_port: int = Field(default=587, ge=1, le=65535)
    """Its port: 587 as a rule with starttls, 465 with tls."""

    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to the mail server is encrypted; none only for one on this machine."""

    smtp_user: str = ""
    """Name to sign in to the mail server with; the password is in the file `smtp.password` of the secrets folder."""

    smtp_sender: str = ""
    """Whom e-mails come from, "Salvaguarda <salvaguarda@example.org>". Needed with a mail server."""

    oidc_issuer: str = ""
    """Provider of OpenID Connect that people may sign in with, exactly as it calls itself,
    "https://sso.example.org/realms/reviewers". Empty: none."""

    oidc_client_id: str = ""
    """What the provider knows this service as. Its secret, where it gave one, is in the file `oidc.secret` of the secrets
    folder; the address to come back to is <public URL>/api/oidc/callback."""

    oidc_name: str = ""
    """What people call the provider: "Sign in with …". Empty: the name of its host."""

    oidc_scopes: str = "openid email profile"
    """What the provider is asked to tell."""

    oidc_allowed_domains: list[str] = Field(default_factory=list)
    """Domains of e-mail addresses (JSON list) for which the provider's word is taken, e.g. ["example.org"]: somebody here
    with such an address, verified there, is known by it at their first sign-in. Empty: accounts are only linked by whoever
    is signed in, and by invitations."""

    oidc_adds_people: bool = False
    """Whether somebody with a verified address of an allowed domain becomes a reviewer here at their first sign-in."""

    oidc_trusts_emails: bool = False
    """Take addresses as verified although the provider does not say so. Only for a provider whose accounts only your own
    administrators make, such as one tenant of Microsoft Entra ID."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """How much is logged. Never the text of a draft, a rationale or a password."""

    log_format: Literal["auto", "text", "json"] = "auto"
    """text for people, json for machines; auto: text on a terminal, json otherwise."""

    @field_validator("database_url")
    @classmethod
    def _postgresql_only(cls, value: str) -> str:
        if not value:
            return value
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError:
            backend = ""
        if backend not in {"postgresql", "sqlite"}:
            raise ValueError("must look like postgresql://user:password@host/name")
        return value

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("must be a whole address like https://salvaguarda.example.org")
        return value.rstrip("/")

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies_by_address(cls, value: str) -> str:
        if "*" in value:
            raise ValueError(
                "must name addresses: with * whoever asks could say that they come from anywhere"
            )
        return value

    @model_validator(mode="after")
    def _provider_whole(self) -> "Settings":
        if not self.oidc_issuer:
            return self
        issuer = urlsplit(self.oidc_issuer)
        near = issuer.scheme == "http" and issuer.hostname in {"127.0.0.1", "::1", "localhost"}
        if not issuer.hostname or not (issuer.scheme == "https" or near) or issuer.query or issuer.fragment:
            raise ValueError("SALVAGUARDA_OIDC_ISSUER must be a whole address that begins with https://")
        if not self.oidc_client_id:
            raise ValueError("a provider of OpenID Connect needs SALVAGUARDA_OIDC_CLIENT_ID too")
        if "openid" not in self.oidc_scopes.split():
            raise ValueError('SALVAGUARDA_OIDC_SCOPES must hold the word "openid"')
        if self.oidc_adds_people and not self.oidc_allowed_domains:
            raise ValueError(
                "SALVAGUARDA_OIDC_ADDS_PEOPLE would let in whoever has an account there: name domains in "
                "SALVAGUARDA_OIDC_ALLOWED_DOMAINS"
            )
        return self

    @field_validator("local_model_hosts")
    @classmethod
    def _hosts_alone(cls, values: list[str]) -> list[str]:
        for value in values:
            address = value.strip().removeprefix("[").removesuffix("]")
            is_name = re.fullmatch(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?", address) is not None
            if not is_name and not _is_address(address):
                raise ValueError(
                    'must hold names or addresses of hosts alone, without http:// and port, like ["gpu-box"]'
                )
        return values

    @model_validator(mode="after")
    def _demo_on_loopback(self) -> "Settings":
        if self.demo and not self.on_loopback:
            raise ValueError(
                "demo mode signs people in without a password, so host must be 127.0.0.1, ::1 or localhost"
            )
        if self.demo and (self.public_url or self.trusted_proxies):
            raise ValueError(
                "demo mode signs people in without a password, so nothing may pass it on: unset SALVAGUARDA_PUBLIC_URL "
                "and SALVAGUARDA_TRUSTED_PROXIES"
            )
        return self

    @model_validator(mode="after")
    def _mail_whole(self) -> "Settings":
        if not self.smtp_host:
            return self
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(self.smtp_sender)[1]):
            raise ValueError(
                "a mail server needs SALVAGUARDA_SMTP_SENDER, the address that e-mails come from"
            )
        if not self.public_url and not self.on_loopback:
            raise ValueError(
                "e-mails hold links, so with a mail server SALVAGUARDA_PUBLIC_URL must say where people open the service"
            )
        if self.smtp_security == "none" and self.smtp_host not in {"127.0.0.1", "::1", "localhost"}:
            raise ValueError(
                "SALVAGUARDA_SMTP_SECURITY none would send links in the clear: use starttls or tls, or a mail server on this "
                "machine"
            )
        return self

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the service."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def secure(self) -> bool:
        """Whether people reach it over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def keys_folder(self) -> Path:
        """Where key files of model servers are; it need not be there."""
        return self.secrets_folder or self.data_folder / "secrets"

    @property
    def storage_url(self) -> str:
        """Where everything is kept, as a database address."""
        return self.database_url or f"sqlite:///{self.data_folder.absolute() / DATABASE_NAME}"


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def read_settings(**overrides: object) -> Settings:
    """The settings of this process; Invalid with every mistake at once, each named by its variable.

    overrides: what a command line option says, by field name; None is not said.
    """
    said = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**said)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        problems = [_problem(mistake["loc"], mistake["msg"]) for mistake in error.errors()]
        raise Invalid("The settings are wrong. Nothing was started.", problems) from error


def _problem(place: tuple[int | str, ...], message: str) -> Problem:
    name = f"{_PREFIX}{place[0]}".upper() if place else f"{_PREFIX}HOST"
    words = message.removeprefix("Value error, ").removesuffix(".")
    return Problem(name, f"{words[:1].upper()}{words[1:]}.", "Change or unset it, then start again.")
