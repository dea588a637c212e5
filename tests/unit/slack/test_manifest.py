"""The manifest is what Slack takes, and holds exactly what the service uses."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from bot.settings import Settings
from bot.slack.manifest import EVENTS, SCOPES, SHORTCUTS, create_manifest, load_manifest_words
from dialogs.catalog_files import CONTENT_DIR
from dialogs.errors import ContentError

ROOT = Path(__file__).parents[3]
#: Slack's own schema, where it lies beside the project; everything that it holds of ours is asserted here as well.
SCHEMA = ROOT.parent / "shared" / "specs" / "slack-manifest.schema.json"
WORDS = load_manifest_words(CONTENT_DIR)

_CALLED = re.compile(r"\.((?:auth|chat|conversations|files|pins|reactions|team|usergroups|users|views)_\w+)\b")
_POSTS = {"chat:write"}
#: The scopes that each method of the Web API needs, https://docs.slack.dev/reference/methods
NEEDED = {
    "chat_postMessage": _POSTS,
    "chat_postEphemeral": _POSTS,
    "chat_update": _POSTS,
    "chat_delete": _POSTS,
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_history": {"channels:history", "groups:history"},
    "conversations_replies": {"channels:history", "groups:history"},
    "files_upload_v2": {"files:write"},
    "usergroups_users_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "views_open": set[str](),
    "views_push": set[str](),
    "views_publish": set[str](),
    "views_update": set[str](),
}
#: The scopes without which Slack sends no such event, https://docs.slack.dev/reference/events
HEARD_WITH = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
}


def manifest(*, is_socket_mode: bool = False, **settings: Any) -> dict[str, Any]:
    made = Settings(public_url="https://example.jp", **settings)
    return create_manifest(made, WORDS, is_socket_mode=is_socket_mode)


@pytest.mark.parametrize("is_socket_mode", [False, True])
def test_slack_would_take_it(*, is_socket_mode: bool) -> None:
    made = manifest(is_socket_mode=is_socket_mode)

    shown, features = made["display_information"], made["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    for shortcut in features["shortcuts"]:
        assert shortcut["type"] == "message"
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    (command,) = features["slash_commands"]
    assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
    assert len(command["description"]) <= 2000
    assert len(command["usage_hint"]) <= 1000
    assert json.loads(json.dumps(made)) == made
    if SCHEMA.exists():
        jsonschema_rs.validate(json.loads(SCHEMA.read_text(encoding="utf-8")), made)


def test_addresses_come_from_the_settings() -> None:
    made = manifest()

    assert made["settings"]["event_subscriptions"]["request_url"] == "https://example.jp/webhooks/slack/events"
    assert made["settings"]["interactivity"]["request_url"] == "https://example.jp/webhooks/slack/interactions"
    assert made["features"]["slash_commands"][0]["url"] == "https://example.jp/webhooks/slack/commands"
    assert made["settings"]["socket_mode_enabled"] is False


def test_socket_mode_has_no_address() -> None:
    made = manifest(is_socket_mode=True)

    assert "https://" not in json.dumps(made)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)


def test_the_command_is_named_as_the_settings_say() -> None:
    assert manifest(slack_command="/sodan")["features"]["slash_commands"][0]["command"] == "/sodan"


def test_people_can_write_to_the_app_and_staff_have_a_home() -> None:
    assert manifest()["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_no_scope_is_missing_and_none_is_asked_for_in_vain() -> None:
    called = {name for path in _sources() for name in _CALLED.findall(path.read_text(encoding="utf-8"))}
    assert called <= NEEDED.keys()

    needed = set[str]().union(*(NEEDED[name] for name in called), *(HEARD_WITH[event] for event in EVENTS))

    assert needed | {"commands"} == set(SCOPES)
    assert all(SCOPES.values())
    assert manifest()["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)


def test_faulty_words_are_told_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    with pytest.raises(ContentError, match=r"slack_app\.yaml"):
        load_manifest_words(tmp_path)
    (tmp_path / "pages" / "slack_app.yaml").write_text("name: x\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"slack_app\.yaml"):
        load_manifest_words(tmp_path)


def test_every_shortcut_has_its_words() -> None:
    assert WORDS.shortcuts.keys() == SHORTCUTS.keys()


def _sources() -> list[Path]:
    folders = ("bot/slack", "bot/staff", "adapters/slack")
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
