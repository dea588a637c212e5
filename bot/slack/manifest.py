"""The app's manifest: what Slack is told when the app is made, so that nothing has to be clicked together.

https://docs.slack.dev/reference/app-manifest
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from bot.settings import Settings
from bot.slack.webhooks import DOORS
from dialogs.errors import ContentError
from dialogs.yaml_files import decode, read_yaml

Manifest = dict[str, Any]
ShortcutName = Literal["check", "reply"]

#: Below the content folder of one language.
MANIFEST_FILE: Final = Path("pages/slack_app.yaml")

#: What the app may do, each with what for; nothing is asked for that is not used.
SCOPES: Final = {
    "app_mentions:read": "answer who mentions the app",
    "channels:history": "hear what staff writes in the threads of a public staff channel",
    "channels:read": "see who is in the public channels whose members are staff",
    "chat:write": "answer",
    "commands": "the slash command and the shortcuts",
    "files:write": "the picture of the figures",
    "groups:history": "the same as channels:history in a private one",
    "groups:read": "the same as channels:read for private ones",
    "im:history": "hear what people write to the app",
    "usergroups:read": "see who is in the user groups that are staff",
    "users:read": "see whether somebody has left, and which language they read",
}
EVENTS: Final = ("app_home_opened", "app_mention", "message.channels", "message.groups", "message.im")
#: The message shortcuts, by the name that the words have for them.
SHORTCUTS: Final[Mapping[ShortcutName, str]] = {
    "check": "desk:checking:message",
    "reply": "desk:replying:message",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandWords:
    """What Slack shows while the command is typed."""

    description: str
    usage_hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortcutWords:
    """What Slack shows in the menu of a message."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestWords:
    """How the app is presented; people of both languages read the same."""

    name: str
    description: str
    long_description: str
    background_color: str
    command: CommandWords
    shortcuts: dict[ShortcutName, ShortcutWords]


def load_manifest_words(content_dir: Path) -> ManifestWords:
    """The words of the manifest.

    Raises:
        ContentError: the file has faults, all of which it carries.
    """
    file, faults = read_yaml(content_dir / MANIFEST_FILE, str(MANIFEST_FILE))
    if file is None:
        raise ContentError(faults)
    words, wrong_shape = decode(file, ManifestWords)
    if words is None or faults:
        raise ContentError([*faults, *wrong_shape])
    return words


def create_manifest(settings: Settings, words: ManifestWords, *, is_socket_mode: bool) -> Manifest:
    """The manifest for these settings.

    Without addresses in socket mode, and without a redirect in either: a workspace's own app is installed from its
    settings page, where nobody is sent back to us.
    """
    events, interactions, commands = (
        {} if is_socket_mode else {key: f"{settings.public_url}/webhooks/slack/{door}"}
        for key, door in zip(("request_url", "request_url", "url"), DOORS, strict=True)
    )
    return {
        "_metadata": {"major_version": 2},
        "display_information": _presentation(words),
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": words.name, "always_online": True},
            "shortcuts": [_shortcut(callback_id, words.shortcuts[name]) for name, callback_id in SHORTCUTS.items()],
            "slash_commands": [{**commands, **_command(settings.slack_command, words.command)}],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {**events, "bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True, **interactions},
            "org_deploy_enabled": False,
            "socket_mode_enabled": is_socket_mode,
            "token_rotation_enabled": False,
        },
    }


def _presentation(words: ManifestWords) -> Manifest:
    return {
        "name": words.name,
        "description": words.description,
        "long_description": words.long_description,
        "background_color": words.background_color,
    }


def _shortcut(callback_id: str, words: ShortcutWords) -> Manifest:
    return {"name": words.name, "type": "message", "callback_id": callback_id, "description": words.description}


def _command(name: str, words: CommandWords) -> Manifest:
    return {
        "command": name,
        "description": words.description,
        "usage_hint": words.usage_hint,
        "should_escape": False,
    }
