"""``hitoiki line``: set up and look at the LINE account, through LINE's own SDK."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

import typer

from adapters.line.account import LineAccount, LineAccountError
from bot.settings import SettingsError, read_settings

app = typer.Typer(no_args_is_help=True, help="Set up and look at the LINE account.")
T = TypeVar("T")


@app.command()
def webhook() -> None:
    """Point the account's webhook at this service (HITOIKI_PUBLIC_URL) and let LINE call it."""
    account, public_url = _account()
    url = f"{public_url}/webhooks/line"
    _run(account.set_webhook(url))
    typer.echo(f"webhook: {url}")
    seen = _run(account.test_webhook())
    typer.echo(f"LINE's call: {'ok' if seen.success else 'failed'} {seen.status_code} {seen.reason} {seen.detail}")
    if not seen.success:
        raise typer.Exit(1)


@app.command()
def info() -> None:
    """Show the account and how many pushes are left this month; replies are free."""
    account, _ = _account()
    bot, quota = _run(account.bot_info()), _run(account.quota())
    typer.echo(f"{bot.display_name} {bot.basic_id} chat mode: {bot.chat_mode}")
    typer.echo(f"pushes: {quota.used} of {quota.limit if quota.limit is not None else 'no limit'}")


def _account() -> tuple[LineAccount, str]:
    try:
        settings = read_settings()
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if settings.line_channel_access_token is None:
        typer.echo("LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN are not set: LINE is off", err=True)
        raise typer.Exit(2)
    token = settings.line_channel_access_token.get_secret_value()
    return LineAccount(token, settings.line_api_base_url), settings.public_url


def _run(call: Coroutine[None, None, T]) -> T:
    try:
        return asyncio.run(call)
    except LineAccountError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
