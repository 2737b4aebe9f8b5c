"""What axe finds in a page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# The label of a number gives its sign and its position in words ("Error of hidden unit 1: minus 0.539. Show how"),
# where this experimental rule wants the glyphs as they are drawn, "Eh1 −0.539".
RULES = {"label-content-name-mismatch": {"enabled": False}}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """What axe finds, one line per fault: by all rules or `only` by these."""
    options = {"resultTypes": ["violations"], "rules": {} if only else RULES} | ({"runOnly": only} if only else {})
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found["violations"]]
