"""Count attempts to sign in before they are checked, so that guessing is slow (the rules: domain/throttling.py)."""

from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address

from salvaguarda.application.ports.records import Records
from salvaguarda.domain.errors import TooManyAttempts
from salvaguarda.domain.throttling import seconds_to_wait


@dataclass(frozen=True, slots=True)
class Knock:
    """One attempt: at whose account, from where.

    email: as typed. address: of whoever asks. browser_sha256: of the key that this browser was given when somebody signed
    in with it; "" without one. step: what is guessed at: "" the password, else another word for each thing.
    """

    email: str
    address: str
    browser_sha256: str = ""
    step: str = ""

    @property
    def account_sha256(self) -> str:
        """What is kept of the account, whether or not there is one."""
        return sha256(f"{self.step}\n{self.email.strip().lower()}".encode()).hexdigest()


def admit(records: Records, knock: Knock) -> None:
    """Let one attempt through and count it as failed until `fitted` says otherwise.

    TooManyAttempts when it comes too soon; such an attempt does not count. Counting before anything is checked means
    that many requests at the same moment are not many free guesses. To be run in a transaction of its own.
    """
    failures = records.sign_in_failures
    failures.wait_for_others()
    failures.forget_old()
    network, known = _side(records, knock)
    wait = seconds_to_wait(failures.seen(knock.account_sha256, network), known_browser=known)
    if wait > 0:
        raise TooManyAttempts(wait)
    failures.add(knock.account_sha256, network)


def fitted(records: Records, knock: Knock) -> None:
    """What was typed fitted: forget the failures at this account from there."""
    network, _ = _side(records, knock)
    records.sign_in_failures.take_back(knock.account_sha256, network)


def _side(records: Records, knock: Knock) -> tuple[str, bool]:
    """Under what the attempt is counted, and whether its person signed in with this browser before."""
    if knock.browser_sha256 and records.known_browsers.belongs(knock.browser_sha256, knock.email.strip()):
        return f"browser {knock.browser_sha256}", True
    return network_of(knock.address), False


def network_of(address: str) -> str:
    """An IPv6 address stands for its /64 network: whoever has one address of it has them all."""
    try:
        found = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{int(found) >> 64:x}/64"
