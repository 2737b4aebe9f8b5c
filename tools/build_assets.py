"""Builds scripts, style sheets, fonts and translations.

``static/dist/`` gets app.js (htmx and our modules) and app.css, lessons.js and lessons.css for all lessons,
lessons/SLUG.js and lessons/SLUG.css for each and lessons/entrance for the list of them, worksheet.js and worksheet.css,
join.js and join.css, class.js, student.js, summary.js and class.css, each also compressed. ``static/vendor/`` gets the
fonts, cut to our letters, each with the hash of its content in its name, and the licences of everything that is
shipped. Every messages.po gets its messages.mo. None of it is in git. The build hook (hatch_build.py) and make run this
file; nothing is downloaded when node_modules matches the lock file.
"""

import gzip
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a build runs this file in an environment without the project

from tools import node  # noqa: E402
from tools.letters import letters  # noqa: E402

STATIC = ROOT / "static"
SOURCES = {
    "app": ("js/workbench/main.js", "css/main.css"),
    "lessons": ("js/lessons/main.js", "css/lessons/main.css"),
    "worksheet": ("js/worksheet/main.js", "css/worksheet/main.css"),
    "lead": ("js/classroom/lead.js",),
    "join": ("js/classroom/join.js", "css/classroom/join.css"),
    "class": ("js/classroom/main.js", "css/classroom/main.css"),
    "student": ("js/classroom/student.js",),
    "summary": ("js/classroom/summary.js",),
}
# what one lesson, or the list of them, needs alone: dist/lessons/SLUG.js and dist/lessons/SLUG.css
OWN = sorted(STATIC.glob("*s/lessons/*/main.*"))
LICENCES = {
    "htmx.org": "htmx.txt",
    "@fontsource-variable/inter": "inter.txt",
    "@fontsource/stix-two-text": "stix-two-text.txt",
    "@fontsource/stix-two-math": "stix-two-math.txt",
    "@fontsource-variable/jetbrains-mono": "jetbrains-mono.txt",
}
BUNDLE = (
    "esbuild",
    *(f"dist/{name}=static/{source}" for name, sources in SOURCES.items() for source in sources),
    *(f"dist/lessons/{file.parent.name}={file.relative_to(ROOT).as_posix()}" for file in OWN),
    "--bundle",
    "--minify",
    "--format=iife",  # also for a script that is not a module
    "--target=es2022",
    "--loader:.woff2=file",
    "--asset-names=vendor/fonts/[name]-[hash]",
    # Chromium then compiles every function at once, in the background: nearly all of them run on the first picture
    "--banner:js=//# allFunctionsCalledOnLoad",
    "--legal-comments=none",  # the licences are in static/vendor/licences
    "--log-level=warning",
)


def libraries_are_current() -> bool:
    """Whether node_modules was installed from the current lock file (npm writes its own record there)."""
    record = ROOT / "node_modules" / ".package-lock.json"
    return record.is_file() and record.stat().st_mtime >= (ROOT / "package-lock.json").stat().st_mtime


def run(*command: str) -> None:
    """Run a command in Node, or stop the build with one line."""
    if node.run(command) != 0:
        raise SystemExit(f"the front-end build stopped at: {' '.join(command[:3])}")


def install_libraries() -> None:
    """Install the front-end libraries exactly as locked; none of their scripts runs."""
    if not libraries_are_current():
        run("npm", "ci", "--ignore-scripts", "--omit=dev", "--no-fund", "--no-audit")


def bundle() -> None:
    """Rebuild static/dist and static/vendor beside them and move the files into place: a server never misses one."""
    with TemporaryDirectory(prefix=".build-", dir=STATIC) as folder, TemporaryDirectory() as cut:
        built = Path(folder)
        cut_fonts(Path(cut))
        run(*BUNDLE, f"--alias:fonts={cut}", f"--outdir={built.relative_to(ROOT).as_posix()}")
        for file in [file for file in (built / "dist").rglob("*") if file.is_file()]:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
        licences = built / "vendor" / "licences"
        licences.mkdir(parents=True)
        for package, name in LICENCES.items():
            shutil.copyfile(ROOT / "node_modules" / package / "LICENSE", licences / name)
        move_into_place(built)


def cut_fonts(folder: Path) -> None:
    """Write the fonts to `folder`, each cut to the letters that are used."""
    (folder / "letters").write_text(letters(), encoding="utf-8")
    run("node", "tools/fonts.mjs", str(folder / "letters"), str(folder))


def move_into_place(built: Path) -> None:
    """Replace the files in static/ one by one, then delete those that were not built again."""
    fresh = {file.relative_to(built) for file in built.rglob("*") if file.is_file()}
    for name in sorted(fresh):
        (STATIC / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).replace(STATIC / name)
    for old in [*STATIC.glob("dist/**/*"), *STATIC.glob("vendor/**/*")]:
        if old.is_file() and old.relative_to(STATIC) not in fresh:
            old.unlink()


def compile_messages() -> None:
    """Compile every catalogue of translations; a fuzzy message is left out, as gettext does."""
    for source in sorted(ROOT.glob("app/locale/*/LC_MESSAGES/messages.po")):
        with source.open("rb") as po:
            catalogue = read_po(po, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, catalogue)


if __name__ == "__main__":
    install_libraries()
    bundle()
    compile_messages()
