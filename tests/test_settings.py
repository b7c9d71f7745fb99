"""What can be set, and what is said when it is set wrongly."""

from pathlib import Path

import pytest

from salvaguarda.domain.errors import Invalid
from salvaguarda.settings import Settings, read_settings


def test_defaults_work_on_one_laptop() -> None:
    settings = Settings()
    assert settings.on_loopback
    assert not settings.demo
    assert not settings.secure
    assert settings.storage_url == f"sqlite:///{Path('data').absolute()}/salvaguarda.db"


def test_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALVAGUARDA_PORT", "9000")
    monkeypatch.setenv("SALVAGUARDA_ALLOWED_HOSTS", '["office"]')
    monkeypatch.setenv("SALVAGUARDA_DATABASE_URL", "postgresql://ana@db/treaties")
    settings = read_settings()
    assert (settings.port, settings.allowed_hosts) == (9000, ["office"])
    assert settings.storage_url == "postgresql://ana@db/treaties"


def test_command_line_goes_before_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALVAGUARDA_PORT", "9000")
    assert read_settings(port=9001, host=None).port == 9001


def test_every_mistake_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALVAGUARDA_PORT", "ninety")
    monkeypatch.setenv("SALVAGUARDA_DATABASE_URL", "mysql://x/y")
    monkeypatch.setenv("SALVAGUARDA_PUBLIC_URL", "example.org")
    with pytest.raises(Invalid) as caught:
        read_settings()
    assert {problem.where for problem in caught.value.problems} == {
        "SALVAGUARDA_PORT",
        "SALVAGUARDA_DATABASE_URL",
        "SALVAGUARDA_PUBLIC_URL",
    }


@pytest.mark.parametrize(
    "passed_on", [{"public_url": "https://demo.example.org"}, {"trusted_proxies": "127.0.0.1"}]
)
def test_demo_is_refused_behind_a_proxy(passed_on: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        read_settings(demo=True, **passed_on)
    assert "nothing may pass it on" in caught.value.problems[0].what


def test_demo_is_refused_beyond_loopback() -> None:
    with pytest.raises(Invalid, match="settings are wrong") as caught:
        read_settings(demo=True, host="0.0.0.0")
    assert "without a password" in caught.value.problems[0].what


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_loopback_is_recognised(host: str) -> None:
    assert Settings(host=host).on_loopback


@pytest.mark.parametrize("host", ["gpu-box", "gpu-box.", "192.168.1.20", "fd00::1", "[fd00::1]", "a_b.local"])
def test_hosts_of_models_are_hosts(host: str) -> None:
    assert Settings(local_model_hosts=[host]).local_model_hosts == [host]


@pytest.mark.parametrize("host", ["http://gpu-box", "gpu-box:8000", "gpu box", "", "*", "10.0.0.0/8"])
def test_what_is_no_host_of_a_model_stops_the_start(host: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_settings(local_model_hosts=[host])
    assert caught.value.problems[0].where == "SALVAGUARDA_LOCAL_MODEL_HOSTS"
    assert "hosts alone" in caught.value.problems[0].what


def test_keys_are_beside_the_database_unless_said_otherwise(tmp_path: Path) -> None:
    assert Settings(data_folder=tmp_path).keys_folder == tmp_path / "secrets"
    assert Settings(secrets_folder=tmp_path).keys_folder == tmp_path


def test_https_makes_it_secure() -> None:
    assert Settings(public_url="https://salvaguarda.example.org/").secure


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is(name: str) -> None:
    assert Settings.model_fields[name].description


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    page = (Path(__file__).parent.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"`SALVAGUARDA_{name.upper()}`" in page


def test_proxies_are_named_one_by_one() -> None:
    """With * the first address that whoever asks wrote would count, and with it every limit on guessing."""
    with pytest.raises(Invalid) as caught:
        read_settings(trusted_proxies="*")
    assert caught.value.problems[0].where == "SALVAGUARDA_TRUSTED_PROXIES"
