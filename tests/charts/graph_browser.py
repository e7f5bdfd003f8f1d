"""Draws figures in Chromium and prints what is on the screen; a process of its own, started by test_graph_pixels.py.

Input: JSON on stdin, {"chromium": path, "figures": {name: figure}}. Output: JSON, {name: measurements}.
"""

import json
import sys
import tempfile
from pathlib import Path

import plotly
import streamlit
from playwright.sync_api import sync_playwright

MEASURE = """() => {
  const box = e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  const at = document.getElementById("p").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".textpoint text")].map(e => {
    const style = getComputedStyle(e);
    return {text: e.textContent, box: box(e), size: parseFloat(style.fontSize), fill: style.fill};
  });
  const trace = e => e.closest(".trace").__data__[0].trace;
  const nodes = [...document.querySelectorAll(".points path.point")].filter(e => trace(e).customdata);
  return {texts, left: at.left, top: at.top, nodes: nodes.map(e => ({box: box(e), symbol: e.__data__.mx})),
          font: document.fonts.check('600 13px "Source Sans"')};
}"""
DRAW = """async ([figure, bg]) => {
  document.body.style.background = bg;
  const f = JSON.parse(figure), p = document.getElementById("p");
  await Plotly.newPlot(p, f.data, f.layout, {displayModeBar: false});
  window.seen = null;
  p.on("plotly_hover", e => { window.seen = e.points[0].customdata; });
  p.on("plotly_unhover", () => { window.seen = null; });
}"""


def page_source() -> str:
    plotly_js = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    font = next((Path(streamlit.__file__).parent / "static/static/media").glob("SourceSansVF-Upright*.woff2"))
    style = f'@font-face{{font-family:"Source Sans";src:url("{font.as_uri()}");font-weight:200 900}}body{{margin:0}}'
    return f'<style>{style}</style><script src="{plotly_js.as_uri()}"></script><div id="p"></div>'


def hovered(page, x: float, y: float) -> str | None:
    page.mouse.move(1, 1)
    page.mouse.move(x - 1, y)
    page.wait_for_timeout(20)
    page.mouse.move(x, y)
    page.wait_for_timeout(80)
    return page.evaluate("window.seen")


def main() -> None:
    job = json.load(sys.stdin)
    flags = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--no-first-run"]
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page_source(), encoding="utf-8")
        browser = play.chromium.launch(executable_path=job["chromium"], args=flags)
        page = browser.new_page(viewport={"width": 1400, "height": 800})
        page.goto(source.as_uri())
        page.evaluate(
            "async () => { for (const w of [400, 600]) await document.fonts.load(w + ' 13px \"Source Sans\"'); }"
        )
        out = {}
        for name, figure in job["figures"].items():
            page.evaluate(DRAW, [json.dumps(figure), figure["layout"]["paper_bgcolor"]])
            out[name] = page.evaluate(MEASURE)
            spots = next(t for t in figure["data"] if t["mode"] == "markers" and "customdata" in t)
            out[name]["hovered"] = [
                [key, hovered(page, out[name]["left"] + x, out[name]["top"] + y)]
                for key, x, y in list(zip(spots["customdata"], spots["x"], spots["y"], strict=True))[:6]
            ]
        browser.close()
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main()
