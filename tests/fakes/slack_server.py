"""The Web API and the sockets of the local Slack platform over HTTP.

Served by aiohttp, whose requests know their transport, so that a connection can be dropped before any answer.
"""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.platform_thread import answering
from tests.fakes.slack_platform import Fault, Received, RefusedError, SlackPlatform
from tests.fakes.slack_webhooks import APP, BOT, BOT_USER, TEAM, Payload

_Method = Callable[[Payload], Payload]


class SlackServer(SlackPlatform):
    """A platform that answers at its `base_url`, and that an app can open sockets to."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.loop = asyncio.new_event_loop()
        self.sockets: list[web.WebSocketResponse] = []
        self.acknowledged: list[Payload] = []

    def push(self, payload: Payload) -> str:
        """Send `payload` over the newest socket; returns the id of its envelope."""
        kinds = {"event_callback": "events_api", None: "slash_commands"}
        kind = kinds.get(payload.get("type"), "interactive")
        envelope_id = str(uuid.uuid4())
        envelope = {"envelope_id": envelope_id, "type": kind, "accepts_response_payload": False, "payload": payload}
        self._on_loop(self.sockets[-1].send_json(envelope))
        return envelope_id

    def disconnect(self) -> None:
        """Tell the app to open another socket, as Slack does every few hours."""
        self._on_loop(self.sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"}))

    def _on_loop(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(10)


@contextlib.contextmanager
def serving(platform: SlackServer) -> Iterator[SlackServer]:
    """Let `platform` answer on a free port of this machine until the block ends."""
    app = web.Application(client_max_size=8 * 1024 * 1024)
    api = _Api(platform)
    app.add_routes([web.route("*", "/api/{method}", api.answer), web.post("/upload/{id}", api.upload)])
    app.add_routes([web.get("/socket", api.socket), web.post("/response/{name}", api.respond)])
    with answering(app, platform.loop) as address:
        platform.base_url = f"{address}/api"
        yield platform


class _Api:
    def __init__(self, platform: SlackServer) -> None:
        self._platform = platform
        self._methods: dict[str, _Method] = {
            "auth.test": lambda _: {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "url": "https://example.com/"},
            "chat.postMessage": platform.post,
            "chat.update": platform.update,
            "chat.postEphemeral": platform.whisper,
            "chat.delete": platform.delete,
            "views.open": platform.open_view,
            "views.push": platform.push_view,
            "views.update": platform.update_view,
            "views.publish": platform.publish_view,
            "users.info": lambda body: {"user": platform.user(body["user"])},
            "usergroups.users.list": lambda body: {"users": platform.group(body["usergroup"])},
            "conversations.members": self._members,
            "conversations.open": self._open,
            "conversations.info": lambda body: {"channel": platform.conversation(body["channel"])},
            "conversations.list": lambda _: {"channels": list(platform.channels.values())},
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete_upload,
            "apps.connections.open": self._connect,
        }

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Faults on demand and a request id around each call."""
        name = request.match_info["method"]
        faults = self._platform.faults[name]
        response = await (self._fail(request, name, faults.popleft()) if faults else self._call(request, name))
        response.headers["x-slack-req-id"] = uuid.uuid4().hex
        return response

    async def _fail(self, request: web.Request, name: str, fault: Fault) -> web.Response:
        if fault.accepted:
            await self._call(request, name)
        await asyncio.sleep(fault.seconds)
        if fault.drops and request.transport is not None:
            request.transport.abort()
        response = web.Response(body=fault.body, status=fault.status, headers=fault.headers)
        response.content_type = fault.content_type
        return response

    async def _call(self, request: web.Request, name: str) -> web.Response:
        """The token before everything; errors in Slack's form, with status 200."""
        body = await _read(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            method = self._method(name, token)
            self._platform.received.append(Received(method=name, body=body, token=token))
            return web.json_response({"ok": True, **method(body)})
        except RefusedError as error:
            return web.json_response(error.content)

    def _method(self, name: str, token: str) -> _Method:
        wanted = self._platform.app_token if name == "apps.connections.open" else self._platform.bot_token
        if token != wanted:
            raise RefusedError("invalid_auth")
        if name not in self._methods:
            raise RefusedError("unknown_method")
        return self._methods[name]

    def _members(self, body: Payload) -> Payload:
        """In pages of at most two, so that whoever asks must turn them."""
        members = sorted(self._platform.members[self._platform.conversation(body["channel"])["id"]])
        start = int(body.get("cursor") or 0)
        end = start + min(int(body.get("limit", 2)), 2)
        more = {"next_cursor": str(end) if end < len(members) else ""}
        return {"members": members[start:end], "response_metadata": more}

    def _open(self, body: Payload) -> Payload:
        return {"channel": self._platform.conversation(body["users"])}

    def _history(self, body: Payload) -> Payload:
        posts = self._platform.posts[self._platform.conversation(body["channel"])["id"]]
        return {"messages": [post for post in reversed(posts) if "thread_ts" not in post], "has_more": False}

    def _replies(self, body: Payload) -> Payload:
        posts = self._platform.posts[self._platform.conversation(body["channel"])["id"]]
        thread = [post for post in posts if body["ts"] in (post["ts"], post.get("thread_ts"))]
        if not thread:
            raise RefusedError("thread_not_found")
        return {"messages": thread, "has_more": False}

    def _upload_url(self, body: Payload) -> Payload:
        file_id = f"F{len(self._platform.files):08d}"
        self._platform.files[file_id] = {
            "filename": body["filename"],
            "length": int(body["length"]),
            "alt": body.get("alt_txt", ""),
        }
        return {"file_id": file_id, "upload_url": f"{self._platform.base_url.removesuffix('/api')}/upload/{file_id}"}

    def _complete_upload(self, body: Payload) -> Payload:
        files = json.loads(body["files"]) if isinstance(body["files"], str) else body["files"]
        if body.get("channel_id"):
            self._platform.conversation(body["channel_id"])
        for file in files:
            kept = self._platform.files.get(file["id"])
            if kept is None or len(kept.get("content", b"")) != kept["length"]:
                raise self._platform.violation("file_not_found")
            kept |= {"title": file.get("title"), "channel": body.get("channel_id"), "thread": body.get("thread_ts")}
            kept["comment"] = body.get("initial_comment", "")
        return {"files": [{"id": file["id"], "title": file.get("title")} for file in files]}

    def _connect(self, _: Payload) -> Payload:
        address = self._platform.base_url.removesuffix("/api").replace("http", "ws", 1)
        return {"url": f"{address}/socket?ticket={uuid.uuid4()}&app_id={APP}"}

    async def respond(self, request: web.Request) -> web.Response:
        """A ``response_url``."""
        try:
            taken = self._platform.respond(request.match_info["name"], dict(await request.json()))
        except RefusedError as error:
            return web.json_response(error.content)
        return web.Response(text="ok") if taken else web.Response(status=404, text="used_url")

    async def upload(self, request: web.Request) -> web.Response:
        """Where ``files.getUploadURLExternal`` sends the bytes."""
        self._platform.files[request.match_info["id"]]["content"] = await request.read()
        return web.Response(text="OK")

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """One connection of Socket Mode: a hello, then envelopes out and acknowledgements in."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        self._platform.sockets.append(socket)
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self._platform.acknowledged.append(json.loads(message.data))
        return socket


async def _read(request: web.Request) -> Payload:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}
