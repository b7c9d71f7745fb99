"""A comparison as one plain page for print: what was lost and won, with the words that changed and where it came from."""

from collections.abc import Iterator, Sequence
from html import escape

from salvaguarda.application.compare_drafts import ComparedLink, Comparison, Side
from salvaguarda.application.describe_comparison import criteria_of
from salvaguarda.application.find_counterparts import is_whole_text
from salvaguarda.application.list_wrong_references import why_wrong
from salvaguarda.application.ports.exports import ComparisonReport
from salvaguarda.application.ports.facts import Fact
from salvaguarda.domain.alignment.links import Relation
from salvaguarda.domain.changes import Change, Rank
from salvaguarda.domain.checklist import Criterion
from salvaguarda.domain.drafts import Provision
from salvaguarda.domain.redline import Operation
from salvaguarda.domain.scores import Rating
from salvaguarda.web.plain_page import bdi, percent, plain_page

_HEADINGS = {
    Rank.RED_LINE_FAILED: "Red lines newly failed",
    Rank.LOST: "Safeguards lost",
    Rank.GAINED: "Safeguards won",
    Rank.OTHER: "Other changes",
    Rank.UNCHANGED: "Unchanged",
}
_TAGS = {"=": "", "-": "del", "+": "ins"}


def report_page(report: ComparisonReport) -> str:
    """The page; its order and figures are those of the comparison on screen."""
    comparison = report.comparison
    title = f"{comparison.old.draft.label} → {comparison.new.draft.label}: comparison"
    body = [
        *_top(comparison),
        "<main>",
        *_totals(comparison),
        *_links(report),
        *_references(report),
        "</main>",
        *_method(report.facts),
    ]
    return plain_page(title, body)


def _top(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old.draft, comparison.new.draft
    checklist = comparison.checklist
    yield "<header>"
    yield f'<p><a href="/compare/{old.id}/{new.id}">Back to the comparison</a></p>'
    yield f"<h1>{bdi(old.label, old.language)} → {bdi(new.label, new.language)}</h1>"
    yield f"<p>{bdi(comparison.instrument_title)}"
    if checklist is not None:
        yield f" · {bdi(checklist.title)} {escape(checklist.version)}"
    yield "</p></header>"


def _totals(comparison: Comparison) -> Iterator[str]:
    totals = comparison.totals
    yield '<section aria-labelledby="totals"><h2 id="totals">In short</h2><ul>'
    yield f"<li>Red lines newly failed: {totals.red_lines_newly_failed}</li>"
    yield f"<li>Safeguards lost: {totals.lost}</li><li>Safeguards won: {totals.won}</li>"
    counted = [f"{totals.relations[each]} {each.value}" for each in Relation if totals.relations.get(each)]
    yield f"<li>Provisions: {', '.join(counted) or 'none'}</li>"
    for name, side in (("Old", comparison.old), ("New", comparison.new)):
        yield f"<li>{name} draft: {_in_words(side)}</li>"
    yield "</ul></section>"


def _in_words(side: Side) -> str:
    if side.results.matrix is None:
        return "not assessed with this checklist."
    summary = side.results.matrix.summary
    total = summary.total
    share = "no share below the minimum coverage" if total.share is None else f"share {percent(total.share)}"
    return (
        f"{escape(summary.verdict_text)} {total.red_lines_failed} red lines fail; {total.assessed} of {total.in_scope} "
        f"cells settled ({percent(total.coverage)}); {share}."
    )


def _links(report: ComparisonReport) -> Iterator[str]:
    comparison = report.comparison
    known = criteria_of(comparison)
    for rank, heading in _HEADINGS.items():
        links = [each for each in comparison.links if each.rank is rank and not _says_nothing(each)]
        if not links:
            continue
        yield f'<section aria-labelledby="{rank.name.lower()}"><h2 id="{rank.name.lower()}">{heading} ({len(links)})</h2>'
        if rank is Rank.UNCHANGED:
            yield from _unchanged(comparison, links, known)
        else:
            for each in links:
                operations = report.redlines.get(each.record.id, ())
                yield from _link(comparison, each, known, operations)
        yield "</section>"


def _references(report: ComparisonReport) -> Iterator[str]:
    """A section of its own, where there are any."""
    found, language = report.references, report.comparison.new.draft.language
    if not found:
        return
    yield '<section aria-labelledby="references">'
    yield f'<h2 id="references">References that may be wrong ({len(found)})</h2>'
    yield '<table><thead><tr><th scope="col">Provision</th><th scope="col">Words</th><th scope="col">Why</th></tr></thead><tbody>'
    for each in found:
        words = f"{escape(each.before)}<mark>{escape(each.quoted)}</mark>{escape(each.after)}"
        yield f'<tr><th scope="row">{_labels([each.holder], language)}</th>'
        yield f"<td{_in_language(language)}><bdi>{words}</bdi></td><td>{bdi(why_wrong(each))}</td></tr>"
    yield "</tbody></table></section>"


def _in_language(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _says_nothing(link: ComparedLink) -> bool:
    """The whole texts without results: what changed in them stands in the links of their provisions."""
    return is_whole_text(link.record) and not link.changes


def _link(
    comparison: Comparison,
    link: ComparedLink,
    known: dict[str, Criterion],
    operations: Sequence[Operation],
) -> Iterator[str]:
    record = link.record
    yield f'<article class="link"><h3>{_named(comparison, link)}</h3>'
    alike = record.link.old and record.link.new and not is_whole_text(record)
    similarity = f" · similarity {record.link.similarity:.2f}" if alike else ""
    by = f" · checked by {bdi(record.corrected_by.display_name)}" if record.corrected_by else ""
    plain = "" if link.substance or link.same_text else " · only typography or numbers changed"
    yield f"<p>{record.link.relation.value}{similarity} · {bdi(record.link.reason)}{plain}{by}</p>"
    if link.changes:
        yield from _changes(link.changes, known)
    if operations:
        yield from _words(comparison, operations)
    yield "</article>"


def _changes(changes: Sequence[Change], known: dict[str, Criterion]) -> Iterator[str]:
    yield '<table><thead><tr><th scope="col">Criterion</th><th scope="col">Before</th><th scope="col">After</th>'
    yield '<th scope="col">Change</th><th scope="col">Cause</th></tr></thead><tbody>'
    for change in changes:
        criterion = known.get(change.criterion)
        name = change.criterion if criterion is None else f"{criterion.code} {criterion.title}"
        red = "● " if criterion is not None and criterion.red_line else ""
        kind = "red line newly failed" if change.red_line_failed else change.kind.value.replace("_", " ")
        cause = "" if change.cause.value == "none" else change.cause.value.replace("_", " ")
        yield f'<tr><th scope="row">{red}{bdi(name)}</th>{_cell(change.old)}{_cell(change.new)}'
        yield f"<td>{kind}</td><td>{cause}</td></tr>"
    yield "</tbody></table>"


def _cell(rating: Rating | None) -> str:
    if rating is None:
        return "<td>–</td>"
    return f'<td class="{rating.value}">{rating.value.replace("_", " ")}</td>'


def _words(comparison: Comparison, operations: Sequence[Operation]) -> Iterator[str]:
    tag = _in_language(comparison.new.draft.language)
    parts = []
    for operation in operations:
        name = _TAGS[operation.sign]
        note = ' class="reference"' if operation.note == "reference" else ""
        words = escape(operation.text)
        parts.append(f"<{name}{note}>{words}</{name}>" if name else words)
    yield f'<div class="words-changed" dir="auto"{tag}>{"".join(parts)}</div>'


def _unchanged(
    comparison: Comparison, links: Sequence[ComparedLink], known: dict[str, Criterion]
) -> Iterator[str]:
    yield '<table><thead><tr><th scope="col">Provision</th><th scope="col">Relation</th>'
    yield '<th scope="col">Results</th></tr></thead><tbody>'
    for link in links:
        results = ", ".join(
            f"{bdi(known[change.criterion].code)} {change.new.value.replace('_', ' ')}"
            for change in link.changes
            if change.new is not None and change.criterion in known
        )
        yield f'<tr><th scope="row">{_named(comparison, link)}</th><td>{link.record.link.relation.value}</td>'
        yield f"<td>{results}</td></tr>"
    yield "</tbody></table>"


def _named(comparison: Comparison, link: ComparedLink) -> str:
    old, new = comparison.old, comparison.new
    before = _labels([old.provisions[path] for path in link.record.link.old], old.draft.language)
    after = _labels([new.provisions[path] for path in link.record.link.new], new.draft.language)
    return f"{before or '–'} → {after or '–'}"


def _labels(provisions: Sequence[Provision], language: str) -> str:
    return ", ".join(
        bdi(f"{each.label} {each.heading}".strip() if each.heading else each.label, language)
        for each in provisions
    )


def _method(facts: Sequence[Fact]) -> Iterator[str]:
    yield '<footer><section aria-labelledby="method"><h2 id="method">How this came about</h2><table><tbody>'
    for fact in facts:
        value = fact.value if fact.value is not None else "–"
        shown = f"{value:.4g}" if isinstance(value, float) else str(value)
        yield f'<tr><th scope="row">{escape(fact.group)}: {escape(fact.name)}</th><td>{bdi(shown)}</td></tr>'
    yield "</tbody></table></section></footer>"
