"""What somebody gets who may not: the public help, in the place of whatever they could see before."""

from bot.staff.frame.answers import Answers
from bot.staff.frame.blocks import Message, View, header, home, message, modal, section
from bot.staff.frame.calls import Payload
from bot.staff.frame.desk import Desk
from bot.staff.texts.words import Language


async def refuse(desk: Desk, body: Payload, answers: Answers, language: Language) -> None:
    """Take away what the person may no longer see, and tell them what this is."""
    view = body.get("view")
    container = body.get("container")
    if isinstance(view, dict) and view.get("type") == "modal":
        await desk.slack.api().views_update(view_id=str(view.get("id")), view=refusal_modal(desk, language))
    elif isinstance(view, dict):
        await desk.slack.api().views_publish(user_id=answers.member, view=public_home(desk, language))
    elif isinstance(container, dict) and container.get("is_ephemeral"):
        await answers.replace(public_help(desk, language))
    else:
        await answers.tell(public_help(desk, language))


def public_help(desk: Desk, language: Language) -> Message:
    """What Hitoiki is, for everybody."""
    texts = desk.texts.common.help
    title, text = texts.public_title.say(language), texts.public.say(language)
    return message(text, [header(title), section(text)])


def public_home(desk: Desk, language: Language) -> View:
    """The same as a Home tab."""
    return home(public_help(desk, language)["blocks"])


def refusal_modal(desk: Desk, language: Language) -> View:
    """The same in a modal that the person had open."""
    common = desk.texts.common
    refused = section(common.not_yours.say(language))
    return modal(common.name.say(language), [refused], close=common.close.say(language))
