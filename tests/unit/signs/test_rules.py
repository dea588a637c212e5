"""Each rule of the labelling guide, in messages of our own."""

import pytest

from dialogs.signs.detector import Detector
from tests.unit.signs.conftest import Codes

SIGNS = [
    ("before the diagnosis", "預ける前の電話で、ほぼ確実に戻りますと言われました", "1a"),
    ("own claim of rank", "チラシに県内ナンバーワンと書いてあった", "1b"),
    ("message after a post", "Xに書いたら知らない業者からDMが来た", "1c"),
    ("gets worse", "一晩置くと傷が広がりますと言われました", "2a"),
    ("hurry to ship is about the device", "とにかく今日の便で送ってくださいと言われた", "2a"),
    ("a slot alone", "今夜だけ機械が空いていると言われました", "2b"),
    ("only us", "直せるのはうちだけだと言われた", "2c"),
    ("others would ruin it", "よその会社で開けたら壊れると言われました", "2c"),
    ("begun, cannot stop", "もう分解したから中止できないと言われました", "3a"),
    ("never again", "診断をやめたら二度と直せなくなると言われました", "3b"),
    ("full fee", "断ったら全額いただきますと言われました", "3c"),
    ("large fee for stopping", "引き取るだけで18万円かかると言われた", "3c"),
    ("caller after the news", "被害が新聞に載った翌日、知らない復旧会社から営業の電話が来た", "4a"),
    ("any encryption", "どんな暗号でも解ける可能性があると言われた", "4b"),
    ("old cases", "サイトの解除実績が10年前のランサムばかり並んでいる", "4c"),
    ("tied contract", "クラウドに入れば作業代を半額にすると言われました", "5a"),
    ("early and first", "早めに申し込めば優先しますと言われた", "5b"),
    ("paying for nothing", "1枚も戻らなかったのに作業代を請求されました", "5c"),
    ("charges go on", "解約したのに毎月の引き落としが続いています", "5c"),
    ("unplayable result called a success", "開けないファイルが1個戻っただけで成功だと請求された", "5c"),
    ("deadline for a decision", "17時までに返事をくださいと言われた", "P"),
    ("price tied to a deadline", "今日中なら半額にしますと言われた", "P"),
    ("on the spot", "その場でサインさせられました", "P"),
    ("before a quote", "見積もりが出る前に契約書を書かされた", "P"),
    ("may not leave", "帰れる雰囲気ではなくてサインしました", "P"),
    ("worse and push", "すぐ契約しないと悪化すると言われた", "2a P"),
    ("priority with a deadline", "明日の正午までに申し込めば優先すると言われました", "5b P"),
    ("begun and full fee", "もう始めたので止められない、やめるなら全額だと言われた", "3a 3c"),
    ("question about what an ad says", "『復元率98%』と書いてあるんですが、本当ですか", "1a"),
    ("second hand", "母が業者に、断るなら全額払えと言われたそうです", "3c"),
    ("the vendor's own admission", "当社は、データが戻らなくても作業費をいただいています", "5c"),
    ("mixed with a denial", "急かされはしませんでしたが、うちだけが直せると言われました", "2c"),
    ("a hypothesis that the vendor answered", "やめたらいくらかと聞くと、全額ですと言われました", "3c"),
    ("likened to another trade", "水道屋と同じで、データの業者にも今日中に契約しろと言われた", "P"),
]

NO_SIGNS = [
    ("price drop without deadline", "高いと言ったら半額まで下がりました"),
    ("after the diagnosis", "診断の結果、8割は戻せそうだと説明されました"),
    ("review score", "口コミの評価は98%でした"),
    ("case count", "累計5万件の受付と書いてありました"),
    ("search rank", "検索したら一番上に出てきた会社です"),
    ("high price alone", "見積もりは80万円でした"),
    ("delay", "3週間たっても連絡がありません"),
    ("damage", "返ってきたら角がへこんでいました"),
    ("boss", "社長に今日中に契約しろと言われています"),
    ("spouse", "妻が早く払えと言うんです"),
    ("attacker", "犯人から3日以内に払えと言われています"),
    ("other trade", "水道の修理で、その場で払えと言われました"),
    ("roofer", "屋根屋に今日契約すれば半額と言われた"),
    ("maker", "メーカーの窓口で、すぐ電源を切ってと言われました"),
    ("price list", "料金表に特急コースは2万円増しとあります"),
    ("own haste", "明日の会議で使うので急いでいます"),
    ("own plan", "今日中に振り込むつもりです"),
    ("negation", "今日中に決めろとは言われていません"),
    ("negation of the verb", "業者に急かされませんでした"),
    ("hypothesis", "もし今すぐ契約しろと言われたら、どうしたらいいですか"),
    ("general question", "途中でやめたら全額取られるものなんですか"),
    ("question about companies", "No.1と書く会社は避けたほうがいいですか"),
    ("honest vendor", "急がなくてもいいですよ、と業者が言ってくれました"),
    ("thanks", "全部戻りました、ありがとうございました"),
    ("refund", "キャンセルしたら全額返金してくれました"),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SIGNS], ids=[case[0] for case in SIGNS])
def test_is_a_sign(codes_of_patterns: Codes, text: str, expected: str) -> None:
    assert codes_of_patterns(text) == set(expected.split())


@pytest.mark.parametrize("text", [case[1] for case in NO_SIGNS], ids=[case[0] for case in NO_SIGNS])
def test_is_no_sign(codes_of_patterns: Codes, text: str) -> None:
    assert codes_of_patterns(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "今日中に契約しろと言われました",
        "きょうじゅうに けいやくしろ と いわれました",
        "ｷｮｳｼﾞｭｳﾆ ｹｲﾔｸｼﾛ ﾄ ｲﾜﾚﾏｼﾀ",
        "今 日 中 に 契 約 し ろ と 言 わ れ ま し た",
        "今\n日\n中\nに\n契\n約\nし\nろ\nと\n言\nわ\nれ\nた",
        "今日中に契約しろーーーと言われましたぁぁぁ",
        "本日中ニ契約シロト言ハレタ、トノコト",
        "今日中に警約しろと言われました",
    ],
    ids=["plain", "kana and spaces", "half width", "spaced", "written downwards", "stretched", "katakana", "misheard"],
)
def test_spelling_makes_no_difference(codes: Codes, text: str) -> None:
    assert codes(text) == {"P"}


def test_the_story_of_the_first_screen(detector: Detector) -> None:
    told = "HDDが認識しなくなって業者に見てもらったら、今日中に契約しないともう直らない、うちでしか無理だと言われました"
    findings = detector.detect((told,)).findings
    assert {finding.code for finding in findings if finding.sure} == {"2a", "2c", "P"}
    assert all(len(finding.quote) <= 25 for finding in findings)


#: Where the trained model overrules a pattern, since the whole reads like no report to it: asked about, or not heard.
#: To be emptied: docs/detection.md, "What is known to fail".
BROKEN_BY_THE_MODEL = {"likened to another trade", "may not leave", "mixed with a denial", "own claim of rank"}


def test_patterns_and_model_together_break_no_other_rule(codes: Codes) -> None:
    cases = [*SIGNS, *((name, text, "") for name, text in NO_SIGNS)]
    broken = {name for name, text, expected in cases if codes(text) != set(expected.split())}
    assert broken == BROKEN_BY_THE_MODEL
