"""The errors of the store.

HitoikiError
└── StoreError
    ├── DriverMissingError        DATABASE_URL names a database whose driver is not installed
    ├── WrongKeyError             none of the keys opens what this database holds
    ├── KeyFileError              the key file cannot be used
    ├── StaleConversationError    somebody else has saved the conversation in between
    └── LeftoversError            an erased conversation has left something behind
"""

from collections.abc import Mapping

from dialogs.errors import HitoikiError


class StoreError(HitoikiError):
    """Root of what the store refuses to do."""


class DriverMissingError(StoreError):
    """DATABASE_URL names a database whose driver is not installed."""

    def __init__(self, driver: str) -> None:
        self.driver = driver
        super().__init__(f"DATABASE_URL needs the Python package {driver}: pip install 'hitoiki[postgresql]'")


class WrongKeyError(StoreError):
    """None of the keys opens what this database holds."""

    def __init__(self) -> None:
        super().__init__(
            "HITOIKI_SECRET_KEY (or the key file in HITOIKI_DATA_DIR) does not open this database; "
            "give the key that it was written with, after the new one where you rotate"
        )


class KeyFileError(StoreError):
    """The key file cannot be used."""


class StaleConversationError(StoreError):
    """Somebody else has saved the conversation since it was loaded."""

    def __init__(self, conversation_id: int) -> None:
        self.conversation_id = conversation_id
        super().__init__(f"conversation {conversation_id} was saved by somebody else in between")


class LeftoversError(StoreError):
    """An erased conversation has left something behind; the erasure is rolled back."""

    def __init__(self, left: Mapping[str, int]) -> None:
        self.left = dict(left)
        super().__init__(f"rows left after an erasure: {self.left}")
