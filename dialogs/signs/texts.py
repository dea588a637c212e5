"""The words for people about each sign."""

from dataclasses import dataclass

from dialogs.conversation import SignCode


@dataclass(frozen=True, slots=True, kw_only=True)
class SignText:
    """How one sign is named, explained and asked about; `draj` is the wording of https://draj.or.jp/rescue."""

    code: SignCode
    #: ``CASE01`` … ``CASE05``; empty for P, which DRAJ describes outside the cases.
    case: str
    draj: str
    source: str
    name: str
    explains: str
    ask: str
    counsellor: str
