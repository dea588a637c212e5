import pytest

from tests.unit.slots.conftest import Read

WAYS = [
    ("検索して見つけました", "検索"),
    ("ネットで調べて頼みました", "検索"),
    ("ググって一番上", "検索"),
    ("ネットの広告で知りました", "ネットの広告"),
    ("広告を見て電話しました", "広告"),
    ("LINE広告", "LINE広告"),
    ("インスタの広告から", "インスタの広告"),
    ("インスタのDMで誘われた", "インスタのDM"),
    ("XでDMが来ました", "XでDM"),
    ("つぶやいたらDMが来た", "SNSのDM"),
    ("投稿したら業者から返信が来ました", "SNSのDM"),
    ("比較サイトで選びました", "比較サイト"),
    ("ランキングサイトの1位", "ランキングサイトの1位"),
    ("チラシを見ました", "チラシ"),
    ("突然電話がかかってきた", "電話勧誘"),
    ("営業電話が来ました", "電話勧誘"),
    ("知人の紹介です", "知人の紹介"),
    ("友達に教えてもらった", "友達に教え"),
    ("電気屋さんに紹介された", "電気屋さんに紹介"),
    ("息子に勧められました", "息子に勧め"),
    ("YouTubeで見ました", "YouTubeで見"),
    ("ﾁﾗｼ ｦ ﾐﾏｼﾀ", "チラシ"),
    ("飛び込みの営業でした", "飛び込みの営業"),
    ("知恵袋で見て頼んだ", "知恵袋で見"),
]
NONE = [
    "DMは来ていません",
    "どこで調べればいいですか",
    "広告をやめさせたい",
    "HDDが壊れました",
    "電話しました",
    "検索しても出てきません",
    "業者から電話が来ました、30万です",
]


@pytest.mark.parametrize(("text", "way"), WAYS)
def test_reads_the_way(read: Read, text: str, way: str) -> None:
    assert way in str(read("found_via", text))


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_way(read: Read, text: str) -> None:
    assert read("found_via", text) is None
