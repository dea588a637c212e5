"""Numbers as people write them in Japanese: digits, kanji, kana, and mixtures of them."""

import re

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "壱": 1, "弐": 2, "参": 3}
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10_000, "億": 100_000_000}
_LARGEST_DIGIT = 9
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|.")

_KANA = (
    ("いっ", "一"),
    ("いち", "一"),
    ("さん", "三"),
    ("よん", "四"),
    ("しち", "七"),
    ("なな", "七"),
    ("ろっ", "六"),
    ("ろく", "六"),
    ("はっ", "八"),
    ("はち", "八"),
    ("きゅう", "九"),
    ("じゅっ", "十"),
    ("じゅう", "十"),
    ("ひゃく", "百"),
    ("びゃく", "百"),
    ("ぴゃく", "百"),
    ("せん", "千"),
    ("ぜん", "千"),
    ("まん", "万"),
    ("おく", "億"),
    ("に", "二"),
    ("ご", "五"),
    ("し", "四"),
    ("く", "九"),
)

_ONE_TO_NINE = "(?:いっ|いち|に|さん|よん|し|ご|ろっ|ろく|なな|しち|はっ|はち|きゅう|く)"
_BELOW_MAN = f"(?:{_ONE_TO_NINE}?[せぜ]ん)?(?:{_ONE_TO_NINE}?[ひびぴ]ゃく)?(?:{_ONE_TO_NINE}?じゅう)?{_ONE_TO_NINE}?"
#: A number written in kana, up to its まん or the えん after it.
KANA_NUMBER = (
    rf"(?=[いにさよごろなしはきくじひせぜ])"
    rf"(?:{_BELOW_MAN}まん(?:{_BELOW_MAN}(?=えん|円))?|{_BELOW_MAN}(?=えん|円))"
)
_DIGIT_RUN = r"\d+(?:,\d{3})*(?:\.\d+)?"
#: A number in digits or kanji, with its units.
NUMBER = (
    rf"(?:{_DIGIT_RUN}|[〇一二三四五六七八九壱弐参十拾百千])"
    rf"(?:{_DIGIT_RUN}|[〇一二三四五六七八九零壱弐参十拾百千万億]|まん|せん)*"
)


def value_of(number: str) -> int:
    """The value of a number matched by `NUMBER` or `KANA_NUMBER`."""
    for kana, kanji in _KANA:
        number = number.replace(kana, kanji)
    total, section, current, digits = 0, 0, 0.0, False
    last_unit = 1
    for token in _TOKEN.findall(number):
        if token in _LARGE_UNITS:
            total += round((section + current or 1) * _LARGE_UNITS[token])
            section, current, digits, last_unit = 0, 0.0, False, _LARGE_UNITS[token]
        elif token in _SMALL_UNITS:
            section += round((current or 1) * _SMALL_UNITS[token])
            current, digits, last_unit = 0.0, False, _SMALL_UNITS[token]
        elif token in _DIGITS:
            current = current * 10 + _DIGITS[token] if digits else _DIGITS[token]
            digits = True
        else:
            current, digits = float(token.replace(",", "")), True
    if last_unit == _LARGE_UNITS["万"] and section == 0 and 0 < current <= _LARGEST_DIGIT:
        current *= 1000  # 「3万5」 is said for 3万5千
    return total + section + round(current)
