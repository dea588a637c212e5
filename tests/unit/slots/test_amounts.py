import pytest

from tests.unit.slots.conftest import Read

FIGURES = [
    ("万", "25万です", 250_000),
    ("万円", "25万円です", 250_000),
    ("万千", "4万8千円", 48_000),
    ("万千 without 円", "8万8千って言われた", 88_000),
    ("kanji", "金額は二十七万五千円", 275_000),
    ("kanji hundreds", "百二十万円の見積もり", 1_200_000),
    ("digits in kanji", "見積り額は二一万円", 210_000),
    ("old kanji", "壱拾五万円の領収書", 150_000),
    ("full width", "３８００００円", 380_000),
    ("full width commas", "３８０，０００円", 380_000),
    ("kana", "じゅうにまんえんです", 120_000),
    ("kana with spaces", "12まん えん です", 120_000),
    ("half-width kana", "ｻﾝｼﾞｭｳﾏﾝｴﾝ ﾃﾞｽ", 300_000),
    ("yen sign", "¥198,000", 198_000),
    ("yen sign full width", "￥198,000", 198_000),
    ("bill style", "298,000-です。¥298,000-", 298_000),
    ("decimal", "1.5万円", 15_000),
    ("a bit over", "69万ちょっと", 690_000),
    ("just under", "30万弱と言われました", 300_000),
    ("tax excluded, as said", "税別38万円", 380_000),
    ("tax included", "41万8千円(税込)", 418_000),
    ("thousand yen", "診断料3千円", 3_000),
    ("bare number beside its word", "総額 264000 です", 264_000),
    ("no unit in a price list", "料金は58,000でした", 58_000),
    ("mixed digits", "29万4千円から14万5950円に下がりました", 145_950),
    ("three and a half", "3万5と言われた", 35_000),
]
CHOSEN = [
    ("latest", "最初は40万、今日は23万と言われてます", 230_000),
    ("came down", "50万円から35万円になりました", 350_000),
    ("told the other way round", "今は23万です。最初は40万でした", 230_000),
    ("correction", "30万、じゃなくて35万です", 350_000),
    ("denied figure", "20万ではなく26万でした", 260_000),
    ("contracted", "見積もり52万を45万で契約しました", 450_000),
    ("total before advance", "着手金5万、総額32万", 320_000),
    ("total after monthly", "月々8千円、総額48万円", 480_000),
    ("total, part paid", "総額77万、うち20万は入れました", 770_000),
    ("only the advance", "着手金の3万円を払いました", 30_000),
    ("only the monthly rate", "毎月4,980円引かれています", 4_980),
    ("only the fee for stopping", "やめるなら15万と言われました", 150_000),
    ("quote and fee for stopping", "見積もり17万、断ったら15万と言われた", 170_000),
    ("range", "20〜30万と言われた", 200_000),
    ("range with units", "20万円から30万円くらい", 200_000),
    ("range with comma", "2、3万で済むと聞いた", 20_000),
    ("more than expected", "5万のはずが31万請求されました", 310_000),
    ("elsewhere cheaper", "別の会社では7万円だったのに、ここは33万です", 330_000),
    ("discount", "38万から5万円引きます、と言われた", 380_000),
]
NO_FIGURES = [
    ("capacity", "2TBの外付けHDDです"),
    ("photographs", "写真が3万枚あります"),
    ("cases", "累計5万件の実績だそうです"),
    ("age", "78歳の母です"),
    ("percent", "復旧率98%と書いてありました"),
    ("instalments", "分割12回と言われました"),
    ("budget", "予算は10万円です"),
    ("budget as a limit", "3万円までしか出せません"),
    ("vague", "数十万かかるそうです"),
    ("how many tens", "何十万もするんですか"),
    ("dollars", "500ドル払えと出ています"),
    ("dollar sign", "$3,000と書いてあります"),
    ("hypothesis", "もし50万と言われたら断れますか"),
    ("another trade", "水道屋に45万円払いました"),
    ("ransom", "身代金300万円を要求されています"),
    ("date", "2026/11/12に契約しました"),
    ("phone", "090-0000-1234です"),
    ("model", "iPhone 13です"),
    ("people", "100万人に一人の症状"),
]


@pytest.mark.parametrize(("label", "text", "yen"), FIGURES + CHOSEN, ids=lambda value: str(value)[:30])
def test_reads_the_figure(read: Read, label: str, text: str, yen: int) -> None:
    assert read("amount_yen", text) == yen, label


@pytest.mark.parametrize(("label", "text"), NO_FIGURES)
def test_leaves_other_numbers_alone(read: Read, label: str, text: str) -> None:
    assert read("amount_yen", text) is None, label


@pytest.mark.parametrize(
    ("answer", "yen"), [("30万くらい", 300_000), ("250000", 250_000), ("わかりません", None), ("まだ聞いてない", None)]
)
def test_takes_a_bare_answer(read: Read, answer: str, yen: int | None) -> None:
    assert read("amount_yen", answer, asked="amount_yen") == yen
