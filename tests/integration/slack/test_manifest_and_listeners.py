"""What the service listens to and what the manifest asks Slack to send are the same."""

import asyncio
import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pydantic import SecretStr
from slack_bolt.app.async_app import AsyncApp

from adapters.slack.adapter import SlackAdapter
from bot.clock import create_clock
from bot.desk import create_desk
from bot.service import create_service
from bot.settings import Settings
from bot.slack.manifest import create_manifest, load_manifest_words
from bot.slack.talk import register_talk
from bot.staff.register import register_staff
from dialogs.catalog_files import CONTENT_DIR
from tests.fakes.dialog import FakeDialog
from tests.fakes.slack_platform import STAFF_CHANNEL
from tests.fakes.slack_webhooks import user
from tests.integration.staff.on_desk import loaded_content

#: What Slack calls the kinds of channels in an event and in the name of a subscription.
CHANNEL_TYPES = {"im": "message.im", "channel": "message.channels", "group": "message.groups", "mpim": "message.mpim"}
#: How a listener can be registered, and nothing that needs an address of its own (`options` would).
KINDS = ("action", "command", "event", "shortcut", "view_closed", "view_submission")


class Recorder(AsyncApp):
    """Bolt's app, which remembers what was registered."""

    def __init__(self) -> None:
        super().__init__(signing_secret="", token="xoxb-of-the-recorder", request_verification_enabled=False)
        self.heard: list[tuple[str, Any, Sequence[Any]]] = []

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        is_listener = name in {*KINDS, "function", "message", "middleware", "options", "step", "view"}
        return _recording(self.heard, name, found) if is_listener and inspect.ismethod(found) else found


def _recording(heard: list[tuple[str, Any, Sequence[Any]]], kind: str, register: Callable[..., Any]) -> Any:
    def record(constraint: Any, *args: Any, matchers: Sequence[Any] = (), **more: Any) -> Any:
        heard.append((kind, constraint, matchers))
        return register(constraint, *args, matchers=matchers, **more)

    return record


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A service with everything on."""
    return Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        slack_signing_secret=SecretStr("secret"),
        slack_bot_token=SecretStr("xoxb-placeholder"),
        slack_command="/sodan",
        staff_channel=STAFF_CHANNEL,
        staff_channels=(STAFF_CHANNEL,),
    )


@pytest.fixture(scope="module")
def heard(settings: Settings) -> list[tuple[str, Any, Sequence[Any]]]:
    """Everything that the whole service listens to."""
    adapter = SlackAdapter("xoxb-placeholder", settings.slack_api_base_url)
    clock = create_clock(settings.timezone)
    service = create_service(settings, dialog=FakeDialog(), adapters=[adapter], clock=clock)
    content = loaded_content(is_staffed=True)
    app = Recorder()
    register_staff(app, create_desk(settings, service, content, clock))
    register_talk(app, adapter=adapter, service=service)
    service.store.close()
    return app.heard


@pytest.fixture(scope="module")
def manifest(settings: Settings) -> dict[str, Any]:
    """The manifest of the same settings."""
    return create_manifest(settings, load_manifest_words(CONTENT_DIR), is_socket_mode=False)


def constraints(heard: list[tuple[str, Any, Sequence[Any]]], *kinds: str) -> list[Any]:
    return [constraint for kind, constraint, _ in heard if kind in kinds]


def test_nothing_is_listened_to_that_the_manifest_cannot_name(heard: list[tuple[str, Any, Sequence[Any]]]) -> None:
    assert {kind for kind, _, _ in heard} <= set(KINDS)


def test_the_commands_are_the_same(heard: list[tuple[str, Any, Sequence[Any]]], manifest: dict[str, Any]) -> None:
    assert constraints(heard, "command") == [one["command"] for one in manifest["features"]["slash_commands"]]


def test_the_shortcuts_are_the_same(heard: list[tuple[str, Any, Sequence[Any]]], manifest: dict[str, Any]) -> None:
    offered = [one["callback_id"] for one in manifest["features"]["shortcuts"]]

    assert sorted(constraints(heard, "shortcut")) == sorted(offered)


def test_clicks_and_modals_are_sent(heard: list[tuple[str, Any, Sequence[Any]]], manifest: dict[str, Any]) -> None:
    assert constraints(heard, "action", "view_submission") != []
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_the_events_are_the_same(heard: list[tuple[str, Any, Sequence[Any]]], manifest: dict[str, Any]) -> None:
    listened = {name for name in constraints(heard, "event") if name != "message"}
    listened |= {name for kind, name in CHANNEL_TYPES.items() if _is_heard(heard, kind)}

    assert sorted(listened) == sorted(manifest["settings"]["event_subscriptions"]["bot_events"])


def test_no_two_listeners_wait_for_the_same(heard: list[tuple[str, Any, Sequence[Any]]]) -> None:
    named = [(kind, _name(constraint)) for kind, constraint, matchers in heard if not matchers]

    assert len(named) == len(set(named))


def _is_heard(heard: list[tuple[str, Any, Sequence[Any]]], channel_type: str) -> bool:
    """Whether somebody listens to a message in the staff channel, or to the app, were the channel of this type."""
    said = {"type": "message", "user": user(1), "text": "…", "ts": "2.0", "thread_ts": "1.0"}
    event = {**said, "channel_type": channel_type, "channel": STAFF_CHANNEL}
    groups = [matchers for kind, constraint, matchers in heard if (kind, constraint) == ("event", "message")]
    return any(all(asyncio.run(matcher(event=event)) for matcher in matchers) for matchers in groups)


def _name(constraint: Any) -> str:
    return constraint.pattern if isinstance(constraint, re.Pattern) else str(constraint)
