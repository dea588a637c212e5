"""Every setting, its name in the environment, its default and what it is for: the table in docs/settings.md is this."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dialogs.errors import HitoikiError


class SettingsError(HitoikiError):
    """The environment cannot be used; carries every problem, none of them with a secret in it."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def _check_secret(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().strip():
        raise ValueError("is set but empty; give it a value or remove it")
    return SecretStr(secret.get_secret_value().strip())


def _check_url(url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise ValueError("is no http or https address")
    return url.rstrip("/")


def _check_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is no time zone of the IANA database") from error
    return name


def _check_keys(keys: SecretStr) -> SecretStr:
    for key in split_keys(keys):
        try:
            Fernet(key)
        except ValueError as error:
            raise ValueError("holds something that is no key; make one with: openssl rand -base64 32") from error
    return keys


def split_keys(keys: SecretStr) -> list[str]:
    """The keys of a comma-separated list, in the alphabet that Fernet reads."""
    parts = (part.strip() for part in keys.get_secret_value().split(","))
    return [part.replace("+", "-").replace("/", "_") for part in parts if part]


def _split(given: Any) -> Any:
    """The members of a list that is separated by commas."""
    return [part.strip() for part in given.split(",") if part.strip()] if isinstance(given, str) else given


Secret = Annotated[SecretStr, AfterValidator(_check_secret)]
Url = Annotated[str, AfterValidator(_check_url)]
#: Ids of Slack. `NoDecode`: in the environment they are a list with commas, no JSON.
Identifiers = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[A-Z0-9]{1,64}$")], ...], NoDecode, BeforeValidator(_split)
]
Days = Annotated[tuple[date, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseModel):
    """The settings of one process; reading them from the environment is `read_settings`."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, validate_default=True, hide_input_in_errors=True)

    line_channel_secret: Secret | None = Field(
        default=None,
        validation_alias="LINE_CHANNEL_SECRET",
        description="Channel secret of the LINE Messaging API channel.",
    )
    line_channel_access_token: Secret | None = Field(
        default=None,
        validation_alias="LINE_CHANNEL_ACCESS_TOKEN",
        description="Its access token. LINE is on when both are set; otherwise `/webhooks/line` answers 404.",
    )
    line_api_base_url: Url = Field(
        default="https://api.line.me",
        validation_alias="LINE_API_BASE_URL",
        description="Address of the Messaging API; a local platform can stand in.",
    )
    slack_signing_secret: Secret | None = Field(
        default=None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="Signing secret of the Slack app; without it `/webhooks/slack/…` answers 404.",
    )
    slack_app_token: Secret | None = Field(
        default=None,
        validation_alias="SLACK_APP_TOKEN",
        description="App-level token (`xapp-…`), for `hitoiki serve --socket-mode` alone.",
    )
    slack_bot_token: Secret | None = Field(
        default=None,
        validation_alias="SLACK_BOT_TOKEN",
        description="Bot token (`xoxb-…`). Slack is on when it and one of the two above are set.",
    )
    slack_api_base_url: Url = Field(
        default="https://slack.com/api",
        validation_alias="SLACK_API_BASE_URL",
        description="Address of the Web API; a local platform can stand in.",
    )
    slack_command: str = Field(
        default="/hitoiki",
        pattern=r"^/[a-z0-9_-]{1,31}$",
        validation_alias="SLACK_COMMAND",
        description="The slash command of the staff desk.",
    )
    staff_groups: Identifiers = Field(
        default=(),
        validation_alias="HITOIKI_STAFF_GROUPS",
        description="User groups of Slack (`S…`, separated by commas) whose members are staff.",
    )
    staff_channels: Identifiers = Field(
        default=(),
        validation_alias="HITOIKI_STAFF_CHANNELS",
        description="Channels (`C…`, separated by commas) whose members are staff. Without either nobody is.",
    )
    staff_channel: str = Field(
        default="",
        pattern=r"^[A-Z0-9]{0,64}$",
        validation_alias="HITOIKI_STAFF_CHANNEL",
        description="Channel (`C…`) in which the staff is told who asks for somebody, and in which they answer.",
    )
    staff_silent_minutes: int = Field(
        default=15,
        ge=1,
        le=1440,
        validation_alias="HITOIKI_STAFF_SILENT_MINUTES",
        description="Minutes without an answer of the staff after which the person is told and the bot goes on.",
    )
    office_hours: str = Field(
        default="mon-fri 10:00-17:00",
        pattern=r"^[a-z]{3}-[a-z]{3} \d\d:\d\d-\d\d:\d\d$",
        validation_alias="HITOIKI_OFFICE_HOURS",
        description="When somebody of the staff is there, such as `mon-fri 10:00-17:00`; never on a holiday of Japan.",
    )
    office_closed: Days = Field(
        default=(),
        validation_alias="HITOIKI_OFFICE_CLOSED",
        description="More days on which nobody is there (`2026-08-13,2026-08-14`).",
    )
    audit_days: int = Field(
        default=365,
        ge=1,
        le=3650,
        validation_alias="HITOIKI_AUDIT_DAYS",
        description="Days for which is kept who of the staff looked at or changed what.",
    )
    data_dir: Path = Field(
        default=Path("var"),
        validation_alias="HITOIKI_DATA_DIR",
        description="Folder for the database file and the key file.",
    )
    database_url: Secret = Field(
        default_factory=lambda given: SecretStr(f"sqlite:///{given.get('data_dir', Path('var')) / 'hitoiki.db'}"),
        validation_alias="DATABASE_URL",
        description="SQLAlchemy address of the database: SQLite, or PostgreSQL (`postgresql://user:password@host/name`).",
        json_schema_extra={"shown_default": "a SQLite file in `HITOIKI_DATA_DIR`"},
    )
    secret_keys: Annotated[Secret, AfterValidator(_check_keys)] | None = Field(
        default=None,
        validation_alias="HITOIKI_SECRET_KEY",
        description=(
            "Keys that seal personal data at rest, separated by commas: the first seals, all of them open. "
            "Make one with `openssl rand -base64 32`."
        ),
        json_schema_extra={"shown_default": "a key file (mode 0600) made in `HITOIKI_DATA_DIR`"},
    )
    host: str = Field(default="127.0.0.1", validation_alias="HOST", description="Address to listen on.")
    port: int = Field(default=8080, ge=0, le=65535, validation_alias="PORT", description="Port to listen on.")
    public_url: Url = Field(
        default_factory=lambda given: f"http://127.0.0.1:{given.get('port', 8080)}",
        validation_alias="HITOIKI_PUBLIC_URL",
        description="Address under which people reach this service; links to the form begin with it.",
        json_schema_extra={"shown_default": "`http://127.0.0.1:PORT`"},
    )
    operator_name: str = Field(
        default="",
        max_length=60,
        validation_alias="HITOIKI_OPERATOR_NAME",
        description="Who runs this service, as people read it; shown on every page where it is set.",
    )
    retention_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        validation_alias="HITOIKI_RETENTION_DAYS",
        description="Days after the last message until a conversation is deleted.",
    )
    form_code_hours: int = Field(
        default=24,
        ge=1,
        le=720,
        validation_alias="HITOIKI_FORM_CODE_HOURS",
        description="Hours until the address of a consultation form expires.",
    )
    timezone: Annotated[str, AfterValidator(_check_timezone)] = Field(
        default="Asia/Tokyo", validation_alias="HITOIKI_TIMEZONE", description='Time zone in which "today" is meant.'
    )
    draj_form_url: Url | Literal[""] = Field(
        default="",
        validation_alias="HITOIKI_DRAJ_FORM_URL",
        description="Address of DRAJ's own trouble form; linked only where it is set.",
    )
    source_url: Url | Literal[""] = Field(
        default="",
        validation_alias="HITOIKI_SOURCE_URL",
        description=(
            "Address of the repository's files at the running version, as a browser opens it; "
            "`/hitoiki content` links to `docs/dialog.md` below it."
        ),
    )
    log_format: Literal["plain", "json"] = Field(
        default="plain",
        validation_alias="HITOIKI_LOG_FORMAT",
        description="`plain` lines for people or `json` for machines.",
    )

    @property
    def is_staffed(self) -> bool:
        """Whether people of the operator answer who asks for somebody: there is a channel to call them in."""
        return bool(self.slack_bot_token and self.staff_channel)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, given: Any) -> Any:
        """An empty setting counts as not set; an empty secret is a mistake, found by its own check."""
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if value != "" or name.upper() in _SECRETS}

    @field_validator("line_channel_access_token")
    @classmethod
    def _whole_line(cls, token: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        return _refuse_half(token, info, other="line_channel_secret")

    @field_validator("slack_bot_token")
    @classmethod
    def _whole_slack(cls, token: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """Slack's requests are signed, or come over a socket that the app-level token opens."""
        if token is not None and info.data.get("slack_app_token") is not None:
            return token
        if token is None and info.data.get("slack_app_token") is not None:
            raise ValueError("and SLACK_APP_TOKEN belong together; this one is not set")
        return _refuse_half(token, info, other="slack_signing_secret")


class _Environment(Settings, BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")


def read_settings() -> Settings:
    """The settings from the environment and ``.env``.

    Raises:
        SettingsError: with every problem at once, each beginning with the setting's name.
    """
    try:
        return _Environment()
    except ValidationError as error:
        faults = error.errors(include_input=False)
        # A default that is made of another setting fails with it and has nothing of its own to say.
        told = [fault for fault in faults if fault["type"] != "default_factory_not_called"]
        raise SettingsError([_problem(fault) for fault in told]) from None


def settings_table() -> str:
    """The table of docs/settings.md, in the order of the model."""
    head = "| setting | default | what it is for |\n|---|---|---|\n"
    return head + "".join(_row(field) for field in Settings.model_fields.values())


_SECRETS = {
    str(field.validation_alias) for field in Settings.model_fields.values() if "Secret" in repr(field.annotation)
}


def _refuse_half(token: SecretStr | None, info: ValidationInfo, *, other: str) -> SecretStr | None:
    """A channel needs both of its secrets; where the other one has a fault of its own, that is told already."""
    if other in info.data and (info.data[other] is None) != (token is None):
        raise ValueError(
            f"and {other.upper()} belong together; {'this one' if token is None else 'that one'} is not set"
        )
    return token


def _problem(fault: ErrorDetails) -> str:
    name = ".".join(str(part) for part in fault["loc"][:1])
    alias = Settings.model_fields[name].validation_alias if name in Settings.model_fields else name
    return f"{alias} {fault['msg'].removeprefix('Value error, ')}"


def _row(field: FieldInfo) -> str:
    shown = field.json_schema_extra["shown_default"] if isinstance(field.json_schema_extra, dict) else _shown(field)
    return f"| `{field.validation_alias}` | {shown} | {field.description} |\n"


def _shown(field: FieldInfo) -> str:
    return f"`{field.default}`" if field.default not in {None, "", ()} else "not set"


if __name__ == "__main__":
    print(settings_table(), end="")  # noqa: T201  (for docs/settings.md)
