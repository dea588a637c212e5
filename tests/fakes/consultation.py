"""A talk that somebody had, and the consultation pages around a real database."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fastapi import FastAPI

from bot.consultation.offers import Offers
from bot.consultation.routes import consultation_router
from bot.consultation.texts import load_consultation_texts
from bot.settings import Settings
from bot.store import conversations
from bot.store.database import connect_database
from bot.store.migrate import migrate
from bot.store.store import Store
from bot.store.vault import open_vault
from dialogs.catalog import Desk, Fact
from dialogs.conversation import SIGN_CODES, Conversation, NotedSign, SignCode, Slot, Utterance
from dialogs.signs.texts import SignText

CONTENT_DIR = Path(__file__).parents[2] / "dialogs" / "content" / "ja"
JAPAN = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 23, 10, 5, tzinfo=JAPAN)
CODE_LIFETIME = timedelta(hours=24)

PRESSED = "HDDが認識しなくなって業者に見てもらったら、今日中に契約しないともう直らない、うちでしか無理だと言われました"
TALK = Conversation(
    utterances=(
        Utterance(message_id="m1", at=NOW - timedelta(minutes=9), text=PRESSED),
        Utterance(message_id="m2", at=NOW - timedelta(minutes=7), text="はい"),
        Utterance(
            message_id="m3", at=NOW - timedelta(minutes=5), text="見本データ復旧という会社で、30万円と言われています"
        ),
        Utterance(message_id="m4", at=NOW - timedelta(minutes=3), text="まだ払っていません。契約は昨日しました"),
    ),
    slots=(
        Slot(key="device", value="HDD", sentence=PRESSED, message_id="m1"),
        Slot(key="symptom", value="認識しなくなった", sentence=PRESSED, message_id="m1"),
        Slot(
            key="vendor",
            value="見本データ復旧",
            sentence="見本データ復旧という会社で、30万円と言われています",
            message_id="m3",
        ),
        Slot(
            key="amount_yen",
            value=300000,
            sentence="見本データ復旧という会社で、30万円と言われています",
            message_id="m3",
        ),
        Slot(key="paid", value=False, sentence="まだ払っていません", message_id="m4"),
        Slot(key="contract_date", value="2026-11-22", sentence="契約は昨日しました", message_id="m4"),
    ),
    signs=(
        NotedSign(code="2c", quote="うちでしか無理だ", message_id="m1", at=NOW),
        NotedSign(code="P", quote="今日中に契約しないと", message_id="m1", at=NOW),
    ),
)
SIGNS: dict[SignCode, SignText] = {
    code: SignText(
        code=code,
        case="" if code == "P" else f"CASE0{code[0]}",
        draj=f"「注意の例{code}」",
        source="https://example.com/",
        name=f"説明{code}",
        explains="",
        ask="",
        counsellor=f"例{code}の説明がありました。",
    )
    for code in SIGN_CODES
}
_PAGE = Fact(value="https://example.com/188", source="https://example.com/", checked_on="2026-11-23", sure="official")
HOTLINE = Desk(name="188", takes="", page=_PAGE, page_label="", phone=replace(_PAGE, value="188"))


@dataclass(slots=True)
class Pages:
    """The application, its store, and a clock that the test moves."""

    app: FastAPI
    store: Store
    offers: Offers
    clock: "FakeClock"

    def talk(self, conversation: Conversation = TALK, person: str = "U1") -> int:
        """Keep a conversation; returns its id."""
        with self.store.begin() as transaction:
            expiry = transaction.now + timedelta(days=30)
            kept = conversations.create(transaction, "web", person, expiry)
            conversations.save(transaction, replace(kept, conversation=conversation), expiry)
        return kept.id

    def link(self, conversation_id: int) -> str:
        """The path of a new link to the form of the conversation."""
        with self.store.begin() as transaction:
            return self.offers.offer(transaction.connection, conversation_id, transaction.now)


@dataclass(slots=True)
class FakeClock:
    """Stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def pass_by(self, time: timedelta) -> None:
        """Move on."""
        self.now += time


def create_pages(
    folder: Path, *, operator_name: str = "見本相談室", draj_form_url: str = "", public_url: str = "http://127.0.0.1:1"
) -> Pages:
    """The consultation pages on a new SQLite file."""
    settings = Settings(
        data_dir=folder, operator_name=operator_name, draj_form_url=draj_form_url, public_url=public_url
    )
    database = connect_database(settings.database_url.get_secret_value())
    migrate(database)
    vault = open_vault(database, ["MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="])
    clock = FakeClock()
    store = Store(database, vault, clock)
    app = FastAPI()
    app.include_router(
        consultation_router(
            store=store,
            settings=settings,
            texts=load_consultation_texts(CONTENT_DIR),
            signs=SIGNS,
            desks={"hotline": HOTLINE},
        )
    )
    return Pages(app=app, store=store, offers=Offers(vault=vault, public_url="", lifetime=CODE_LIFETIME), clock=clock)
