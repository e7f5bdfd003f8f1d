// One chart: draws the figure Python sends, keeps the reader's zoom, and reports what the reader does.
const views = new WeakMap();
const decoder = new TextDecoder();
const CONFIG = { displayModeBar: false, scrollZoom: true, doubleClick: false, showTips: false, showSendToCloud: false, responsive: false };

function makeView(parentElement) {
  const root = parentElement.querySelector(".ww-chart");
  const plot = document.createElement("div"), card = document.createElement("div"), tools = document.createElement("div");
  card.className = "ww-card";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true");
  tools.className = "ww-tools";
  root.append(plot, tools, card);
  root.tabIndex = 0;
  root.setAttribute("role", "application");
  const view = { root, plot, card, tools, window: null, told: "", passed: new Set() };
  makeBrush(view);
  for (const [name, sign, act] of [["zoom_out", "−", () => zoomBy(view, 1.6)], ["zoom_in", "+", () => zoomBy(view, 1 / 1.6)], ["fit", "", () => setWindow(view, extentOf(view), true)]]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", onclick: act });
    button.dataset.word = name;
    button.dataset.sign = sign;
    tools.append(button);
  }
  root.onkeydown = (event) => onKey(view, event);
  root.onpointerdown = (event) => { view.down = [event.clientX, event.clientY]; };
  root.onclick = (event) => onClick(view, event);
  root.onpointermove = (event) => onMove(view, event);
  root.onpointerleave = () => {
    view.pointer = view.shown = null;
    hideCard(view);
  };
  view.observer = new ResizeObserver(() => {
    measure(view);
    paint(view); // what did not fit when Python sent it may fit now
  });
  view.observer.observe(root);
  return view;
}

// Tells Python the width the page really has, and keeps it in a cookie so that the next visit is drawn right at once.
function measure(view) {
  if (!view.root.isConnected) return;
  if (view.root.closest("[role=dialog]")) {
    view.fits = true; // a picture in a dialog has the width that Python gave it, and measures no page
    return;
  }
  const block = view.root.closest('[data-testid="stMainBlockContainer"]') || document.body;
  const style = getComputedStyle(block);
  const page = Math.round(block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
  view.fits = Math.abs(page - view.data.page) <= 12;
  clearTimeout(view.pageTimer);
  if (!page || page === view.data.page || page === view.toldPage) return;
  view.pageTimer = setTimeout(() => {
    view.toldPage = page;
    document.cookie = `whowhen_page=${page};path=/;SameSite=Lax;max-age=31536000`;
    view.setPage(page);
  }, view.plot.data ? 250 : 0);
}

function onMove(view, event) {
  view.pointer = event;
  point(view);
}

// What lies under the pointer shows its card; called when the pointer moves and when plotly has found a mark.
function point(view) {
  const event = view.pointer;
  if (!event || event.buttons || event.target.closest(".ww-brush, .ww-tools")) return hideCard(view);
  const id = idAt(view, event);
  view.root.classList.toggle("pointing", Boolean(id));
  if (id === view.shown) return;
  view.shown = id;
  const box = view.root.getBoundingClientRect();
  if (id) showCard(view, id, event.clientX - box.left, event.clientY - box.top);
  else hideCard(view);
}

function onClick(view, event) {
  if (event.target.closest(".ww-brush, .ww-tools")) return;
  const [x, y] = view.down || [event.clientX, event.clientY];
  if (Math.hypot(event.clientX - x, event.clientY - y) > 4) return;
  choose(view, idAt(view, event));
}

function choose(view, id) {
  hideCard(view);
  if (!id) return view.meta.chart === "actor-graph" ? view.send({ do: "clear" }) : undefined;
  const [kind, rest] = id.includes(":") ? [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)] : ["event", id];
  if (kind === "bin") {
    const [from, to] = rest.split("/").slice(0, 2).map(toTime), [a, b] = windowOf(view);
    if (to - from < (b - a) * 0.9) return setWindow(view, [from, to], true);
    return view.send({ do: "list", id: `${toIso(from)}/${toIso(to - DAY)}` }); // there is no zooming further
  }
  view.send({ do: kind, id: rest });
}

function onKey(view, event) {
  if (event.target !== view.root || event.ctrlKey || event.metaKey || event.altKey) return;
  const zoom = { "+": () => zoomBy(view, 1 / 1.6), "-": () => zoomBy(view, 1.6), "0": () => setWindow(view, extentOf(view), true) }[event.key];
  const side = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
  if (side !== undefined) {
    const next = view.meta.order?.[view.meta.selected || ""]?.[side];
    event.preventDefault();
    if (next) choose(view, next);
  } else if (event.key === "Escape") view.send({ do: "clear" });
  else if (zoom && view.meta.extent) zoom();
}

function dressTools(view) {
  const words = view.data.words;
  view.tools.hidden = !view.meta.extent || Boolean(view.meta.strip);
  for (const button of view.tools.children) {
    const word = words[button.dataset.word];
    button.textContent = button.dataset.sign || word;
    button.title = word;
    button.setAttribute("aria-label", word);
  }
  view.root.setAttribute("aria-label", view.meta.alt || "");
  view.root.dataset.chart = view.meta.chart;
  for (const one of [view.root, view.root.closest(".stElementContainer")]) one?.toggleAttribute("data-strip", Boolean(view.meta.strip));
  view.root.toggleAttribute("data-compact", view.meta.gutter < 100);
}

// One drawing after the other, each of the newest figure.
function paint(view) {
  if (!view.fits || view.drawn === view.data.figure) return;
  view.drawing = (view.drawing || Promise.resolve()).then(() => draw(view)).catch((error) => {
    view.root.dataset.error = error.message;
    console.error(error);
  });
}

async function draw(view) {
  const Plotly = await loadPlotly(view.data.source);
  if (!view.fits || view.gone) return;
  const stamp = view.data.figure;
  if (view.data.window === view.told) view.passed.clear();
  if (view.drawn === stamp) return;
  const figure = JSON.parse(stamp);
  view.bins = unpackBins(figure);
  view.meta = view.plot.meta = figure.layout.meta;
  delete figure.layout.meta; // plotly would go through all of it
  // At rest the range is what the address says, to the minute: labels that begin with it would else be out of it.
  // A picture for a window that the reader has left meanwhile changes nothing about it.
  const late = view.passed.has(view.data.window);
  if (!late && (view.data.window !== view.told || !view.told || windowText(view) === view.told)) {
    view.told = view.data.window;
    view.window = view.told ? view.told.split("/").map(toTime) : null;
  }
  if (view.window && figure.layout.xaxis && view.meta.extent && !view.meta.strip) {
    figure.layout.xaxis.range = view.window.map((time) => toIso(time, true).replace("T", " "));
  }
  Plotly.register({ moduleType: "locale", name: view.data.locale.name, dictionary: {}, format: view.data.locale.format });
  view.drawn = stamp;
  view.hovered = null;
  // plotly.js 4.1 forgets to take away shapes of layer "between" that the next figure does not have.
  view.plot.querySelectorAll(".shapelayer path").forEach((path) => path.remove());
  await Plotly.react(view.plot, figure.data, figure.layout, { ...CONFIG, locale: view.data.locale.name, scrollZoom: view.meta.chart === "timeline" && !view.meta.strip });
  if (!view.wired) {
    view.wired = true;
    view.plot.on("plotly_hover", (event) => {
      const id = event.points[0]?.customdata;
      view.hovered = id ? String(id) : null;
      point(view);
    });
    view.plot.on("plotly_unhover", () => {
      view.hovered = null;
      point(view);
    });
    view.plot.on("plotly_relayout", (change) => onRelayout(view, change));
    // Once rehearsed, a redraw is compiled: the reader's first filter takes two thirds of the time.
    window.requestIdleCallback?.(() => { if (view.plot.data && !view.quiet) Plotly.redraw(view.plot); });
  }
  dressTools(view);
  if (view.meta.extent) drawBrush(view);
  else view.brush.brush.hidden = true;
  view.root.dataset.events = String(view.meta.events);
}

// The first line is what goes with the figure, the rest is the figure.
function unpacked(bytes) {
  const text = decoder.decode(bytes), end = text.indexOf("\n");
  return { ...JSON.parse(text.slice(0, end)), figure: text.slice(end + 1) };
}

export default function ({ data: bytes, parentElement, setTriggerValue, setStateValue }) {
  const data = unpacked(bytes);
  let view = views.get(parentElement);
  const fresh = !view;
  if (fresh) views.set(parentElement, (view = makeView(parentElement)));
  view.data = data;
  view.send = (message) => setTriggerValue("act", message);
  view.setPage = (page) => setStateValue("page", page);
  for (const [name, value] of Object.entries(data.tokens)) {
    if (view.root.style.getPropertyValue(name) !== value) view.root.style.setProperty(name, value);
  }
  measure(view);
  paint(view);
  return () => {
    view.gone = true;
    view.observer.disconnect();
    // A chart that has left the page has nothing to say: its word would override what the reader does next.
    for (const timer of [view.pageTimer, view.reportTimer, view.cardTimer]) clearTimeout(timer);
    if (window.Plotly && view.plot.data) Plotly.purge(view.plot);
    views.delete(parentElement);
  };
}
