"""The service as a web application."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

from bot.headers import SecurityHeaders
from bot.operations import operations_routes
from bot.service import Service
from bot.store.outbox import MAILBOX_CHANNEL
from bot.webhooks import Webhooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How a platform comes in that does not post events alone: its routes, and what runs beside them."""

    routes: Sequence[BaseRoute] = ()
    running: Sequence[Callable[[], AbstractAsyncContextManager[None]]] = ()


def create_http_app(service: Service, routers: Iterable[APIRouter] = (), doors: Sequence[Door] = ()) -> FastAPI:
    """Webhooks of every platform, what operators look at, and the `routers` with the pages for people."""
    platforms = {name: adapter for name, adapter in service.webhook_adapters.items() if name != MAILBOX_CHANNEL}
    webhooks = Webhooks(adapters=platforms, receive=service.receive, metrics=service.metrics)
    routes = [route for door in doors for route in door.routes]
    routes += [webhooks.route(), *operations_routes(service.store, service.metrics)]

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(service.running())
            for run in (run for door in doors for run in door.running):
                await stack.enter_async_context(run())
            yield

    app = FastAPI(
        title="Hitoiki",
        routes=routes,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    for router in routers:
        app.include_router(router)
    app.add_middleware(SecurityHeaders)
    return app
