"""An answer to the dialog's own question about a sign is read in the light of that question."""

from datetime import UTC, datetime

import pytest

from dialogs.build import DEFAULT_FACTS
from dialogs.catalog_files import CONTENT_DIR, load_catalog
from dialogs.composer import Composer
from dialogs.engine import Engine
from dialogs.listener import Listener
from dialogs.player import Player, bubble_texts
from dialogs.routes.load import load_route_reader
from dialogs.signs.load import load_sign_texts
from dialogs.slots.load import load_extractor
from tests.fakes.detector import FakeDetector

DOUBTFUL = "早めに返事がほしいみたいです"
ASKS = "今日中に決めるよう、その場で払うよう言われましたか"


@pytest.fixture
def asked() -> Player:
    """A talk in which the dialog has just asked about pressure."""
    catalog = load_catalog(CONTENT_DIR)
    detector = FakeDetector({"早めに返事": "P", "高い数字": "1a"})
    listener = Listener(detector, load_extractor(CONTENT_DIR), load_route_reader(CONTENT_DIR))
    engine = Engine(catalog, listener, Composer(catalog, load_sign_texts(CONTENT_DIR), DEFAULT_FACTS))
    player = Player(engine, datetime(2026, 11, 20, 10, tzinfo=UTC))
    player.say("業者に電話しました")
    assert ASKS in said(player, DOUBTFUL)
    return player


def said(player: Player, text: str) -> str:
    return "\n".join(bubble_texts(player.say(text).reply))


@pytest.mark.parametrize(
    "answer",
    [
        *("はい", "はい、そう言われました", "言われました", "うんだ、いわれだ", "ええ、まあ"),
        *("そんな感じです", "たぶん", "今日中に払えと言われています", "間違いなく言われました", "言ってました"),
        "似たようなことは言われました",
        "はい、今日中に払わないともう受け付けられないと電話で何度も強く言われて困っているところです",
    ],
)
def test_yes_makes_it_a_sign_with_the_words_it_was_asked_about(asked: Player, answer: str) -> None:
    turn = asked.say(answer)
    assert [(sign.code, sign.quote) for sign in turn.new_signs] == [("P", "早めに返事")]
    assert asked.conversation.warned_at is not None


@pytest.mark.parametrize(
    "answer",
    ["いいえ", "言われていません", "いや、言われてない", "そこまでは言われてないです", "それは違います"],
)
def test_no_is_kept_and_not_asked_again(asked: Player, answer: str) -> None:
    turn = asked.say(answer)
    assert turn.new_signs == ()
    assert asked.conversation.denied_signs == ("P",)
    assert asked.conversation.warned_at is None
    assert ASKS not in said(asked, DOUBTFUL)


@pytest.mark.parametrize("answer", ["わからない", "外付けのHDDです", "料金はいくらですか"])
def test_anything_else_counts_for_nothing(asked: Player, answer: str) -> None:
    turn = asked.say(answer)
    assert turn.new_signs == ()
    assert asked.conversation.denied_signs == ()
    assert asked.conversation.asked_sign is None


def test_buttons_say_the_same(asked: Player) -> None:
    label = asked.say(f"高い数字を言われ、{DOUBTFUL}").reply
    assert label is not None
    assert [sign.code for sign in asked.tap(label.choices[0].label).new_signs] == ["1a"]
