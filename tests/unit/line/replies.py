"""Replies for tests: any that the engine could give, and many that it should not."""

from hypothesis import strategies as st

from dialogs.replies import Card, Choice, Link, Reply, Text

_PIECES = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    ["あ", "。", "\n", "👨‍👩‍👧‍👦", "か\u3099", "𠮷", "🇯🇵", "%", "&", "/", '"']
)


def texts(max_size: int = 400) -> st.SearchStrategy[str]:
    """Texts that are not blank."""
    return st.lists(_PIECES, min_size=1, max_size=max_size).map("".join).filter(lambda text: text.strip() != "")


URLS = st.sampled_from(
    [
        "tel:188",
        "tel:0570078374",
        "https://example.com/f/Abc",
        "http://127.0.0.1:8080/f/x",
        "https://e.com/" + "x" * 1000,
    ]
) | texts(40)
LINKS = st.builds(Link, label=texts(60), url=URLS)
CARDS = st.builds(
    Card,
    title=texts(60),
    lines=st.lists(texts() | st.just(""), max_size=6).map(tuple),
    links=st.lists(LINKS, max_size=4).map(tuple),
    tone=st.sampled_from(["plain", "caution", "danger"]),
)
LONG = st.sampled_from([4999, 5000, 5001, 10_001, 30_000]).map(lambda length: Text(text="あ" * length))
CHOICES = st.builds(Choice, id=texts(60), label=texts(60))
REPLIES = st.builds(
    Reply,
    bubbles=st.lists(st.builds(Text, text=texts()) | CARDS | LONG, min_size=1, max_size=4).map(tuple),
    choices=st.lists(CHOICES, max_size=15).map(tuple),
    state=st.sampled_from(["", "contact/warned"]) | texts(40),
)
