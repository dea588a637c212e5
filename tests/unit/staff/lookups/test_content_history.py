"""Who changed the content, read from a repository of the test's own."""

import asyncio
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bot.staff.lookups.content_history import Change, read_history


def git(folder: Path, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "編集 花子", "GIT_AUTHOR_EMAIL": "a@example.jp"}
    who |= {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.jp", "GIT_CONFIG_GLOBAL": os.devnull}
    when = {"GIT_AUTHOR_DATE": "2026-11-20T12:00:00+0900", "GIT_COMMITTER_DATE": "2026-11-20T12:00:00+0900"}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **who, **when}, check=True, capture_output=True)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with two changes in a repository with three."""
    folder = tmp_path / "content"
    git(tmp_path, "init", "--quiet")
    write(folder / "文.yaml", "a: 1\n")
    write(folder / "dialogs" / "start.yaml", "a: 1\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "はじめの文")
    write(folder / "文.yaml", "a: 2\n")
    git(tmp_path, "commit", "--quiet", "--all", "--message", "言い方を直す\n\n本文")
    write(tmp_path / "elsewhere.txt", "x")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "別の場所")
    return folder


def test_the_latest_changes_of_the_content_are_told_newest_first(content: Path) -> None:
    history = asyncio.run(read_history(content, 5))

    day = date(2026, 11, 20)
    assert history is not None
    assert history.unsaved == 0
    assert history.changes == (
        Change(day=day, who="編集 花子", what="言い方を直す", files=("文.yaml",)),
        Change(day=day, who="編集 花子", what="はじめの文", files=("dialogs/start.yaml", "文.yaml")),
    )


def test_no_more_than_asked_for(content: Path) -> None:
    history = asyncio.run(read_history(content, 1))

    assert history is not None
    assert [change.what for change in history.changes] == ["言い方を直す"]


def test_files_that_were_not_committed_are_counted(content: Path) -> None:
    write(content / "文.yaml", "a: 3\n")
    write(content / "new.yaml", "a: 1\n")

    history = asyncio.run(read_history(content, 5))

    assert history is not None
    assert history.unsaved == 2


def test_without_a_repository_there_is_no_history(tmp_path: Path, content: Path) -> None:
    shutil.rmtree(tmp_path / ".git")

    assert asyncio.run(read_history(content, 5)) is None


def test_content_that_the_repository_does_not_know_has_no_history(tmp_path: Path, content: Path) -> None:
    assert content.is_dir()
    write(tmp_path / "site-packages" / "a.yaml", "a: 1\n")

    assert asyncio.run(read_history(tmp_path / "site-packages", 5)) is None


def test_without_git_there_is_no_history(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert asyncio.run(read_history(content, 5)) is None
