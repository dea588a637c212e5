import pytest

from tests.unit.slots.conftest import Read

PAID = [
    "もう払いました", "払っちゃった", "支払い済みです", "全額入金しました", "振り込んでしまいました", "振込みました",
    "着手金は払った", "カードで決済しました", "クレジットカードで払ってしまった", "クレカで切ってしまった",
    "現金で渡しました", "先月から引き落とされています", "毎月4,980円引かれています", "口座から落ちていました",
    "半分だけ払いました。残りはまだです", "手付金を入れました", "代金は支払っています", "お金は渡しました",
    "払ってもうた", "はらいました", "ﾓｳ ﾊﾗｲﾏｼﾀ", "母が30万払ってしまいました", "払わされました", "その場で支払わされた",
    "コンビニで支払いました", "送金しました", "振込は昨日済ませました", "払ったのに返ってきません", "44万円を先に払いましたが",
    "内金1万円を置いてきました", "先払いしました", "PayPayで払った", "入金済み", "支払完了",
]  # fmt: skip
UNPAID = [
    "まだ払っていません", "払ってない", "払ってません", "未払いです", "お金はまだです", "支払いはまだ", "一円も払っていない",
    "まだ振り込んでいません", "入金はこれからです", "明日振り込む予定です", "これから払います", "来週支払う予定", "払う前です",
    "まだ はらって ない", "ﾏﾀﾞ ﾊﾗｯﾃｲﾏｾﾝ", "払ってへん", "まだ1回も引き落とされていません", "支払っておりません",
    "まだ何も払っていません", "お金は渡していません", "支払いはしていません", "まだ払うてない", "代金は未払い", "振込前です",
    "払わずに帰りました", "まだ支払いを済ませていません", "決済していません", "お金まだ払ってないです", "払っとらん",
]  # fmt: skip
SILENT = [
    "今日中に払えと言われました", "払えって言われてて困ってます", "払ったほうがいいですか", "払わないといけませんか", "払いたくないです",
    "もし払ったら返ってきますか", "支払い方法を教えてください", "先に払うように言われました", "30万円を請求されています",
    "払わなかったらどうなりますか", "水道屋に払いました", "着手金を払ってくださいと言われた", "納得できなければ払わなくていいそうです",
    "振り込めと言われました", "返金してほしい", "払うべきでしょうか", "契約しました", "全額払ってもらうと言われた",
]  # fmt: skip


@pytest.mark.parametrize("text", PAID)
def test_money_has_gone(read: Read, text: str) -> None:
    assert read("paid", text) is True


@pytest.mark.parametrize("text", UNPAID)
def test_no_money_has_gone(read: Read, text: str) -> None:
    assert read("paid", text) is False


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said_of_it(read: Read, text: str) -> None:
    assert read("paid", text) is None


@pytest.mark.parametrize(
    ("answer", "paid"),
    [("はい", True), ("うん", True), ("いいえ", False), ("まだです", False), ("少しだけ", True), ("わかりません", None)],
)
def test_takes_a_bare_answer(read: Read, answer: str, paid: bool | None) -> None:  # noqa: FBT001
    assert read("paid", answer, asked="paid") is paid
