"""``/hitoiki stats``: the figures of a period as a picture in the channel, and as text beside it."""

import logging
from functools import partial
from typing import Final

from slack_sdk.errors import SlackApiError

from adapters.slack import limits, mrkdwn
from bot.figures.drawing import draw
from bot.figures.figures import Figures, read_figures
from bot.figures.periods import Period, read_period
from bot.logs import describe_error
from bot.staff.frame import blocks
from bot.staff.frame.calls import Call
from bot.staff.lookups.figures_wording import Wording

_log = logging.getLogger(__name__)

_FILE_NAME: Final = "hitoiki.png"
_MAX_SHOWN: Final = 40


async def stats(call: Call, rest: str) -> None:
    """Post the figures of the period that `rest` names."""
    texts = call.desk.texts.figures
    period = read_period(rest, call.desk.clock().date(), texts.periods)
    if period is None:
        await call.tell(blocks.message(call.say(texts.unknown_period, text=limits.shorten(rest, _MAX_SHOWN))))
        return
    await call.record("stats")
    wording = Wording(texts=texts, language=call.member.language, signs=call.desk.signs)
    figures = await _read(call, period)
    words = "\n".join(wording.lines(figures))
    try:
        picture = await draw(figures, wording.chart_labels(figures))
        is_here = await _post(call, picture, words=mrkdwn.escape(words), title=wording.title, alt=wording.alt(figures))
    except Exception as error:  # noqa: BLE001  (whatever keeps the picture away, the figures can be told)
        _log.error("the picture of the figures is missing: %s", describe_error(error))
        await call.tell(blocks.message(words, [blocks.section(words), blocks.context(call.say(texts.no_picture))]))
        return
    if not is_here:
        await call.tell(blocks.message(call.say(texts.elsewhere)))


async def _read(call: Call, period: Period) -> Figures:
    def read() -> Figures:
        with call.desk.store.begin() as transaction:
            return read_figures(transaction, period)

    return await call.desk.store.run(read)


async def _post(call: Call, picture: bytes, *, words: str, title: str, alt: str) -> bool:
    """Put the picture into the channel; False where it went to the member alone, because the app is not in there."""
    upload = partial(call.desk.slack.api().files_upload_v2, file=picture, filename=_FILE_NAME, title=title, alt_txt=alt)
    try:
        await upload(channel=call.channel, initial_comment=words)
    except SlackApiError:
        posted = await call.desk.slack.api().chat_postMessage(channel=call.member.id, text=words)
        await upload(channel=posted["channel"])
        return False
    return True
