"""Settings: every problem at once, each with its name, and a table that is never stale."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.settings import Settings, SettingsError, read_settings, settings_table, split_keys

DOCS = Path(__file__).parents[3] / "docs" / "settings.md"

SetAll = Callable[[dict[str, str]], None]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> SetAll:
    """Nothing set but what the test sets, in a folder without a ``.env``."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)

    def set_all(values: dict[str, str]) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_all


def problems(environment: SetAll, values: dict[str, str]) -> tuple[str, ...]:
    """What is told about `values`."""
    environment(values)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    return raised.value.problems


def test_everything_has_a_default(environment: SetAll) -> None:
    environment({})

    settings = read_settings()

    assert settings.model_dump() == Settings().model_dump()
    assert settings.database_url.get_secret_value() == "sqlite:///var/hitoiki.db"
    assert settings.public_url == "http://127.0.0.1:8080"
    assert (settings.retention_days, settings.form_code_hours, settings.timezone) == (30, 24, "Asia/Tokyo")


def test_the_environment_is_read(environment: SetAll) -> None:
    environment(
        {
            "LINE_CHANNEL_SECRET": " secret ",
            "LINE_CHANNEL_ACCESS_TOKEN": "token",
            "LINE_API_BASE_URL": "http://127.0.0.1:9/",
            "HITOIKI_DATA_DIR": "elsewhere",
            "PORT": "9000",
        }
    )

    settings = read_settings()

    assert settings.line_channel_secret is not None
    assert settings.line_channel_secret.get_secret_value() == "secret"
    assert settings.line_api_base_url == "http://127.0.0.1:9"
    assert settings.database_url.get_secret_value() == "sqlite:///elsewhere/hitoiki.db"
    assert settings.public_url == "http://127.0.0.1:9000"


def test_a_dot_env_file_is_read_and_the_environment_is_stronger(environment: SetAll, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=9000\nHOST=0.0.0.0\nSOMETHING_ELSE=1\n")
    environment({"PORT": "9001"})

    assert (read_settings().port, read_settings().host) == (9001, "0.0.0.0")  # noqa: S104  (what the file says)


@pytest.mark.parametrize("value", ["", "  ", "\t"])
@pytest.mark.parametrize("name", ["LINE_CHANNEL_SECRET", "SLACK_APP_TOKEN", "HITOIKI_SECRET_KEY", "DATABASE_URL"])
def test_an_empty_secret_is_refused_by_name(environment: SetAll, name: str, value: str) -> None:
    assert problems(environment, {name: value}) == (f"{name} is set but empty; give it a value or remove it",)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN and LINE_CHANNEL_SECRET belong together"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "LINE_CHANNEL_ACCESS_TOKEN and LINE_CHANNEL_SECRET belong together"),
        ("SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET belong together"),
        ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET belong together"),
        ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN and SLACK_APP_TOKEN belong together"),
    ],
)
def test_half_a_channel_is_refused(environment: SetAll, given: str, told: str) -> None:
    (problem,) = problems(environment, {given: "x"})

    assert problem.startswith(told)


@pytest.mark.parametrize("other", ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"])
def test_slack_is_on_with_webhooks_or_with_a_socket(environment: SetAll, other: str) -> None:
    environment({"SLACK_BOT_TOKEN": "x", other: "y"})

    assert read_settings().slack_bot_token is not None


def test_all_problems_are_told_at_once_and_no_secret_with_them(environment: SetAll) -> None:
    told = problems(
        environment,
        {
            "LINE_CHANNEL_SECRET": "",
            "LINE_CHANNEL_ACCESS_TOKEN": "hunter2",
            "SLACK_BOT_TOKEN": "hunter2",
            "HITOIKI_SECRET_KEY": "hunter2",
            "HITOIKI_TIMEZONE": "Mars/Base",
            "HITOIKI_PUBLIC_URL": "ftp://x",
            "HITOIKI_RETENTION_DAYS": "0",
            "PORT": "http",
        },
    )

    assert [problem.split()[0] for problem in told] == [
        "LINE_CHANNEL_SECRET",
        "SLACK_BOT_TOKEN",
        "HITOIKI_SECRET_KEY",
        "PORT",
        "HITOIKI_PUBLIC_URL",
        "HITOIKI_RETENTION_DAYS",
        "HITOIKI_TIMEZONE",
    ]
    assert "hunter2" not in "\n".join(told)


def test_an_empty_setting_that_is_no_secret_counts_as_not_set(environment: SetAll) -> None:
    environment({"PORT": "", "LINE_API_BASE_URL": "", "HITOIKI_PUBLIC_URL": "", "HITOIKI_DRAJ_FORM_URL": ""})

    assert read_settings().model_dump() == Settings().model_dump()


def test_keys_are_read_in_both_alphabets(environment: SetAll) -> None:
    keys = [Fernet.generate_key().decode(), "+/" + "A" * 41 + "="]
    environment({"HITOIKI_SECRET_KEY": f" {keys[0]} ,{keys[1]},"})

    given = read_settings().secret_keys

    assert given is not None
    assert split_keys(given) == [keys[0], "-_" + "A" * 41 + "="]


def test_lists_are_read_with_commas(environment: SetAll) -> None:
    environment(
        {
            "HITOIKI_STAFF_GROUPS": "S1, S2,",
            "HITOIKI_STAFF_CHANNELS": "C1",
            "HITOIKI_OFFICE_CLOSED": "2026-08-13, 2026-08-14",
        }
    )

    settings = read_settings()

    assert (settings.staff_groups, settings.staff_channels) == (("S1", "S2"), ("C1",))
    assert settings.office_closed == (date(2026, 8, 13), date(2026, 8, 14))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HITOIKI_STAFF_GROUPS", "@staff"),
        ("HITOIKI_STAFF_GROUPS", "S1 S2"),
        ("HITOIKI_STAFF_CHANNELS", "#desk"),
        ("HITOIKI_STAFF_CHANNEL", "C1,C2"),
        ("HITOIKI_OFFICE_CLOSED", "13 August"),
        ("HITOIKI_OFFICE_HOURS", "always"),
        ("HITOIKI_STAFF_SILENT_MINUTES", "0"),
        ("HITOIKI_AUDIT_DAYS", "0"),
        ("SLACK_COMMAND", "hitoiki"),
        ("SLACK_COMMAND", "/ひといき"),
    ],
)
def test_a_setting_of_the_staff_that_is_none_is_refused_by_name(environment: SetAll, name: str, value: str) -> None:
    (problem,) = problems(environment, {name: value})

    assert problem.startswith(f"{name} ")


def test_the_staff_is_there_where_slack_is_on_and_it_has_a_channel() -> None:
    hidden = SecretStr("hunter2")
    on_slack = {"slack_signing_secret": hidden, "slack_bot_token": hidden}

    assert not Settings(staff_channel="C1").is_staffed
    assert not Settings.model_validate(on_slack).is_staffed
    assert Settings.model_validate({**on_slack, "staff_channel": "C1"}).is_staffed


def test_no_secret_is_shown_by_accident() -> None:
    hidden = SecretStr("hunter2")
    settings = Settings(line_channel_secret=hidden, line_channel_access_token=hidden, database_url=hidden)

    assert "hunter2" not in repr(settings) + str(settings.model_dump())


def test_the_documented_table_is_the_model() -> None:
    assert settings_table() in DOCS.read_text(encoding="utf-8"), "write it again: python -m bot.settings"
