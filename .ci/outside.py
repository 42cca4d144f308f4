"""Makes links of the book that leave it lead somewhere: a preprocessor of mdBook, named in docs/book.toml.

Pages of the book are files in `docs`, or files of the repository that a page there takes in with `{{#include …}}`. On a forge
links between all of them work as they are. In the book a link to a file that is taken in becomes one to its page, a picture is
taken into the page, and of a link to any other file of the repository the name is left. Where a page says VERIFICATION, the
book has what target/verification.json says, if it is there.
"""

import base64
import json
import os
import re
import sys
from pathlib import Path

TYPES = {".png": "image/png", ".svg": "image/svg+xml"}
# Code as it stands, or a link with its mark of a picture, words and target.
PIECE = re.compile(r"^```.*?^```$|^    [^\n]*$|(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)|`[^`\n]*`", re.M | re.S)
VERIFICATION = "<!-- verification -->"
INCLUDE = re.compile(r"^\{\{#include (\S+)\}\}\s*$")


def chapters(items):
    """All chapters of the book, those below others too."""
    for item in items:
        if isinstance(item, dict) and "Chapter" in item:
            yield item["Chapter"]
            yield from chapters(item["Chapter"]["sub_items"])


def written_in(page: Path) -> Path:
    """The file in which a page is written: itself, or what it takes in."""
    taken = INCLUDE.match(page.read_text(encoding="utf-8"))
    return (page.parent / taken[1]).resolve() if taken else page


def rewritten(text: str, written: Path, page: Path, pages: dict[Path, Path], root: Path) -> str:
    """The text with links that lead somewhere from the page."""

    def link(found: re.Match) -> str:
        picture, words, target = found.groups()
        if target is None:
            return found[0]
        file, _, place = target.partition("#")
        if "://" in target or target.startswith("mailto:") or not file:
            return found[0]
        path = (written.parent / file).resolve()
        if not path.exists():
            sys.exit(f"{written}: a link to {target}, which is not there")
        if picture:
            data = base64.b64encode(path.read_bytes()).decode()
            return f"![{words}](data:{TYPES[path.suffix]};base64,{data})"
        if path in pages:
            there = os.path.relpath(pages[path], page.parent)
            return f"[{words}]({there}{'#' + place if place else ''})"
        name = str(path.relative_to(root))
        return words if name in words or words.strip("`") == file else f"{words} (`{name}`)"

    return PIECE.sub(link, text)


def verification(root: Path) -> str:
    """A table of what was promised and what came of its checks, by .ci/verification.py."""
    path = root / "target/verification.json"
    if not path.is_file():
        return "*This book was built before the checks ran.*"
    told = json.loads(path.read_text(encoding="utf-8"))
    words = {True: "passed", False: "FAILED", None: "not run"}
    lines = [f"Of commit `{told['commit']}`: {told['all_tests']['figure']}.", ""]
    for promise in told["promises"]:
        lines += [f"**{promise['promise']}**: {promise['says']}", "", "| check | figure | |", "| --- | --- | --- |"]
        lines += [f"| `{one['check']}` | {one['figure']} | {words[one['passed']]} |" for one in promise["checks"]] + [""]
    return "\n".join(lines)


def main() -> None:
    if sys.argv[1:2] == ["supports"]:
        return
    context, book = json.load(sys.stdin)
    docs = Path(context["root"]).resolve() / context["config"]["book"].get("src", "src")
    docs = docs.resolve()
    items = book.get("items", book.get("sections"))
    every = [chapter for chapter in chapters(items) if chapter["path"]]
    pages = {written_in(docs / chapter["path"]): docs / chapter["path"] for chapter in every}
    pages |= {docs / chapter["path"]: docs / chapter["path"] for chapter in every}
    for chapter in every:
        page = docs / chapter["path"]
        if VERIFICATION in chapter["content"]:
            chapter["content"] = chapter["content"].replace(VERIFICATION, verification(docs.parent))
        chapter["content"] = rewritten(chapter["content"], written_in(page), page, pages, docs.parent)
    json.dump(book, sys.stdout)


main()
