"""The same messages as people write who type no kanji: children, learners, very old people, old telephones."""

from collections.abc import Iterable, Iterator

from sudachipy import Dictionary, SplitMode

from training.corpus import Message, Plain

#: Every so many messages one is learned from in kana too.
_EVERY = 3
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def in_kana(messages: Iterable[Message]) -> Iterator[Plain]:
    """Every third message as it is read aloud, in hiragana."""
    tokenizer = Dictionary(dict="small").create()
    for message in list(messages)[::_EVERY]:
        words = tokenizer.tokenize(message.text, SplitMode.A)
        text = "".join(word.surface() if word.surface().isspace() else word.reading_form() for word in words)
        yield Plain(id=f"{message.id}-kana", text=text.translate(_HIRAGANA), signs=message.signs)
