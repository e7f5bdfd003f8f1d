// Bars of density lanes come as what they count (components/charts/drawing.py): where and how high they are is worked out
// here, so that a million events take a few kilobytes.
function unpackBins(figure) {
  const lanes = figure.data.filter((trace) => trace.meta?.count), all = figure.data.find((trace) => trace.meta?.open === true);
  const open = { x: [], y: [], base: [] }, found = {};
  for (const trace of lanes) {
    const { lane, days, start, count, open: some, peak, height } = trace.meta;
    const iso = (number) => toIso(number * days * DAY, true);
    const key = (k) => `bin:${iso(start[k])}/${iso(start[k] + 1)}/${lane}`;
    const high = (n) => -Math.max(Math.round((n / peak) * height * 10) / 10, 0.6);
    trace.x = start.map((number) => iso(number + 0.5).replace("T", " "));
    trace.y = count.map(high);
    if (!some) { // coarse bars around the window, until the next picture is there
      trace.hoverinfo = "skip";
      delete trace.meta;
      continue;
    }
    trace.customdata = start.map((_, k) => key(k));
    start.forEach((number, k) => {
      found[key(k)] = [count[k], some[k], number];
      if (!some[k]) return;
      open.x.push(trace.x[k]);
      open.y.push(high(some[k]));
      open.base.push(trace.base);
    });
    delete trace.meta;
  }
  for (const trace of figure.data.filter((one) => one.meta?.families)) unpackOverview(trace);
  if (all) {
    Object.assign(all, open);
    delete all.meta;
  }
  return found;
}

// All bars of the overview, each family standing on the one before it.
function unpackOverview(trace) {
  const { first, days, start, families, colours } = trace.meta;
  Object.assign(trace, { x: [], y: [], base: [], marker: { ...trace.marker, color: [] } });
  start.forEach((number, row) => {
    const middle = toIso((first + (number + 0.5) * days) * DAY, true).replace("T", " ");
    let below = 0;
    families[row].forEach((count, family) => {
      if (!count) return;
      trace.x.push(middle);
      trace.y.push(count);
      trace.base.push(below);
      trace.marker.color.push(colours[family]);
      below += count;
    });
  });
  delete trace.meta;
}

// The hover card of a bar: how many events, how many of them not confirmed, and which days.
function binCard(view, id) {
  const bin = view.bins?.[id], words = view.meta.bins;
  if (!bin || !words) return undefined;
  const locale = view.data.words.locale, number = new Intl.NumberFormat(locale);
  const text = words.text[new Intl.PluralRules(locale).select(bin[0])] || words.text.other;
  const values = { n: number.format(bin[0]), open: number.format(bin[1]), span: words.spans[bin[2]] || "" };
  return { head: text.replace(/\{(\w+)\}/g, (_, name) => values[name]), title: "" };
}
