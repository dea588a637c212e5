"""Which content runs, and who changed it."""

from pathlib import Path

from dialogs.catalog_files import CONTENT_DIR, content_version
from tests.integration.staff.on_desk import MEMBER, STRANGER, OnDesk, on_desk


def test_the_running_version_is_told(whole_desk: OnDesk) -> None:
    read = whole_desk.command(MEMBER, "content")

    assert content_version(CONTENT_DIR) in read
    assert "HITOIKI_SOURCE_URL" in read
    assert whole_desk.slack.violations == []


def test_the_diagram_is_linked_where_the_source_is_known(tmp_path: Path) -> None:
    with on_desk(tmp_path / "var", source_url="https://example.jp/hitoiki?a=1&b=2") as desk:
        read = desk.command(MEMBER, "内容")

    assert "<https://example.jp/hitoiki?a=1&amp;b=2/docs/dialog.md|" in read
    assert desk.slack.violations == []


def test_a_stranger_does_not_learn_it(whole_desk: OnDesk) -> None:
    assert content_version(CONTENT_DIR) not in whole_desk.command(STRANGER, "content")
