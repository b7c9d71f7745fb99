"""What is loaded when, and who answers for which endpoint."""

import subprocess
import sys
from pathlib import Path

from salvaguarda.adapters.models.choosing import ChoosingClient
from salvaguarda.adapters.models.recorded import RecordedClient
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.bootstrap import open_models
from salvaguarda.domain.suggestions.replies import FailureKind
from salvaguarda.settings import Settings
from tests.adapters.models.asking import BODY, endpoint, failed, keys
from tests.scripted import ScriptedServer

HEAVY = (
    "openai",
    "httpx2",
    "httpcore2",
    "jinja2",
    "llmock",
    "authlib",
    "joserfc",
    "webauthn",
    "pyotp",
    "segno",
    "cryptography",
    "smtplib",
)

SERVE_A_PAGE = """
import sys
from pathlib import Path
from litestar.testing import TestClient
from salvaguarda.adapters.models.choosing import ChoosingClient
from salvaguarda.adapters.models.recorded import RecordedClient
from salvaguarda.application.ports.models import ModelClient
from salvaguarda.bootstrap import build_app
from salvaguarda.cli import main
from salvaguarda.settings import Settings
with TestClient(build_app(Settings(data_folder=Path(sys.argv[1]))), "http://127.0.0.1:8765") as client:
    assert client.get("/api/setup").status_code == 200
    assert client.get("/api/openapi.json").status_code == 200
    assert client.get("/").status_code in {200, 404, 503}
print([name for name in %r if name in sys.modules])
"""


def test_a_service_that_asks_no_model_loads_nothing_for_it(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", SERVE_A_PAGE % (HEAVY,), str(tmp_path)]
    # logs of starting go to the same stream, before
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert said.splitlines()[-1] == "[]"


async def test_recorded_addresses_are_answered_from_files_and_others_by_servers(tmp_path: Path) -> None:
    models = open_models(Settings(data_folder=tmp_path), keys())
    recorded = failed(await models.send(endpoint("recorded:no-such-answers"), BODY))
    assert (recorded.kind, recorded.sent) == (FailureKind.MISCONFIGURED, False)
    with ScriptedServer() as server:
        assert (await models.send(endpoint(server.base_url), BODY)).failure is None
        await models.close()
        assert (await models.send(endpoint(server.base_url), BODY)).failure is None  # opened anew
    await models.close()


async def test_hosts_that_the_operator_allows_are_local(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, local_model_hosts=["gpu-box.invalid"])
    refused = open_models(Settings(data_folder=tmp_path), keys())
    allowed = open_models(settings, keys())
    box = endpoint("http://gpu-box.invalid:9/v1")
    assert failed(await refused.send(box, BODY)).kind is FailureKind.NOT_ALLOWED
    assert failed(await allowed.send(box, BODY)).kind is FailureKind.TRANSIENT
    await refused.close()
    await allowed.close()


async def test_an_installation_without_the_client_says_so(tmp_path: Path) -> None:
    def missing(_: object) -> ModelClient:
        raise ImportError("No module named 'openai'")

    models = ChoosingClient(RecordedClient(tmp_path), missing)
    failure = failed(await models.send(endpoint("http://localhost:9/v1"), BODY))
    assert (failure.kind, failure.sent) == (FailureKind.MISCONFIGURED, False)
    await models.close()
