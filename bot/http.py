"""The service as a web application."""

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

from bot.headers import SecurityHeaders
from bot.operations import operations_routes
from bot.service import Service
from bot.store.outbox import MAILBOX_CHANNEL
from bot.webhooks import Webhooks


def create_http_app(service: Service, routers: Iterable[APIRouter] = ()) -> FastAPI:
    """Webhooks of every platform, what operators look at, and the `routers` with the pages for people."""
    platforms = {channel: adapter for channel, adapter in service.adapters.items() if channel != MAILBOX_CHANNEL}
    webhooks = Webhooks(adapters=platforms, receive=service.receive, metrics=service.metrics)
    routes: list[BaseRoute] = [webhooks.route(), *operations_routes(service.store, service.metrics)]
    app = FastAPI(
        title="Hitoiki",
        routes=routes,
        lifespan=lambda _: service.running(),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    for router in routers:
        app.include_router(router)
    app.add_middleware(SecurityHeaders)
    return app
