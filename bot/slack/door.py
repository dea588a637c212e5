"""Puts the parts of Slack together."""

import logging
from collections.abc import Callable, Iterable
from functools import partial

from slack_bolt.app.async_app import AsyncApp

from adapters.slack.adapter import SlackAdapter
from bot.clock import Clock
from bot.http import Door
from bot.service import Service
from bot.settings import Settings
from bot.slack.app import create_bolt_app
from bot.slack.socket_mode import socket_mode
from bot.slack.talk import register_talk
from bot.slack.webhooks import SlackWebhooks

_log = logging.getLogger(__name__)


def create_slack_door(
    service: Service,
    *,
    settings: Settings,
    clock: Clock,
    is_socket_mode: bool,
    register: Iterable[Callable[[AsyncApp], object]] = (),
) -> Door:
    """Where Slack comes in: by webhooks where the signing secret is set, by a socket where one is asked for.

    `register` adds the listeners of other uses of Slack; theirs are asked before those of the talk.
    """
    adapter, bot_token = service.adapters[SlackAdapter.channel], settings.slack_bot_token
    if not isinstance(adapter, SlackAdapter) or bot_token is None:
        raise TypeError("the service has no Slack channel")
    app = create_bolt_app(
        bot_token=bot_token.get_secret_value(), api_base_url=settings.slack_api_base_url, metrics=service.metrics
    )
    for add_listeners in register:
        add_listeners(app)
    register_talk(app, adapter=adapter, service=service)
    secret, app_token = settings.slack_signing_secret, settings.slack_app_token
    routes, running = [], []
    if secret:
        webhooks = SlackWebhooks(app, signing_secret=secret.get_secret_value(), clock=clock, metrics=service.metrics)
        routes = webhooks.routes()
    if is_socket_mode and app_token:
        running = [partial(socket_mode, app, app_token.get_secret_value())]
    if not routes and not running:
        _log.warning("SLACK_SIGNING_SECRET is not set and --socket-mode is not given: nothing of Slack is heard")
    return Door(routes=routes, running=running)
