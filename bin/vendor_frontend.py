#!/usr/bin/env python3
"""Brings the front end's published packages into the tree, as files that Django serves itself.

Run ``python bin/vendor_frontend.py`` after changing a version below; it needs ``npm`` and writes

- ``static/vendor/<name>-<version>/``: compiled style and script, pictures, fonts, licence;
- ``tests/browser/axe-core-<version>/``: the accessibility checker;
- ``tests/casework/fixtures/govuk/``: the design system's own examples that our forms are held to.

A council is not GOV.UK: the GDS Transport typeface, the crown and the crests may not be used and
are left out, and Source Sans 3 (SIL Open Font Licence) takes the typeface's place. Addresses of
assets are made relative and source maps are dropped, so that hashed file names work.
"""

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
BROWSER = ROOT / "tests" / "browser"
FIXTURES = ROOT / "tests" / "casework" / "fixtures" / "govuk"

GOVUK = ("govuk-frontend", "6.6.0")
MOJ = ("@ministryofjustice/frontend", "11.1.0")
FONT = ("@fontsource/source-sans-3", "5.3.1")
WHOLE_FONT = ("source-sans", "3.52.0")
AXE = ("axe-core", "4.14.1")

FONT_WEIGHTS = ("400", "700")
WHOLE_FONT_STYLES = ("Regular", "Bold")
COMPONENTS_HELD_TO_EXAMPLES = (
    "breadcrumbs", "character-count", "checkboxes", "date-input", "details", "error-summary",
    "file-upload", "input", "inset-text", "notification-banner", "password-input", "radios",
    "select", "tag", "textarea", "warning-text",
)  # fmt: skip

MIT = """The MIT License (MIT)

{holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
# The two design systems publish under MIT but ship no licence file in the package.
GOVUK_HOLDER = "Copyright (C) 2017 Crown Copyright (Government Digital Service)"
MOJ_HOLDER = "Copyright (c) Crown Copyright (Ministry of Justice), and (c) 2021 dxw"
FONT_HOLDER = "Copyright 2023 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'"


def fetch(package: tuple[str, str], into: Path) -> Path:
    """Unpack one published package, running none of its scripts, and return its folder."""
    name, version = package
    folder = into / name.replace("/", "-").lstrip("@")
    folder.mkdir()
    command = ["npm", "pack", f"{name}@{version}", f"--pack-destination={folder}"]
    subprocess.run([*command, "--ignore-scripts", "--silent"], check=True, capture_output=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def fresh(folder: Path) -> Path:
    """Return ``folder`` made anew; other versions of the same thing beside it are removed."""
    name = folder.name.rsplit("-", 1)[0]
    for old in folder.parent.glob(f"{name}-*"):
        if old.name.rsplit("-", 1)[0] == name:
            shutil.rmtree(old)
    folder.mkdir(parents=True)
    return folder


def clean_style(css: str) -> str:
    """Return compiled style without source map, crest or GDS Transport, its assets beside it."""
    css = re.sub(r"/\*#\s*sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)
    css = css.replace("GDS Transport", '"Source Sans 3"')
    css = css.replace("font-family:sans-serif", 'font-family:"Source Sans 3",sans-serif')
    css = re.sub(r"[a-z-]+:url\(/assets/images/[a-z-]*crest[a-z-]*\.svg\);?", "", css)
    return css.replace("url(/assets/", "url(")


def clean_script(js: str) -> str:
    """Return compiled script without its source map."""
    return re.sub(r"//#\s*sourceMappingURL=\S+", "", js)


def copy_compiled(source: Path, target: Path, name: str, licence: str) -> None:
    """Write one design system's style, script, pictures and licence into ``target``."""
    style = (source / f"{name}.min.css").read_text()
    script = (source / f"{name}.min.js").read_text()
    (target / f"{name}.min.css").write_text(clean_style(style).strip() + "\n")
    (target / f"{name}.min.js").write_text(clean_script(script).strip() + "\n")
    (target / "LICENCE.txt").write_text(licence)
    for wanted in sorted(set(re.findall(r"url\((images/[^)]+)\)", clean_style(style)))):
        (target / wanted).parent.mkdir(exist_ok=True)
        shutil.copy(source / "assets" / wanted, target / wanted)


def vendor_design_systems(packages: Path) -> None:
    """Write GOV.UK Frontend and the Ministry of Justice's components for casework."""
    govuk = fetch(GOVUK, packages) / "dist" / "govuk"
    moj = fetch(MOJ, packages) / "moj"
    target = fresh(VENDOR / f"govuk-frontend-{GOVUK[1]}")
    copy_compiled(govuk, target, "govuk-frontend", MIT.format(holder=GOVUK_HOLDER))
    target = fresh(VENDOR / f"moj-frontend-{MOJ[1]}")
    copy_compiled(moj, target, "moj-frontend", MIT.format(holder=MOJ_HOLDER))
    copy_examples(govuk / "components")


def copy_examples(components: Path) -> None:
    """Write name, options and expected HTML of each example of the components that we render."""
    shutil.rmtree(FIXTURES, ignore_errors=True)
    FIXTURES.mkdir(parents=True)
    for component in COMPONENTS_HELD_TO_EXAMPLES:
        published = json.loads((components / component / "fixtures.json").read_text())["fixtures"]
        kept = [{key: one[key] for key in ("name", "options", "html")} for one in published]
        (FIXTURES / f"{component}.json").write_text(json.dumps(kept, indent=1) + "\n")


def vendor_font(packages: Path) -> None:
    """Write the typeface of pages: two weights, a file for each alphabet, fetched when needed."""
    source = fetch(FONT, packages)
    target = fresh(VENDOR / f"source-sans-3-{FONT[1]}")
    faces = "\n".join((source / f"{weight}.css").read_text() for weight in FONT_WEIGHTS)
    faces = re.sub(r", url\([^)]+\.woff\) format\('woff'\)", "", faces).replace("./files/", "")
    (target / "source-sans-3.css").write_text(faces)
    for name in re.findall(r"url\(([^)]+)\)", faces):
        shutil.copy(source / "files" / name, target / name)
    licence = f"{FONT_HOLDER}\n\n{(source / 'LICENSE').read_text()}"
    (target / "LICENCE.txt").write_text(licence)


def vendor_whole_font(packages: Path) -> None:
    """Write the same typeface for documents: there a weight must be one file, or letters mix."""
    source = fetch(WHOLE_FONT, packages)
    target = fresh(VENDOR / f"source-sans-{WHOLE_FONT[1]}")
    for style in WHOLE_FONT_STYLES:
        name = f"SourceSans3-{style}.ttf.woff2"
        shutil.copy(source / "WOFF2" / "TTF" / name, target / name)
    shutil.copy(source / "LICENSE.md", target / "LICENCE.txt")


def vendor_axe(packages: Path) -> None:
    """Write the accessibility checker that browser tests load into each page."""
    source = fetch(AXE, packages)
    target = fresh(BROWSER / f"axe-core-{AXE[1]}")
    shutil.copy(source / "axe.min.js", target / "axe.min.js")
    shutil.copy(source / "LICENSE", target / "LICENCE.txt")


def main() -> None:
    """Write everything anew."""
    with tempfile.TemporaryDirectory() as folder:
        vendor_design_systems(Path(folder))
        vendor_font(Path(folder))
        vendor_whole_font(Path(folder))
        vendor_axe(Path(folder))


if __name__ == "__main__":
    main()
