"""Build the extractor from its word lists."""

from pathlib import Path

from dialogs.slots.amounts import AmountReader, AmountWords
from dialogs.slots.answers import AnswerReader, AnswerWords
from dialogs.slots.contacts import ContactReader, ContactWords
from dialogs.slots.damage import DamageReader, DamageWords
from dialogs.slots.dates import DateReader, DateWords
from dialogs.slots.devices import DeviceReader, DeviceWords
from dialogs.slots.extractor import SlotExtractor
from dialogs.slots.found_via import FoundViaReader, FoundViaWords
from dialogs.slots.names import NameReader, NameWords
from dialogs.slots.organizations import OrganizationReader, OrganizationWords
from dialogs.slots.payments import PaymentReader, PaymentWords
from dialogs.slots.prefectures import PrefectureReader, PrefectureWords
from dialogs.slots.symptoms import SymptomReader, SymptomWords
from dialogs.slots.vendors import VendorReader, VendorWords
from dialogs.slots.words import Family, load_inflections, load_words

#: Every word list, by the name of its file.
FAMILIES: dict[str, type[Family]] = {
    "amounts": AmountWords,
    "answers": AnswerWords,
    "contacts": ContactWords,
    "damage": DamageWords,
    "dates": DateWords,
    "devices": DeviceWords,
    "found_via": FoundViaWords,
    "names": NameWords,
    "organizations": OrganizationWords,
    "payments": PaymentWords,
    "prefectures": PrefectureWords,
    "symptoms": SymptomWords,
    "vendors": VendorWords,
}


def load_extractor(content_dir: Path) -> SlotExtractor:
    """Build the extractor from ``slots/*.yaml``; raises ContentError with every fault of the first faulty file."""
    endings = load_inflections(content_dir)
    symptoms = SymptomReader(load_words(content_dir, "symptoms", SymptomWords)[0], endings)
    return SlotExtractor(
        names=NameReader(load_words(content_dir, "names", NameWords)[0], endings),
        organizations=OrganizationReader(load_words(content_dir, "organizations", OrganizationWords)[0], endings),
        vendors=VendorReader(load_words(content_dir, "vendors", VendorWords)[0], endings),
        devices=DeviceReader(load_words(content_dir, "devices", DeviceWords)[0], endings, symptoms.symptoms),
        amounts=AmountReader(load_words(content_dir, "amounts", AmountWords)[0], endings),
        things=(
            PrefectureReader(load_words(content_dir, "prefectures", PrefectureWords)[0], endings),
            symptoms,
            FoundViaReader(load_words(content_dir, "found_via", FoundViaWords)[0], endings),
        ),
        others=(
            PaymentReader(load_words(content_dir, "payments", PaymentWords)[0], endings),
            DateReader(load_words(content_dir, "dates", DateWords)[0], endings),
            ContactReader(load_words(content_dir, "contacts", ContactWords)[0], endings),
            DamageReader(load_words(content_dir, "damage", DamageWords)[0], endings),
        ),
        answers=AnswerReader(load_words(content_dir, "answers", AnswerWords)[0], endings),
    )
