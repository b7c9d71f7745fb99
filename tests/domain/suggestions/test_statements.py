"""The sentences of what leaves the machine."""

from dataclasses import replace

import pytest

from salvaguarda.domain.suggestions.endpoints import EndpointSettings, Locality
from salvaguarda.domain.suggestions.policy import Consent, Policy
from salvaguarda.domain.suggestions.statements import is_agreed, statement_of

THERE = EndpointSettings("There", "https://key:secret@models.example:8443/v1", "big", Locality.PROVIDER)
HERE = EndpointSettings("Here", "http://127.0.0.1:8000/v1", "small", Locality.LOCAL)
PROVIDER = Policy(Consent.PROVIDER, 4, statement=statement_of(Consent.PROVIDER, THERE))
ANY_LOCAL = Policy(Consent.LOCAL, statement=statement_of(Consent.LOCAL))


def test_every_choice_has_a_sentence_of_its_own() -> None:
    sentences = {statement_of(consent, THERE) for consent in Consent}
    assert len(sentences) == len(Consent)


def test_a_provider_is_named_by_host_and_model_and_its_key_never() -> None:
    sentence = statement_of(Consent.PROVIDER, THERE)
    assert "models.example:8443" in sentence
    assert "the model big" in sentence
    assert "secret" not in sentence


def test_a_provider_without_an_endpoint_has_no_sentence() -> None:
    with pytest.raises(ValueError, match="endpoint"):
        statement_of(Consent.PROVIDER)


def test_words_go_where_it_was_agreed_to_and_nowhere_else() -> None:
    assert is_agreed(PROVIDER, 4, THERE)
    assert is_agreed(ANY_LOCAL, 9, HERE)
    assert not is_agreed(Policy(), 4, THERE)
    assert not is_agreed(Policy(), 9, HERE)
    assert not is_agreed(PROVIDER, 5, THERE)
    assert not is_agreed(PROVIDER, 9, HERE)
    assert not is_agreed(ANY_LOCAL, 4, THERE)


@pytest.mark.parametrize(
    "changed", [{"base_url": "https://other.example/v1"}, {"model": "bigger"}, {"locality": Locality.LOCAL}]
)
def test_an_endpoint_that_became_another_has_to_be_agreed_to_again(changed: dict[str, str]) -> None:
    assert not is_agreed(PROVIDER, 4, replace(THERE, **changed))  # type: ignore[arg-type]


def test_settings_that_change_nothing_of_where_words_go_need_no_new_agreement() -> None:
    assert is_agreed(PROVIDER, 4, replace(THERE, timeout_seconds=5, concurrency=1, key_name="other"))
