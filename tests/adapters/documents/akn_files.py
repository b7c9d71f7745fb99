"""Small Akoma Ntoso files for tests, and what they give."""

from salvaguarda.adapters.documents.akn import read_akn
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.reading.lines import Reading, TextVersion
from salvaguarda.domain.reading.segment import segment

V2 = "http://www.akomantoso.org/2.0"
V3 = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ENGLISH = '<meta><identification source="#a"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>'


def akn(inside: str, *, kind: str = "act", namespace: str = V3, meta: str = ENGLISH) -> bytes:
    """A file with these elements behind its description."""
    spoken = f' xmlns="{namespace}"' if namespace else ""
    return f'<?xml version="1.0"?><akomaNtoso{spoken}><{kind} name="x">{meta}{inside}</{kind}></akomaNtoso>'.encode()


def read(
    inside: str, *, kind: str = "act", namespace: str = V3, version: TextVersion = TextVersion.PROPOSED
) -> Reading:
    return read_akn(akn(inside, kind=kind, namespace=namespace), "draft.xml", version)


def cut(inside: str, *, kind: str = "act", namespace: str = V3) -> tuple[Provision, ...]:
    return segment(read(inside, kind=kind, namespace=namespace).lines).provisions


def outline(provisions: tuple[Provision, ...]) -> list[tuple[str, str, str]]:
    """Path, label and words of each provision."""
    return [(each.path, each.label, each.text) for each in provisions]


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines if not line.aside]


def asides(reading: Reading) -> list[tuple[str, str]]:
    return [(line.text, line.aside) for line in reading.lines if line.aside]
