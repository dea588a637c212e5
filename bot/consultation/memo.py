"""The two memos that a consultation ends in, as plain text for every channel. Pure."""

from collections.abc import Iterator, Mapping

from bot.consultation.draft import Draft, DraftSign
from bot.consultation.fields import FieldKey
from bot.consultation.texts import ConsultationTexts, DrajMemoWords, HotlineMemoWords
from bot.consultation.yen import parse_yen, spoken_yen
from dialogs.conversation import SignCode
from dialogs.signs.texts import SignText

SignTexts = Mapping[SignCode, SignText]


def draj_memo(draft: Draft, signs: SignTexts, texts: ConsultationTexts, reference: str = "") -> str:
    """One labelled line an item, in the order of https://draj.or.jp/rescue, to copy into DRAJ's form."""
    words = texts.draj_memo
    items = [
        (words.person, _both(draft, "name", "organization")),
        (words.contact, _both(draft, "phone", "email", "prefecture")),
        (words.summary, draft.value("damage")),
        (words.signs, _indented(_signs(draft, signs, words))),
        (words.vendor, _vendor(draft, words)),
        (words.trigger, _both(draft, "found_via", "symptom")),
        (words.device, draft.value("device")),
        (words.history, _indented(draft.value("timeline").splitlines())),
        (words.contract_date, draft.value("contract_date")),
        (words.money, _money(draft, words)),
        (words.wishes, "、".join(_wishes(draft, texts))),
        (words.at_hand, _indented(texts.at_hand[item] for item in draft.at_hand)),
        (words.sharing, "、".join(words.shared[party] for party in draft.shared_with) or words.undecided),
        *([(words.reference, reference)] if reference else []),
    ]
    return "\n".join(f"{label}：{value or words.unsaid}" for label, value in items)


def hotline_memo(draft: Draft, signs: SignTexts, texts: ConsultationTexts) -> str:
    """Short sentences to read out at 188, from top to bottom."""
    return "\n".join(_sentences(draft, signs, texts.hotline_memo, texts))


def sign_line(sign: DraftSign, signs: SignTexts, words: DrajMemoWords | HotlineMemoWords) -> str:
    """The person's words and what of DRAJ's list they resemble."""
    text = signs[sign.code]
    form = words.sign if text.case else words.sign_without_case
    return form.format(quote=_bare(sign.quote), case=text.case, draj=text.draj, counsellor=text.counsellor)


def _sentences(draft: Draft, signs: SignTexts, words: HotlineMemoWords, texts: ConsultationTexts) -> Iterator[str]:
    yield from _said(draft, "organization", words.organization)
    yield from _said(draft, "name", words.name)
    if not draft.value("organization"):
        yield from _said(draft, "prefecture", words.prefecture)
    yield from _said(draft, "vendor", words.vendor)
    yield from _said(draft, "device", words.device)
    yield from _said(draft, "symptom", words.symptom)
    yield words.damage
    yield draft.value("damage")
    if draft.kept_signs:
        yield words.signs
        yield from (sign_line(sign, signs, words) for sign in draft.kept_signs)
    yield from _said(draft, "contract_date", words.contract_date)
    yield from _spoken_money(draft, words)
    if draft.wishes:
        yield words.wishes.format(wishes="」「".join(texts.wishes[wish] for wish in draft.wishes))
    yield from _said(draft, "wish", words.wish)
    yield words.shared if "counsellor" in draft.shared_with else words.undecided


def _said(draft: Draft, key: FieldKey, sentence: str) -> Iterator[str]:
    if value := _bare(draft.value(key)):
        yield sentence.format_map({key: value})


def _spoken_money(draft: Draft, words: HotlineMemoWords) -> Iterator[str]:
    yen = parse_yen(draft.value("amount_yen"))
    if yen is not None:
        yield words.amount.format(amount=spoken_yen(yen))
    if paid := draft.value("paid"):
        yield words.paid[paid]


def _signs(draft: Draft, signs: SignTexts, words: DrajMemoWords) -> Iterator[str]:
    return (sign_line(sign, signs, words) for sign in draft.kept_signs)


def _vendor(draft: Draft, words: DrajMemoWords) -> str:
    person = words.vendor_person.format(vendor_person=draft.value("vendor_person"))
    parts = (_both(draft, "vendor", "vendor_contact"), person if draft.value("vendor_person") else "")
    return "、".join(part for part in parts if part)


def _money(draft: Draft, words: DrajMemoWords) -> str:
    yen = parse_yen(draft.value("amount_yen"))
    parts = ("" if yen is None else f"{yen:,}円", words.paid.get(draft.value("paid"), ""))
    return "、".join(part for part in parts if part)


def _wishes(draft: Draft, texts: ConsultationTexts) -> Iterator[str]:
    yield from (texts.wishes[wish] for wish in draft.wishes)
    if own := draft.value("wish"):
        yield own


def _both(draft: Draft, *keys: FieldKey) -> str:
    return "、".join(value for value in map(draft.value, keys) if value)


def _indented(lines: Iterator[str] | list[str]) -> str:
    return "".join(f"\n・{line}" for line in lines if line)


def _bare(text: str) -> str:
    return text.strip().rstrip("。．. ")
