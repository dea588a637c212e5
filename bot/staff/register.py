"""Everything that the staff can call in Slack: the one list of the parts and of the subcommands."""

from collections.abc import Callable, Mapping

from slack_bolt.app.async_app import AsyncApp

from bot.staff.commands import Subcommand, register_command
from bot.staff.frame.desk import Desk
from bot.staff.frame.listening import Listening
from bot.staff.handover.thread import register_thread
from bot.staff.help import show_help
from bot.staff.home import register_home
from bot.staff.lookups.checking import check, register_checking
from bot.staff.lookups.content import content
from bot.staff.lookups.figures import stats
from bot.staff.matters.changing_hands import end_matter, register_handover, take_matter
from bot.staff.matters.command import register_matters, show_matters
from bot.staff.replies.picking import show_replies
from bot.staff.replies.replying import register_replying

#: What can be typed after the command, by the name under which the texts tell of it.
SUBCOMMANDS: Mapping[str, Subcommand] = {
    "help": show_help,
    "cases": show_matters,
    "check": check,
    "reply": show_replies,
    "take": take_matter,
    "end": end_matter,
    "stats": stats,
    "content": content,
}

PARTS: tuple[Callable[[Listening], None], ...] = (
    register_home,
    register_matters,
    register_checking,
    register_replying,
    register_handover,
    register_thread,
)


def register_staff(app: AsyncApp, desk: Desk) -> None:
    """Let `app` listen to the staff."""
    listening = Listening(app, desk)
    register_command(listening, SUBCOMMANDS)
    for register in PARTS:
        register(listening)
