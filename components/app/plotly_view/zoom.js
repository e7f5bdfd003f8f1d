// The zoom of the time axis, in plotly's linear date units (milliseconds). The reader's range lives here: a new figure
// keeps it, and the address bar and Python are told when it has come to rest.
const DAY = 86400000;

function axisOf(view) {
  return view.plot._fullLayout.xaxis;
}

// Milliseconds of an ISO day; BCE years, which Date.parse wants with six digits, included.
function toTime(iso) {
  const [, sign, year, month, day, hour, minute] = /^(-?)(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/.exec(iso);
  const date = new Date(0);
  date.setUTCFullYear(sign ? -Number(year) : Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour || 0), Number(minute || 0));
  return date.getTime();
}

function toIso(time, withMinutes) {
  const date = new Date(time), year = date.getUTCFullYear();
  const two = (n) => String(n).padStart(2, "0");
  const day = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return withMinutes ? `${day}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}` : day;
}

function dayText(view, time) {
  const date = new Date(time);
  if (date.getUTCFullYear() < 1) return toIso(time);
  return new Intl.DateTimeFormat(view.data.words.locale, { dateStyle: "medium", timeZone: "UTC" }).format(date);
}

function extentOf(view) {
  return view.meta.extent.map(toTime);
}

// The figure's own measure: the page around it may still be finding its place.
function plotWidth(view) {
  return view.plot._fullLayout.width - view.meta.gutter - view.meta.right;
}

function windowOf(view) {
  return view.window ? view.window.slice() : extentOf(view);
}

// Ticks for a scale, by the table of the figure (px per day -> step and format).
function ticksFor(view, [from, to]) {
  const scale = plotWidth(view) / ((to - from) / DAY);
  const stop = (view.meta.ticks || []).find((one) => one.max_px_per_day === null || scale < one.max_px_per_day);
  return Object.fromEntries(Object.entries(stop || {}).filter(([name]) => name !== "max_px_per_day").map(([name, value]) => ["xaxis." + name, value]));
}

function setWindow(view, window, done) {
  const [a, b] = extentOf(view);
  const span = Math.min(b - a, Math.max(view.meta.min_span_days * DAY || 2 * DAY, window[1] - window[0]));
  const from = Math.min(b - span, Math.max(a, window[0]));
  view.window = span >= (b - a) * 0.999 ? null : [from, from + span];
  drawBrush(view);
  if (!view.meta.strip) {
    const range = windowOf(view).map((time) => toIso(time, true).replace("T", " "));
    view.quiet = true;
    cancelAnimationFrame(view.frame);
    view.frame = requestAnimationFrame(() => {
      const moved = Plotly.relayout(view.plot, { "xaxis.range": range, "xaxis.autorange": false, ...ticksFor(view, windowOf(view)) });
      Promise.resolve(moved).finally(() => { view.quiet = false; });
    });
  }
  if (done) reportWindow(view);
}

function zoomBy(view, factor) {
  const [from, to] = windowOf(view), middle = (from + to) / 2, half = ((to - from) / 2) * factor;
  setWindow(view, [middle - half, middle + half], true);
}

// plotly's own wheel zoom and drag pan end here.
function onRelayout(view, change) {
  if (view.quiet || !("xaxis.range[0]" in change || "xaxis.range" in change || "xaxis.autorange" in change)) return;
  const axis = axisOf(view);
  setWindow(view, axis.range.map((value) => axis.r2l(value)), true);
}

function windowText(view) {
  if (!view.window) return "";
  const fine = view.window[1] - view.window[0] < 90 * DAY;
  return view.window.map((time) => toIso(time, fine)).join("/");
}

function reportWindow(view) {
  clearTimeout(view.reportTimer);
  view.reportTimer = setTimeout(() => {
    const text = windowText(view);
    if (text === view.told) return;
    view.passed.add(view.told); // pictures made for it may still be on their way
    view.told = text;
    const url = new URL(location.href);
    if (text) url.searchParams.set("window", text);
    else url.searchParams.delete("window");
    history.replaceState(history.state, "", url);
    view.send({ do: "window", id: text });
  }, 180);
}
