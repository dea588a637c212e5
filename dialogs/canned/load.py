"""Put the library together out of its files."""

from collections.abc import Iterator
from pathlib import Path

from dialogs.canned.files import CannedFiles, fact_of, read_files
from dialogs.canned.library import Library
from dialogs.canned.lint import check_files
from dialogs.canned.search import haystack_of
from dialogs.errors import ContentError
from dialogs.signs.load import folder_of


def load_library(content_dir: Path) -> Library:
    """The library of the content below `content_dir`.

    Raises:
        ContentError: with every fault that the linter finds in canned replies.
    """
    files = read_files(content_dir)
    faults = check_files(files)
    if faults or files.folding is None:
        raise ContentError(faults)
    folder = folder_of(files.folding)
    return Library(
        replies={reply.code: reply for _, reply in files.replies},
        variables=files.variables,
        facts=dict(_facts(files)),
        haystacks={reply.code: haystack_of(folder, reply) for _, reply in files.replies},
        folder=folder,
    )


def _facts(files: CannedFiles) -> Iterator[tuple[str, str]]:
    for name, variable in files.variables.items():
        fact = fact_of(files.desks, variable.fact)
        if fact is not None and fact.shown:
            yield name, fact.value
