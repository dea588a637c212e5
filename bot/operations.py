"""What operators look at: is it alive, and what does it count."""

from http import HTTPStatus

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.metrics import Metrics
from bot.store.store import Store


def operations_routes(store: Store, metrics: Metrics) -> list[BaseRoute]:
    """``GET /healthz`` and ``GET /metrics``; neither tells anything about a person."""

    def ask_database() -> None:
        with store.begin() as transaction:
            transaction.connection.execute(text("SELECT 1"))

    async def healthz(_: Request) -> Response:
        try:
            await store.run(ask_database)
        except SQLAlchemyError:
            return JSONResponse({"database": "unavailable"}, status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        return JSONResponse({"database": "ok"})

    async def show_metrics(_: Request) -> Response:
        return Response(metrics.render(), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", healthz), Route("/metrics", show_metrics)]
