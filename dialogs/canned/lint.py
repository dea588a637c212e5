"""Rules about canned replies: they fit where they go, and nothing personal stands where everybody reads it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dialogs.canned.files import CannedFiles, fact_of, read_files
from dialogs.canned.filling import Place, places, without_places
from dialogs.canned.lengths import measure
from dialogs.canned.library import CHAT_NETWORKS, PUBLIC_NETWORKS, CannedReply, Network, Variable
from dialogs.canned.personal import find_personal
from dialogs.errors import Fault
from dialogs.replies import MAX_BUBBLE_CHARACTERS, MAX_BUBBLES
from dialogs.yaml_files import YamlFile

#: What a list of Slack shows of a title, and what fits into a button.
MAX_TITLE = 40
_MAX_CODE = 40

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_READING = re.compile(r"[ぁ-んァ-ンー・、。（）a-zA-Z0-9 ]+")
_ENDS_LINE = re.compile(r"[ \t]*(\n|$)")
_BLANK_LINE = re.compile(r"\n\s*\n")


def check_canned(content_dir: Path) -> list[Fault]:
    """Every fault of the canned replies and their variables."""
    return check_files(read_files(content_dir))


def check_files(files: CannedFiles) -> list[Fault]:
    """The same, of what was read already."""
    faults = [*files.faults, *_variables(files)]
    for file, reply in files.replies:
        faults += [*_names(file, reply), *_networks(file, reply), *_braces(file, reply), *_unknown(files, file, reply)]
        if all(place.name in files.variables for place in places(reply.body)):
            faults += [*_privacy(files, file, reply), *_addresses(files, file, reply), *_lengths(files, file, reply)]
    return faults


def canned_warnings(content_dir: Path, today: date) -> Iterator[Fault]:
    """The replies that somebody should read again."""
    for file, reply in read_files(content_dir).replies:
        day = _day(reply.review_on)
        if day and day <= today:
            yield file.fault("review-due", f"{reply.code} was to be read again by {day}", "review_on")


def longest_text(files: CannedFiles, reply: CannedReply, network: Network) -> str:
    """`reply` with whatever takes most room on `network` in the place of each variable."""
    text, at = [], 0
    for place in places(reply.body):
        candidates = _candidates(files.variables[place.name], place, files)
        text += [reply.body[at : place.start], max(candidates, key=lambda one: measure(network, one).used)]
        at = place.end
    return "".join((*text, reply.body[at:])).strip()


def _variables(files: CannedFiles) -> Iterator[Fault]:
    file = files.variables_file
    if file is None:
        return
    for name, variable in files.variables.items():
        fact = fact_of(files.desks, variable.fact)
        if variable.fact and fact is None:
            yield file.fault("unknown-fact", f"{variable.fact} is no page, phone or hours of a desk", name, "fact")
        elif variable.fact and not (fact and fact.shown) and not variable.fallback:
            yield file.fault("unknown-fact", f"{variable.fact} is not confirmed, and nothing stands for it", name)
        if variable.fact and variable.filled_with:
            yield file.fault("unknown-fact", f"{name} is filled twice", name, "fact")


def _names(file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    stem = file.path.rpartition("/")[2].removesuffix(".yaml")
    if reply.code != stem or not _CODE.fullmatch(reply.code) or len(reply.code) > _MAX_CODE:
        yield file.fault("reply-code", f"{reply.code}: small letters, digits and -, as the file is called", "code")
    if not 0 < len(reply.title) <= MAX_TITLE:
        yield file.fault("reply-title", f"{len(reply.title)} characters; 1 to {MAX_TITLE} are right", "title")
    if not _READING.fullmatch(reply.reading):
        yield file.fault("reply-title", f"{reply.reading!r} is no reading in kana", "reading")
    if not reply.owner.strip():
        yield file.fault("reply-owner", "nobody answers for this reply", "owner")
    if _day(reply.review_on) is None:
        yield file.fault("reply-owner", f"{reply.review_on!r} is no day like 2027-05-24", "review_on")


def _networks(file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    if not reply.networks:
        yield file.fault("reply-network", "a reply is for at least one network", "networks")
    for index, network in enumerate(reply.networks):
        if network in PUBLIC_NETWORKS and reply.audience == "direct":
            yield file.fault("reply-network", f"everybody reads what is said on {network}", "networks", index)


def _braces(file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    if not without_places(reply.body).strip():
        yield file.fault("empty-text", "the text is empty", "body")
    if re.search(r"[{}]", without_places(reply.body)):
        yield file.fault("reply-variable", "a brace is left over; a variable is {{name}} or {{name|words}}", "body")


def _unknown(files: CannedFiles, file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    if files.variables_file is None:
        return
    for name in dict.fromkeys(place.name for place in places(reply.body)):
        if name not in files.variables_file.data:
            yield file.fault("reply-variable", f"{name} is no variable", "body")


def _privacy(files: CannedFiles, file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    """No number is written out, be it a fact or somebody's; and in public no variable tells of anybody."""
    for kind in find_personal(without_places(reply.body)):
        yield file.fault("reply-private", f"a {kind} is written out; facts stand in desks.yaml", "body")
    if reply.audience == "public":
        for name in dict.fromkeys(place.name for place in places(reply.body)):
            if files.variables[name].tells_of != "nobody":
                yield file.fault("reply-private", f"{name} tells of a {files.variables[name].tells_of}", "body")


def _addresses(files: CannedFiles, file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    for place in places(reply.body):
        if files.variables[place.name].is_address and not _ENDS_LINE.match(reply.body, place.end):
            yield file.fault("reply-address", f"what follows {place.name} would become part of the link", "body")


def _lengths(files: CannedFiles, file: YamlFile, reply: CannedReply) -> Iterator[Fault]:
    for network in reply.networks:
        length = measure(network, longest_text(files, reply, network))
        if length.over:
            message = f"up to {length.used} on {network}; at most {length.at_most}"
            yield file.fault("reply-length", message, "body")
    if chat := next((network for network in reply.networks if network in CHAT_NETWORKS), None):
        bubbles = [len(bubble) for bubble in _BLANK_LINE.split(longest_text(files, reply, chat))]
        if len(bubbles) > MAX_BUBBLES:
            yield file.fault("reply-length", f"{len(bubbles)} paragraphs; at most {MAX_BUBBLES} in a chat", "body")
        if max(bubbles) > MAX_BUBBLE_CHARACTERS:
            message = f"up to {max(bubbles)} characters in one paragraph; at most {MAX_BUBBLE_CHARACTERS} in a chat"
            yield file.fault("reply-length", message, "body")


def _candidates(variable: Variable, place: Place, files: CannedFiles) -> Iterator[str]:
    """Everything that may come to stand in one place: its words without a value, the fact, the longest value."""
    yield place.fallback or variable.fallback
    fact = fact_of(files.desks, variable.fact)
    if fact is not None and fact.shown:
        yield fact.value
    elif not variable.fact:
        yield (
            f"https://example.jp/{'a' * variable.longest}"[: variable.longest]
            if variable.is_address
            else ("あ" * variable.longest)
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
