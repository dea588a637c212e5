import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.conversation import Route, SignCode
from dialogs.routes.load import load_route_reader
from dialogs.routes.reader import RouteReader
from tests.unit.routes.conftest import CONTENT

READER = load_route_reader(CONTENT)

WISHES: list[tuple[str, Route, Route | None]] = [
    ("返金してほしいです", "hotline_188", None),
    ("預けたパソコンを返してもらいたい", "hotline_188", None),
    ("払いたくありません", "hotline_188", None),
    ("業者に電話して断ってもらえませんか", "hotline_188", None),
    ("当社の契約ですが、解約したいです", "trouble_form", "legal"),
    ("弁護士に相談したい", "legal", None),
    ("ADRを使いたい", "adr", None),
    ("他の人が騙されないようにしてほしい", "consumer_org", None),
    ("信頼できる復旧業者を探しています", "member_companies", None),
    ("返金してほしい。あと、他の人が騙されないように通報もしたい", "hotline_188", "consumer_org"),
    ("解約したいと思っていましたが、費用のことがあるので。弁護士に相談したいです", "legal", "hotline_188"),
]


@pytest.mark.parametrize(("text", "route", "second"), WISHES)
def test_reads_a_wish_and_quotes_it(reader: RouteReader, text: str, route: Route, second: Route | None) -> None:
    reading = reader.read(text)
    assert (reading.route, reading.second, reading.stated, reading.wished) == (route, second, True, True)
    assert reading.quote
    assert reading.quote in text


@pytest.mark.parametrize(
    ("text", "not_route"),
    [
        ("弁護士はいりません。お金を返してほしい", "legal"),
        ("弁護士を頼むつもりはありません", "legal"),
        ("返金は求めていません", "hotline_188"),
        ("ADRではなく188にかけたいです", "adr"),
        ("ランサムウェアではありません。HDDが壊れました", "ransomware"),
        ("取材ではありません", "other"),
    ],
)
def test_what_is_taken_back_does_not_count(reader: RouteReader, text: str, not_route: Route) -> None:
    assert reader.read(text).route != not_route


@pytest.mark.parametrize("text", ["見本花子です", "30万円です", "090-0000-0000", "はい", "", "\ud83d", "うん、そう"])
def test_details_set_no_route(reader: RouteReader, text: str) -> None:
    assert reader.read(text, earlier="hotline_188").route is None


@pytest.mark.parametrize(
    ("text", "signs", "route"),
    [
        ("今日なら空いているそうです", ["2b"], "trouble_form"),
        ("記事が出てから電話が続いています", ["4a"], "ransomware"),
        ("あああ", [], "other"),
        ("", [], "other"),
    ],
)
def test_a_single_text_always_has_a_route(reader: RouteReader, text: str, signs: list[SignCode], route: Route) -> None:
    assert reader.first_route(text, signs=signs) == route


def test_what_was_said_before_is_remembered(reader: RouteReader) -> None:
    reading = reader.read("解約したいです", before=["弊社のNASの件です"])
    assert (reading.route, reading.second) == ("trouble_form", "legal")


def test_a_loss_alone_is_told_not_wished(reader: RouteReader) -> None:
    reading = reader.read("HDDが認識しません。どうしたらいいですか")
    assert (reading.route, reading.stated, reading.wished) == ("first_aid", True, False)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.characters(codec=None), max_size=120))
def test_never_raises(text: str) -> None:
    reading = READER.read(text)
    assert reading.quote in text


@pytest.mark.parametrize(
    "text", ["あ" * 20_000, "業者" * 10_000, "他の" * 10_000, "データが" * 5_000, "\ud800" * 20_000]
)
def test_a_long_text_costs_little(reader: RouteReader, text: str) -> None:
    times = []
    for _ in range(3):
        begun = time.process_time()
        reader.read(text)
        times.append(time.process_time() - begun)
    assert min(times) < 0.25  # a wide allowance for busy machines; benchmarks/slots.py measures it
