"""Draws timelines in Chromium and prints what is on the screen; a process of its own, see test_timeline_pixels.py.

Input: JSON on stdin, {"chromium": path, "figures": {name: figure}}. Output: JSON, {name: {"ms", "texts", "marks"}}.
"""

import json
import sys
import tempfile
from pathlib import Path

import plotly
import streamlit
from playwright.sync_api import sync_playwright

DRAW = """async figure => {
  const p = document.getElementById("p"), start = performance.now();
  Plotly.purge(p);
  await Plotly.newPlot(p, figure.data, figure.layout, {displayModeBar: false});
  const ms = performance.now() - start;
  const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  const lanes = p.querySelector(".subplot.xy");
  const seen = e => { const s = getComputedStyle(e); return +s.opacity > 0 && s.display !== "none"; };
  const marks = lanes ? [...lanes.querySelectorAll(".points path.point")].filter(seen).map(box) : [];
  const read = e => ({text: e.textContent, box: box(e)});
  const texts = lanes ? [...lanes.querySelectorAll(".textpoint text")].map(read) : [];
  const fonts = [...p.querySelectorAll("text")].filter(e => e.textContent.trim()).map(e => {
    const s = getComputedStyle(e);
    return [parseFloat(s.fontSize), s.fill];
  });
  return {ms, marks, texts, fonts};
}"""


def page_source() -> str:
    plotly_js = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    media = Path(streamlit.__file__).parent / "static/static/media"
    faces = [("Upright", "normal"), ("Italic", "italic")]
    style = "".join(
        f'@font-face{{font-family:"Source Sans";src:url("{next(media.glob(f"SourceSansVF-{face}*.woff2")).as_uri()}");'
        f"font-weight:200 900;font-style:{name}}}"
        for face, name in faces
    )
    return f'<style>{style}body{{margin:0}}</style><script src="{plotly_js.as_uri()}"></script><div id="p"></div>'


def main() -> None:
    job = json.load(sys.stdin)
    flags = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--no-first-run"]
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page_source(), encoding="utf-8")
        browser = play.chromium.launch(executable_path=job["chromium"], args=flags)
        page = browser.new_page(viewport={"width": 1400, "height": 1200})
        page.goto(source.as_uri())
        fonts = ["400 12px", "600 12px", "700 12px", "italic 400 12px"]
        page.evaluate(
            "async fonts => { for (const f of fonts) await document.fonts.load(f + ' \"Source Sans\"'); }", fonts
        )
        out = {name: page.evaluate(DRAW, figure) for name, figure in job["figures"].items()}
        browser.close()
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main()
