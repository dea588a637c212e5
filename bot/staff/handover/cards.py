"""What the staff reads of a hand-over in Slack: the card, and the posts in its thread."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from adapters.slack import limits, mrkdwn
from bot.staff.frame import blocks
from bot.staff.frame.blocks import Block, Message
from bot.staff.texts.desk import DeskTexts
from bot.staff.texts.words import Language, Words
from bot.store.handovers import LIVE, OVER, KeptHandover
from bot.store.matters import KeptMatter
from dialogs.composer import shorten
from dialogs.conversation import Conversation, NotedSign, SignCode
from dialogs.signs.texts import SignText

TAKE: Final = "desk:handover:take"
END: Final = "desk:handover:end"
#: Opens the canned replies, aimed at this person.
CANNED: Final = "desk:replying:open"
#: Everybody in the channel reads the same.
LANGUAGE: Final[Language] = "ja"

_LAST_WORDS = 5
_MAX_WORD = 300
_MAX_QUOTE = 120


class Cards:
    """Builds what is posted; members are named by Slack itself, which tells them."""

    def __init__(self, texts: DeskTexts, signs: Mapping[SignCode, SignText], zone: tzinfo) -> None:
        self._common = texts.common
        self._texts = texts.handover
        self._signs = signs
        self._zone = zone

    def card(
        self, matter: KeptMatter, handover: KeptHandover, conversation: Conversation, *, away_until: datetime | None
    ) -> Message:
        """The card; a later one takes the place of the first."""
        texts = self._texts.card
        title = {LIVE: texts.live, OVER: texts.over}.get(handover.status, texts.waiting).say(LANGUAGE)
        when = handover.asked_at or handover.taken_at or matter.opened_at
        channel = self._common.channels[matter.channel].say(LANGUAGE)
        facts = texts.facts.say(LANGUAGE, reference=matter.reference, channel=channel, when=self._moment(when))
        shown = [blocks.header(title), blocks.section(facts), *self._about(conversation)]
        return blocks.message(f"{title} {facts}", [*shown, *self._standing(matter, handover, away_until)])

    def opening(self, reference: str, member: str, minutes: int) -> Message:
        """The first post of the thread."""
        words = self._texts.opening.say(LANGUAGE, reference=reference, member=named(member), minutes=minutes)
        end = blocks.button(self._texts.end.say(LANGUAGE), END, reference)
        canned = blocks.button(self._texts.canned.say(LANGUAGE), CANNED, reference)
        return blocks.message(words, [blocks.markdown(words), blocks.actions(canned, end)])

    def said(self, text: str, signs: Sequence[NotedSign], *, is_danger: bool) -> Message:
        """What the person wrote."""
        codes = " ".join(sign.code for sign in signs)
        texts = self._texts
        label = texts.said_signs.say(LANGUAGE, codes=codes) if codes else texts.said.say(LANGUAGE)
        whole = blocks.cut(text, limits.MAX_BLOCK_TEXT - 500, self._common.cut_off, LANGUAGE)
        pieces = [blocks.section(piece) for piece in limits.split(whole, limits.MAX_SECTION_TEXT) if piece.strip()]
        danger = [blocks.context(texts.danger.say(LANGUAGE))] if is_danger else []
        return blocks.message(mrkdwn.escape(text), [blocks.context(label), *pieces, *danger])

    def sent(self, text: str) -> Message:
        """What a member sent to the person from elsewhere."""
        pieces = [blocks.section(piece) for piece in limits.split(text, limits.MAX_SECTION_TEXT) if piece.strip()]
        return blocks.message(mrkdwn.escape(text), [blocks.context(self._texts.sent.say(LANGUAGE)), *pieces])

    def note(self, words: Words, **values: object) -> Message:
        """Something that we tell the staff."""
        told = words.say(LANGUAGE, **values)
        return blocks.message(told, [blocks.context(told)])

    def _about(self, conversation: Conversation) -> Iterator[Block]:
        texts = self._texts.card
        signs = [self._sign(sign) for sign in conversation.signs]
        yield blocks.section(_listed(texts.signs.say(LANGUAGE), signs, texts.no_signs.say(LANGUAGE)))
        words = [
            texts.word.say(LANGUAGE, time=self._moment(said.at)[-5:], text=shorten(said.text, _MAX_WORD))
            for said in conversation.utterances[-_LAST_WORDS:]
        ]
        yield blocks.section(_listed(texts.words.say(LANGUAGE), words, texts.no_words.say(LANGUAGE)))

    def _sign(self, sign: NotedSign) -> str:
        name, quote = self._signs[sign.code].name, shorten(sign.quote, _MAX_QUOTE)
        return self._texts.card.sign.say(LANGUAGE, code=sign.code, name=name, quote=quote)

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%m/%d %H:%M}"

    def _standing(self, matter: KeptMatter, handover: KeptHandover, away_until: datetime | None) -> Iterator[Block]:
        texts = self._texts.card
        if handover.status == LIVE and handover.member:
            yield blocks.context(texts.taken_by.say(LANGUAGE, member=named(handover.member)))
        if handover.is_open and handover.status != LIVE:
            if away_until:
                yield blocks.context(texts.away.say(LANGUAGE, when=f"{away_until:%m/%d %H:%M}"))
            yield blocks.actions(blocks.button(texts.take.say(LANGUAGE), TAKE, matter.reference, style="primary"))


def named(member: str) -> str:
    """A member as Slack shows them in markup."""
    return f"<@{member}>"


def _listed(title: str, lines: Sequence[str], none: str) -> str:
    return "\n".join((title, *(lines or (none,))))
