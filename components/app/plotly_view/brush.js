// The window on the overview strip: shade, frame and handles as DOM over the picture. Drag moves, handles resize,
// a drag on free ground draws a new window, double click or "Fit" shows everything; arrow keys move the handles.
function makeBrush(view) {
  const brush = document.createElement("div");
  brush.className = "ww-brush";
  const [left, right, frame, start, end] = ["shade", "shade", "frame", "handle", "handle"].map((css) => {
    const part = document.createElement("div");
    part.className = css;
    if (css === "handle") Object.assign(part, { tabIndex: 0, role: "slider" });
    brush.append(part);
    return part;
  });
  view.brush = { brush, left, right, frame, handles: [start, end] };
  view.root.append(brush);
  brush.onpointerdown = (event) => startBrush(view, event);
  brush.ondblclick = () => setWindow(view, extentOf(view), true);
  [start, end].forEach((handle, side) => {
    handle.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 10, PageDown: -10 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const [a, b] = extentOf(view), window = windowOf(view);
      window[side] = Math.min(b, Math.max(a, window[side] + (step * (b - a)) / 200));
      if (window[1] > window[0]) setWindow(view, window, true);
    };
  });
}

function drawBrush(view) {
  const area = view.meta.overview;
  const { brush, left, right, frame, handles } = view.brush;
  brush.hidden = !area;
  if (!area) return;
  const [a, b] = extentOf(view), [from, to] = windowOf(view), width = plotWidth(view);
  Object.assign(brush.style, { left: view.meta.gutter + "px", width: width + "px", top: area.top + "px", height: area.bottom - area.top + "px" });
  const x = (value) => Math.min(width, Math.max(0, ((value - a) / (b - a)) * width));
  const start = x(from), end = Math.max(x(to), x(from) + 6);
  left.style.width = start + "px";
  right.style.width = Math.max(0, width - end) + "px";
  frame.style.left = start + "px";
  frame.style.width = end - start + "px";
  handles.forEach((handle, side) => {
    handle.style.left = (side ? end : start) + "px";
    handle.setAttribute("aria-label", side ? view.data.words.window_end : view.data.words.window_start);
    handle.setAttribute("aria-valuetext", dayText(view, side ? to : from));
    handle.setAttribute("aria-valuemin", Math.round(a));
    handle.setAttribute("aria-valuemax", Math.round(b));
    handle.setAttribute("aria-valuenow", Math.round(side ? to : from));
  });
}

function startBrush(view, event) {
  if (event.button) return;
  event.preventDefault();
  const { brush, frame, handles } = view.brush;
  const [a, b] = extentOf(view), [from, to] = windowOf(view);
  const perPx = (b - a) / plotWidth(view), box = brush.getBoundingClientRect();
  const at = (clientX) => Math.min(b, Math.max(a, a + (clientX - box.left) * perPx));
  const side = handles.indexOf(event.target), origin = at(event.clientX), whole = to - from >= (b - a) * 0.995;
  const inside = event.target === frame && !whole;
  brush.setPointerCapture(event.pointerId);
  let moved = false;
  brush.onpointermove = (move) => {
    const now = at(move.clientX);
    if (Math.abs(now - origin) / perPx < 3 && !moved) return;
    moved = true;
    let next;
    if (side >= 0) next = side ? [from, now] : [now, to];
    else if (inside) {
      const shift = Math.min(b - to, Math.max(a - from, now - origin));
      next = [from + shift, to + shift];
    } else next = [origin, now];
    next.sort((p, q) => p - q);
    if (next[1] - next[0] > 6 * perPx) setWindow(view, next, false);
  };
  const stop = () => {
    brush.onpointermove = brush.onpointerup = brush.onpointercancel = null;
    if (moved) reportWindow(view);
  };
  brush.onpointerup = brush.onpointercancel = stop;
}
