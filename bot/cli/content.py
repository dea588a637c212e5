"""``hitoiki content``: what an editor of the texts needs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Check and picture the texts of the dialog.")


@app.command()
def lint(
    folder: Annotated[Path | None, typer.Argument(help="The content to check; the product's own by default.")] = None,
) -> None:
    """Print every fault of the content as path:line: code message."""
    from bot.clock import create_clock
    from dialogs.catalog_files import CONTENT_DIR
    from dialogs.lint import check_content, warnings

    root = folder or CONTENT_DIR
    faults = check_content(root)
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        typer.echo(f"{len(faults)} faults", err=True)
        raise typer.Exit(1)
    for warning in warnings(root, create_clock("Asia/Tokyo")().date()):
        typer.echo(f"warning: {warning}", err=True)
    typer.echo("no faults")


@app.command()
def diagram(
    target: Annotated[Path, typer.Option(help="The file to write.")] = Path("docs/dialog.md"),
) -> None:
    """Write the state diagram as Mermaid."""
    from dialogs.catalog_files import load_catalog
    from dialogs.diagram import diagram_page

    target.write_text(diagram_page(load_catalog()), encoding="utf-8")
    typer.echo(f"wrote {target}")
