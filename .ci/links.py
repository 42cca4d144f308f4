"""Every link of the built book leads to a page, and to a place on it that is there."""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote


class Page(HTMLParser):
    """Links and names of places of one page."""

    def __init__(self, path: Path):
        super().__init__()
        self.links, self.places = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.places |= {known[key] for key in ("id", "name") if known.get(key)}
        self.links += [known[key] for key in ("href", "src") if known.get(key)]


book = Path(sys.argv[1]).resolve()
pages = {path: Page(path) for path in sorted(book.rglob("*.html"))}
wrong, followed = [], 0
for path, page in pages.items():
    for link in page.links:
        # The page for addresses that are not there is shown from any folder.
        if "://" in link or link.startswith(("data:", "mailto:", "javascript:")) or path.name in ("404.html", "toc.html"):
            continue
        followed += 1
        file, _, place = unquote(link).partition("#")
        there = (path.parent / file).resolve() if file else path
        if there.is_dir():
            there /= "index.html"
        if not there.is_file() or (place and there in pages and place not in pages[there].places):
            wrong.append(f"{path.relative_to(book)}: {link}")
print(f"links: {followed} on {len(pages)} pages, {len(wrong)} lead nowhere")
if wrong or not pages:
    sys.exit("\n".join(wrong) or f"no page in {book}")
