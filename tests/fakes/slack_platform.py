"""The Slack platform on this machine: one workspace, one app, the people who talk with it.

It knows channels, messages and threads, views and their triggers, and refuses what Slack refuses with Slack's error
codes. What stands in a channel is in `posts`; every refusal of what we sent is kept in `violations`, so that a test
can say that there was none. Faults come on demand.

    with serving(SlackServer()) as slack:  # from slack_server
        body, headers = slack.deliver(slack.text(user(1), "…"))
"""

import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes import slack_webhooks
from tests.fakes.slack_limits import MAX_BLOCK_TEXT, MAX_TEXT, block_text, check_blocks, check_view
from tests.fakes.slack_webhooks import BOT, BOT_USER, TEAM, Payload, Signed, direct

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 1800.0
RESPONSE_USES = 5
STAFF_CHANNEL = "C0000DESK"
STAFF_GROUP = "S0000DESK"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """How a call goes wrong; where it is `accepted` it has its effect all the same."""

    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b'{"ok":false,"error":"fatal_error"}'
    content_type: str = "application/json"
    accepted: bool = False
    drops: bool = False
    seconds: float = 0


@dataclass(frozen=True, kw_only=True)
class Received:
    """One call as it came in."""

    method: str
    body: Payload
    token: str


@dataclass(kw_only=True)
class ResponseUrl:
    """Where an answer to one command or click can be posted."""

    person: str
    channel: str
    at: float
    #: The message that was clicked, where only the person sees it.
    whisper: Payload | None = None
    uses: int = 0


class RefusedError(Exception):
    """An answer with ``ok: false``."""

    def __init__(self, code: str, faults: list[tuple[str, str]] | None = None) -> None:
        self.content: Payload = {"ok": False, "error": code}
        if faults:
            told = [f"[ERROR] {words} [json-pointer:{path}]" for path, words in faults]
            self.content["response_metadata"] = {"messages": told}
        super().__init__(code)


class SlackPlatform:
    """One Slack workspace with the app in it."""

    signing_secret = "secret-of-the-fake"
    bot_token = "xoxb-of-the-fake"
    app_token = "xapp-of-the-fake"

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.base_url = ""
        self.now = now
        self.posts: defaultdict[str, list[Payload]] = defaultdict(list)
        self.channels: dict[str, Payload] = {STAFF_CHANNEL: {"id": STAFF_CHANNEL, "name": "desk", "is_im": False}}
        self.gone: set[str] = set()
        self.received: list[Received] = []
        self.violations: list[str] = []
        self.views: list[Payload] = []
        self.homes: dict[str, Payload] = {}
        self.files: dict[str, Payload] = {}
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._triggers: dict[str, float] = {}
        #: What only one person sees.
        self.whispers: defaultdict[str, list[Payload]] = defaultdict(list)
        self.groups: dict[str, set[str]] = {STAFF_GROUP: set()}
        #: Who is in a channel.
        self.members: defaultdict[str, set[str]] = defaultdict(set)
        #: The language of each person's Slack, and further marks of people.
        self.locales: defaultdict[str, str] = defaultdict(lambda: "ja-JP")
        self.marks: defaultdict[str, Payload] = defaultdict(dict)
        self.response_urls: dict[str, ResponseUrl] = {}

    def fail_next(self, method: str, *faults: Fault) -> None:
        """Let the next calls of this method go wrong, one fault each."""
        self.faults[method].extend(faults)

    # What people do

    def text(self, person: str, words: str, **more: Any) -> Payload:
        """The person wrote `words` to the app."""
        return self._direct(person, slack_webhooks.message(person, self._stamp(), words, **more))

    def shared(self, person: str, *mimetypes: str, words: str = "") -> Payload:
        """The person sent files, perhaps with words."""
        files = [slack_webhooks.file(mimetype) for mimetype in mimetypes]
        return self.text(person, words, subtype="file_share", files=files, upload=False)

    def edited(self, original: Payload, words: str) -> Payload:
        """The person who wrote `original` changed it."""
        old, ts = _inner(original), self._stamp()
        new = {**old, "text": words, "edited": {"user": old["user"], "ts": ts}}
        changed = {"type": "message", "subtype": "message_changed", "hidden": True, "message": new}
        return self._where(original, {**changed, "previous_message": old, "ts": ts})

    def deleted(self, original: Payload) -> Payload:
        """The person who wrote `original` deleted it."""
        old = _inner(original)
        gone = {"type": "message", "subtype": "message_deleted", "hidden": True, "deleted_ts": old["ts"]}
        return self._where(original, {**gone, "previous_message": old, "ts": self._stamp()})

    def opened(self, person: str, tab: str = "messages") -> Payload:
        """The person opened a tab of the app."""
        seen = {"type": "app_home_opened", "user": person, "channel": direct(person), "tab": tab}
        return slack_webhooks.event({**seen, "event_ts": self._stamp()}, self.now())

    def mentioned(self, person: str, words: str, channel: str = STAFF_CHANNEL) -> Payload:
        """The person mentioned the app before others."""
        said = {**slack_webhooks.message(person, self._stamp(), words), "type": "app_mention", "channel": channel}
        return slack_webhooks.event({**said, "event_ts": said["ts"]}, self.now())

    def echo(self, person: str) -> Payload:
        """The last message of the app to `person` as it comes back to the app."""
        post = self.posts[direct(person)][-1]
        return self._direct(person, {"type": "message", "user": BOT_USER, "bot_id": BOT, **post})

    def tapped(self, person: str, label: str, channel: str = "") -> Payload:
        """The person clicked the newest button with `label`."""
        channel = channel or direct(person)
        shown = ((post, button) for post in reversed(self.posts[channel]) for button in _buttons(post))
        post, action = next((post, button) for post, button in shown if button["text"]["text"] == label)
        payload = slack_webhooks.block_actions(person, channel, post, action, self.now())
        return self._answerable(payload, person, channel)

    def tapped_whisper(self, person: str, label: str) -> Payload:
        """The person clicked the newest button with `label` of what only they see."""
        shown = ((post, button) for post in reversed(self.whispers[person]) for button in _buttons(post))
        post, action = next((post, button) for post, button in shown if button["text"]["text"] == label)
        payload = slack_webhooks.block_actions(person, post["channel"], post, action, self.now())
        payload["container"] |= {"is_ephemeral": True}
        del payload["message"]  # Slack leaves it out where nobody else can see it
        return self._answerable(payload, person, post["channel"], post)

    def tapped_view(self, person: str, label: str, view: Payload | None = None) -> Payload:
        """The person clicked the button with `label` in a view: the newest one, where none is given."""
        view = view or self.views[-1]
        action = next(button for button in _buttons(view) if button["text"]["text"] == label)
        return self._triggered(slack_webhooks.view_actions(person, view, action, self.now()))

    def submitted(self, person: str, values: Mapping[str, str] | None = None, view: Payload | None = None) -> Payload:
        """The person submitted a modal, the newest where none is given, with `values` by the names of its blocks."""
        view = view or self.views[-1]
        state = _state(view, values or {})
        return self._triggered(slack_webhooks.view_ended("view_submission", person, view, state))

    def closed(self, person: str, view: Payload | None = None) -> Payload:
        """The person closed a modal."""
        return slack_webhooks.view_ended("view_closed", person, view or self.views[-1], {})

    def commanded(self, person: str, text: str, *, name: str = "/hitoiki", channel: str = STAFF_CHANNEL) -> Payload:
        """The person called the slash command."""
        return self._answerable(slack_webhooks.command(person, name, text, channel), person, channel)

    def shortcut(self, person: str, callback_id: str, post: Payload, channel: str = STAFF_CHANNEL) -> Payload:
        """The person called a shortcut of the message `post`."""
        payload = slack_webhooks.message_action(person, callback_id, channel, post, self.now())
        return self._answerable(payload, person, channel)

    def in_thread(
        self, person: str, thread_ts: str, words: str, *, channel: str = STAFF_CHANNEL, **more: Any
    ) -> Payload:
        """The person wrote `words` into a thread of a channel."""
        said = slack_webhooks.message(person, self._stamp(), words, thread_ts=thread_ts, **more)
        return self._in_channel(channel, said)

    def deliver(self, payload: Payload, *, retry: int = 0, at: float | None = None) -> Signed:
        """The signed request in which `payload` comes: an event as JSON, a click as a form."""
        if payload.get("type") == "event_callback":
            return slack_webhooks.posted(payload, self.signing_secret, retry=retry, at=at)
        if "command" in payload:
            return slack_webhooks.submitted(payload, self.signing_secret, at=at)
        return slack_webhooks.submitted({"payload": json.dumps(payload)}, self.signing_secret, at=at)

    def _direct(self, person: str, inner: Payload) -> Payload:
        channel = direct(person)
        self.channels.setdefault(channel, {"id": channel, "is_im": True, "user": person})
        placed = {**inner, "channel": channel, "channel_type": "im", "event_ts": inner["ts"]}
        return slack_webhooks.event(placed, self.now())

    def _where(self, original: Payload, inner: Payload) -> Payload:
        """What happened to `original`, in the channel in which it stands."""
        if original["event"]["channel_type"] == "im":
            return self._direct(original["event"]["user"], inner)
        return self._in_channel(original["event"]["channel"], inner)

    def _in_channel(self, channel: str, inner: Payload) -> Payload:
        placed = {**inner, "channel": channel, "channel_type": "channel", "event_ts": inner["ts"]}
        return slack_webhooks.event(placed, self.now())

    def _triggered(self, payload: Payload) -> Payload:
        self._triggers[payload["trigger_id"]] = self.now()
        return payload

    def _answerable(self, payload: Payload, person: str, channel: str, whisper: Payload | None = None) -> Payload:
        """`payload` with an address for answers, as Slack gives with commands and with clicks under messages."""
        name = f"r{len(self.response_urls)}"
        self.response_urls[name] = ResponseUrl(person=person, channel=channel, at=self.now(), whisper=whisper)
        payload["response_url"] = f"{self.base_url.removesuffix('/api')}/response/{name}"
        return self._triggered(payload)

    def _stamp(self) -> str:
        return slack_webhooks.stamp(self.now())

    # What people see

    def seen(self, person: str) -> list[Payload]:
        """What stands in the direct message with `person`."""
        return self.posts[direct(person)]

    def words(self, person: str) -> list[str]:
        """What the person reads, each message as its text: blocks, links with their addresses, no choices."""
        return [read_blocks(post) for post in self.seen(person)]

    def labels(self, person: str) -> list[str]:
        """The choices that the person can click under the last message."""
        last = self.seen(person)[-1] if self.seen(person) else {}
        return [button["text"]["text"] for button in _buttons(last) if "value" in button]

    def whispered(self, person: str) -> list[str]:
        """What only the person reads, each message as its text."""
        return [read_blocks(post) or post["text"] for post in self.whispers[person]]

    # What the app does

    def post(self, body: Payload) -> Payload:
        """``chat.postMessage``; a person's id stands for the direct message with them."""
        self._check_message(body)
        channel = self._channel(body["channel"])
        message = {"ts": self._stamp(), "text": body.get("text", ""), "blocks": body.get("blocks", [])}
        message |= {name: body[name] for name in ("thread_ts", "metadata") if body.get(name)}
        self.posts[channel].append(message)
        return {"channel": channel, "ts": message["ts"], "message": {**message, "user": BOT_USER, "bot_id": BOT}}

    def update(self, body: Payload) -> Payload:
        """``chat.update``; a text without blocks takes the blocks away."""
        self._check_message(body)
        channel = self._channel(body["channel"])
        post = next((post for post in self.posts[channel] if post["ts"] == body["ts"]), None)
        if post is None:
            raise self.violation("message_not_found")
        post |= {"text": body.get("text", ""), "blocks": body.get("blocks", [])}
        return {"channel": channel, "ts": post["ts"], "text": post["text"]}

    def delete(self, body: Payload) -> Payload:
        """``chat.delete``; what stands in its thread stays."""
        channel = self._channel(body["channel"])
        kept = [post for post in self.posts[channel] if post["ts"] != body["ts"]]
        if len(kept) == len(self.posts[channel]):
            raise RefusedError("message_not_found")
        self.posts[channel] = kept
        return {"channel": channel, "ts": body["ts"]}

    def whisper(self, body: Payload) -> Payload:
        """``chat.postEphemeral``."""
        self._check_message(body)
        channel = self._channel(body["channel"])
        return {"message_ts": self._whisper(body["user"], channel, body)["ts"]}

    def respond(self, name: str, body: Payload) -> bool:
        """What was posted to a ``response_url``; False where it works no more."""
        url = self.response_urls.get(name)
        if url is None or url.uses >= RESPONSE_USES or self.now() - url.at > RESPONSE_SECONDS:
            self.violations.append("used_url")
            return False
        self._check_message(body)
        url.uses += 1
        if body.get("replace_original") and url.whisper is not None:
            url.whisper |= {"text": body.get("text", ""), "blocks": body.get("blocks", [])}
        elif body.get("response_type") == "in_channel":
            self.post({**body, "channel": url.channel})
        else:
            self._whisper(url.person, url.channel, body)
        return True

    def open_view(self, body: Payload) -> Payload:
        """``views.open``: once for each trigger, and within its three seconds."""
        at = self._triggers.pop(body.get("trigger_id", ""), None)
        if at is None:
            raise self.violation("invalid_trigger_id")
        if self.now() - at > TRIGGER_SECONDS:
            raise self.violation("expired_trigger_id")
        view = {**self._checked_view(body), "id": f"V{len(self.views) + 1:08d}", "team_id": TEAM}
        self.views.append(view)
        return {"view": view}

    def push_view(self, body: Payload) -> Payload:
        """``views.push``: over the view in which the trigger arose, which is the newest one here."""
        below = self.views[-1]["id"]
        opened = self.open_view(body)["view"]
        opened["previous_view_id"] = below
        return {"view": opened}

    def update_view(self, body: Payload) -> Payload:
        """``views.update``."""
        place = next((n for n, view in enumerate(self.views) if view["id"] == body.get("view_id")), None)
        if place is None:
            raise self.violation("not_found")
        self.views[place] = {**self._checked_view(body), "id": body["view_id"], "team_id": TEAM}
        return {"view": self.views[place]}

    def publish_view(self, body: Payload) -> Payload:
        """``views.publish``: the Home tab of one person."""
        view = {**self._checked_view(body), "id": f"H{body['user_id']}", "team_id": TEAM}
        self.homes[body["user_id"]] = view
        return {"view": view}

    def conversation(self, channel: str) -> Payload:
        """A channel by its id."""
        return self.channels[self._channel(channel)]

    def user(self, person: str) -> Payload:
        """``users.info``."""
        known = {"id": person, "name": "placeholder", "is_bot": False, "tz": "Asia/Tokyo"}
        return {**known, "locale": self.locales[person], **self.marks[person]}

    def group(self, name: str) -> list[str]:
        """``usergroups.users.list``."""
        if name not in self.groups:
            raise RefusedError("no_such_subteam")
        return sorted(self.groups[name])

    def violation(self, code: str, faults: list[tuple[str, str]] | None = None) -> RefusedError:
        """A refusal that is the app's own fault, kept for the test to see."""
        self.violations.append(f"{code} {faults or ''}".strip())
        return RefusedError(code, faults)

    def _checked_view(self, body: Payload) -> Payload:
        if faults := check_view(body.get("view")):
            raise self.violation("invalid_arguments", faults)
        view: Payload = body["view"]
        return view

    def _channel(self, channel: Any) -> str:
        if channel in self.gone:
            raise RefusedError("channel_not_found")
        if isinstance(channel, str) and channel.startswith("U"):
            self.channels.setdefault(direct(channel), {"id": direct(channel), "is_im": True, "user": channel})
            return direct(channel)
        if channel not in self.channels:
            raise RefusedError("channel_not_found")
        return str(channel)

    def _whisper(self, person: str, channel: str, body: Payload) -> Payload:
        said = {"ts": self._stamp(), "channel": channel, "text": body.get("text", ""), "blocks": body.get("blocks", [])}
        self.whispers[person].append(said)
        return said

    def _check_message(self, body: Payload) -> None:
        text, blocks = body.get("text", ""), body.get("blocks", [])
        if not text and not blocks:
            raise self.violation("no_text")
        if len(text) > MAX_TEXT:
            raise self.violation("msg_too_long")
        if faults := check_blocks(blocks):
            raise self.violation("invalid_blocks", faults)
        if block_text(blocks) > MAX_BLOCK_TEXT:
            raise self.violation("msg_blocks_too_long")


def _inner(payload: Payload) -> Payload:
    return {key: value for key, value in payload["event"].items() if key not in {"channel", "channel_type", "event_ts"}}


def _buttons(post: Payload) -> list[Payload]:
    held = [element for block in post.get("blocks", []) for element in (*_elements(block), block.get("accessory"))]
    return [element for element in held if element and element["type"] == "button"]


def _elements(block: Payload) -> list[Payload]:
    return list(block["elements"]) if block["type"] == "actions" else []


def _state(view: Payload, values: Mapping[str, str]) -> Payload:
    """The state of a modal's fields: what is given, else what stood there from the beginning."""
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    unknown = values.keys() - inputs.keys()
    assert not unknown, f"no such field: {unknown}"
    return {name: {element["action_id"]: _field(element, values.get(name))} for name, element in inputs.items()}


def _field(element: Payload, given: str | None) -> Payload:
    if element["type"] != "plain_text_input":
        chosen = next((one for one in element.get("options", []) if one["value"] == given), None)
        return {"type": element["type"], "selected_option": chosen or element.get("initial_option")}
    return {"type": element["type"], "value": given if given is not None else element.get("initial_value")}


def read_blocks(post: Payload) -> str:
    """What is read in a message or a view: header, section and context as their text, a link with its address."""
    lines = []
    for block in post["blocks"]:
        if "text" in block:
            lines.append(block["text"]["text"])
        for element in block.get("elements", []):
            if block["type"] == "context":
                lines.append(element["text"])
            elif "url" in element:
                lines.append(f"{element['text']['text']}: {element['url']}")
    return "\n".join(lines)
