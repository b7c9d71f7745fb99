"""Evidence in another draft: where it is looked for, and what is never taken for it."""

import pytest

from salvaguarda.domain.evidence import AnchorState, quote_at
from salvaguarda.domain.evidence_search import DraftWords, FoundIn, gone_from, taken_along
from salvaguarda.domain.scores import Quote

OLD = "Each Party shall search only after prior authorization by a judge, and shall keep a record."


def quoted(words: str, text: str = OLD) -> Quote:
    start = text.index(words)
    return quote_at(text, start, start + len(words))


def words(**texts: str) -> DraftWords:
    return DraftWords({"draft": "\n".join(texts.values()), **texts})


def test_the_linked_provision_is_looked_at_first() -> None:
    draft = words(art_1=OLD, art_2=OLD)
    found = draft.follow(quoted("by a judge"), ["art_2"], [], ["art_1", "art_2"])
    assert (found.state, found.found_in, found.path) == (AnchorState.KEPT, FoundIn.PROVISION, "art_2")


def test_words_that_moved_inside_the_linked_provision_have_drifted() -> None:
    draft = words(art_1=f"Without delay: {OLD}")
    found = draft.follow(quoted("by a judge"), ["art_1"], [], ["art_1"])
    assert (found.state, found.found_in) == (AnchorState.DRIFTED, FoundIn.PROVISION)
    assert found.quote is not None
    assert found.quote.start == quoted("by a judge").start + len("Without delay: ")


def test_the_article_is_looked_at_before_the_rest_of_the_draft() -> None:
    draft = words(art_1__para_1="Nothing here.", art_1=f"Nothing here.\n{OLD}", art_2=OLD)
    found = draft.follow(quoted("by a judge"), ["art_1__para_1"], ["art_1"], ["art_1__para_1", "art_2"])
    assert (found.state, found.found_in, found.path) == (AnchorState.DRIFTED, FoundIn.ARTICLE, "art_1")


def test_elsewhere_the_place_with_the_most_of_the_old_words_around_wins_and_all_are_counted() -> None:
    draft = words(
        art_1="Nothing.",
        art_2="A fine set by a judge is final.",
        art_3=f"Also: {OLD}",
        art_4="Paid by a judge.",
    )
    found = draft.follow(quoted("by a judge"), ["art_1"], ["art_1"], ["art_1", "art_2", "art_3", "art_4"])
    assert (found.path, found.found_in, found.places) == ("art_3", FoundIn.DRAFT, 3)
    assert found.state is AnchorState.DRIFTED  # even word for word: it stands in another provision


def test_exact_words_win_over_other_typography() -> None:
    quote = quoted('"prior authorization"', 'Only with "prior authorization" given.')
    draft = words(art_1="Only with “prior authorization” given.", art_2='Then "prior authorization" ends.')
    found = draft.follow(quote, [], [], ["art_1", "art_2"])
    assert (found.path, found.places) == ("art_2", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Each Party shall not search after prior authorization by any judge.",  # "a" became "any"
        "Prior authorization is given by a judgement.",  # a longer word
        "by the judge",
        "BY A JUDGE",
        "",
    ],
)
def test_a_look_alike_is_never_taken(text: str) -> None:
    found = words(art_1=text).follow(quoted("by a judge"), ["art_1"], ["art_1"], ["art_1"])
    assert (found.state, found.path, found.quote) == (AnchorState.GONE, None, None)


def test_words_that_run_from_one_row_into_the_next_are_found_in_the_whole_text() -> None:
    quote = quoted("by a judge, and shall keep")
    draft = DraftWords({"draft": OLD, "a": OLD[:60], "b": OLD[60:]})
    found = draft.follow(quote, ["a"], [], ["a", "b"])
    assert (found.found_in, found.path) == (FoundIn.DRAFT, "draft")


def test_provisions_without_a_text_hold_nothing() -> None:
    assert words().follow(quoted("by a judge"), ["art_9"], ["art_9"], []).state is AnchorState.GONE


def test_quotes_that_are_still_there_are_taken_along_and_others_named() -> None:
    text = OLD.replace("by a judge", "by a prosecutor")
    evidence = [quoted("prior authorization"), quoted("by a judge"), quoted("prior authorization")]
    assert [each.exact for each in taken_along(evidence, text)] == ["prior authorization"]
    assert [each.exact for each in gone_from(evidence, text)] == ["by a judge"]
