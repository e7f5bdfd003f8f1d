// What lies under the pointer: a label, a mark that plotly found, or a link of the graph.

function labelAt(view, event) {
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const group = element.closest?.(".textpoint");
    const trace = group && view.root.contains(group) && group.closest(".trace")?.__data__?.[0]?.trace;
    const id = trace && trace.customdata?.[group.__data__?.i];
    if (id) return String(id);
  }
  return null;
}

// Links are quadratic curves in px of the chart: the nearest within reach, found by 24 steps along each.
function curveAt(view, event) {
  const curves = view.meta.curves;
  if (!curves) return null;
  const box = view.root.getBoundingClientRect(), px = event.clientX - box.left, py = event.clientY - box.top;
  let best = null, nearest = Infinity;
  for (const curve of curves) {
    const [id, width, x0, y0, x1, y1, x2, y2] = curve, reach = Math.max(6, width / 2 + 4);
    if (px < Math.min(x0, x1, x2) - reach || px > Math.max(x0, x1, x2) + reach) continue;
    for (let step = 0; step <= 24; step++) {
      const t = step / 24, u = 1 - t;
      const distance = Math.hypot(u * u * x0 + 2 * u * t * x1 + t * t * x2 - px, u * u * y0 + 2 * u * t * y1 + t * t * y2 - py) - width / 2;
      if (distance < nearest && distance < reach) [nearest, best] = [distance, id];
    }
  }
  return best;
}

function idAt(view, event) {
  return labelAt(view, event) || view.hovered || curveAt(view, event);
}
