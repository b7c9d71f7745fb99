"""llmock's own pytest fixture, which points every OPENAI_… variable at itself and judges the client."""

import anyio
from llmock.pytest_plugin import LLMock

from salvaguarda.domain.suggestions.replies import FailureKind
from tests.adapters.models.asking import client, endpoint, failed

BODY: dict[str, object] = {"model": "gpt-4o", "messages": [{"role": "user", "content": "A sentence."}]}


async def test_client_that_waits_as_long_as_it_was_asked_to_is_no_bad_client(llmock: LLMock) -> None:
    llmock.rate_limit(times=1, retry_after=0.3)
    async with client() as asking:
        settings = endpoint(llmock.base_url())
        refused = failed(await asking.send(settings, BODY))
        assert refused.kind is FailureKind.RATE_LIMITED
        assert refused.retry_after is not None
        await anyio.sleep(refused.retry_after)
        assert (await asking.send(settings, BODY)).failure is None
    llmock.assert_resilient(strict=True)


async def test_variables_of_the_environment_lead_nobody_to_another_server(llmock: LLMock) -> None:
    # The fixture has set OPENAI_BASE_URL and OPENAI_API_KEY; an endpoint that names another address goes there alone.
    async with client() as asking:
        reply = await asking.send(endpoint("http://127.0.0.1:9/v1"), BODY)
    assert failed(reply).kind is FailureKind.TRANSIENT
    assert llmock.requests == []
