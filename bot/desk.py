"""Puts the desk of the staff together."""

from adapters.slack.client import Client
from bot.clock import Clock
from bot.content import Content
from bot.lane import Switchboard
from bot.service import Service
from bot.settings import Settings
from bot.staff.frame.access import Members
from bot.staff.frame.desk import Desk
from bot.staff.frame.errands import Errands
from bot.staff.handover.posts import create_posts
from bot.staff.handover.relay import DeskPoster
from bot.staff.handover.switchboard import StaffSwitchboard
from bot.store.store import Store

#: Whether somebody may is asked before Slack is answered, which has three seconds.
_HASTY_SECONDS = 2.0
_SECONDS = 5.0


def create_desk(settings: Settings, service: Service, content: Content, clock: Clock) -> Desk:
    """The desk of a service whose Slack channel is on."""
    return Desk(
        service=service,
        store=service.store,
        settings=settings,
        texts=content.staff,
        members=Members(
            client=_client(settings, _HASTY_SECONDS),
            groups=settings.staff_groups,
            channels=settings.staff_channels,
            clock=clock,
        ),
        library=content.library,
        checker=content.checker,
        catalog=content.catalog,
        signs=content.signs,
        clock=clock,
        slack=_client(settings, _SECONDS, waits_when_told=True),
        errands=Errands(),
    )


def create_switchboard(settings: Settings, content: Content) -> Switchboard:
    """What follows every turn for the staff."""
    return StaffSwitchboard(create_posts(settings, content.staff, content.signs), content.staff)


def create_poster(settings: Settings, store: Store) -> DeskPoster:
    """The channel of what is posted to the staff."""
    return DeskPoster(store=store, bot_token=_token(settings), api_base_url=settings.slack_api_base_url)


def _client(settings: Settings, seconds: float, *, waits_when_told: bool = False) -> Client:
    return Client(
        token=_token(settings),
        api_base_url=settings.slack_api_base_url,
        timeout_seconds=seconds,
        waits_when_told=waits_when_told,
    )


def _token(settings: Settings) -> str:
    if settings.slack_bot_token is None:
        raise TypeError("the service has no Slack channel")
    return settings.slack_bot_token.get_secret_value()
