// Text, cards and picture of an article, tied together by data-of (numbers of events, separated by blanks). Pointing at
// one or reaching it by key lights up the others; a click, or a choice made in Python, scrolls to what belongs to it.
const CHART = "[data-chart=article]";
const QUIET = matchMedia("(prefers-reduced-motion: reduce)");

function idsOf(target) {
  const element = target?.closest?.("[data-of]");
  if (element) return element.dataset.of.split(" ");
  const id = target?.closest && pointOf(target);
  return id ? [id] : [];
}

// The event of a mark or a label of the picture.
function pointOf(element) {
  const point = element.closest(`${CHART} path.point, ${CHART} .textpoint`);
  const trace = point?.closest(".trace")?.__data__?.[0]?.trace;
  const id = trace?.customdata?.[point.__data__?.i];
  return id === undefined ? "" : String(id);
}

function light(state, ids, again = false) {
  const wanted = ids.join(" ");
  if (wanted === state.lit && !again) return;
  state.lit = wanted;
  for (const element of document.querySelectorAll(".ww-lit")) element.classList.remove("ww-lit");
  for (const id of ids) for (const element of document.querySelectorAll(`[data-of~="${CSS.escape(id)}"]`)) element.classList.add("ww-lit");
  if (!ids.length) return;
  for (const point of document.querySelectorAll(`${CHART} path.point, ${CHART} .textpoint`))
    if (ids.includes(pointOf(point))) point.classList.add("ww-lit");
}

function mark(state) {
  for (const element of document.querySelectorAll("[data-of].ww-chosen")) element.classList.remove("ww-chosen");
  if (state.chosen) for (const element of document.querySelectorAll(`[data-of~="${CSS.escape(state.chosen)}"]`)) element.classList.add("ww-chosen");
}

// Scrolls the pane around the element, and the page only where there is no such pane (as on a phone).
function show(element) {
  if (!element) return;
  const behavior = QUIET.matches ? "auto" : "smooth";
  const pane = element.closest(".ww-article-scroll");
  if (!pane || pane.scrollHeight <= pane.clientHeight + 1) return element.scrollIntoView({ block: "center", behavior });
  const box = element.getBoundingClientRect(), room = pane.getBoundingClientRect();
  if (box.top >= room.top && box.bottom <= room.bottom) return;
  const air = Math.max(12, Math.min((room.height - box.height) / 2, room.height / 3));
  pane.scrollTo({ top: pane.scrollTop + box.top - room.top - air, behavior });
}

function goTo(id, from) {
  const card = document.querySelector(`[data-card="${CSS.escape(id)}"]`);
  const words = document.querySelector(`.ww-article-text [data-of~="${CSS.escape(id)}"]`);
  if (from !== "card") show(card);
  if (from !== "text") show(words);
}

function sideOf(target) {
  return target.closest(".ww-article-text") ? "text" : target.closest("[data-card]") ? "card" : "";
}

function onClick(state, event) {
  const target = event.target.closest?.(".ww-article-text [data-of], .ww-card-open, .ww-article-tray [data-of]");
  if (!target || String(getSelection())) return;
  const [id] = (target.closest("[data-card]") || target).dataset.of.split(" ");
  const chosen = target.act?.id || id;
  Object.assign(state, { chosen });
  mark(state);
  goTo(chosen, sideOf(target));
}

// plotly finds marks by itself; its word is passed on as soon as there is a picture to listen to.
function listen(state) {
  const plot = document.querySelector(`${CHART} .js-plotly-plot`);
  if (!plot?.on || plot === state.plot) return;
  state.plot = plot;
  plot.on("plotly_hover", (event) => light(state, [String(event.points[0]?.customdata ?? "")].filter(Boolean)));
  plot.on("plotly_unhover", () => light(state, []));
  // plotly uses its elements again, for other marks.
  plot.on("plotly_afterplot", () => light(state, state.lit.split(" ").filter(Boolean), true));
}

function measure(state) {
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!block) return;
  const style = getComputedStyle(block);
  const page = Math.round(block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
  if (!page || Math.abs(page - state.data.page) <= 12 || page === state.told) return;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    state.told = page;
    document.cookie = `whowhen_page=${page};path=/;SameSite=Lax;max-age=31536000`;
    state.setPage(page);
  }, 250);
}

// Marks what is chosen and goes there, once it stands on the page.
function arrived(state) {
  mark(state);
  if (!state.wanted || !document.querySelector(`[data-card="${CSS.escape(state.wanted)}"]`)) return;
  goTo(state.wanted, "");
  state.wanted = "";
}

const states = new WeakMap();

function start(parentElement) {
  parentElement.closest(".stElementContainer")?.toggleAttribute("hidden", true); // it has nothing to show
  const state = { lit: "", chosen: "", wanted: "", off: new AbortController() };
  const options = { signal: state.off.signal, passive: true };
  document.addEventListener("pointerover", (event) => {
    listen(state);
    if (!event.target.closest?.(`${CHART} .nsewdrag`)) light(state, idsOf(event.target));
  }, options);
  document.addEventListener("focusin", (event) => light(state, idsOf(event.target)), options);
  document.addEventListener("click", (event) => onClick(state, event), options);
  window.addEventListener("resize", () => measure(state), options);
  watchKeys(state.off.signal);
  // A tree that is built anew has forgotten what is chosen.
  state.observer = new MutationObserver((changes) => {
    const built = changes.some((one) => [...one.addedNodes].some((node) => node.querySelector?.("[data-of]")));
    if (built) arrived(state);
  });
  state.observer.observe(document.body, { childList: true, subtree: true });
  states.set(parentElement, state);
  return state;
}

export default function ({ data, parentElement, setStateValue }) {
  const state = states.get(parentElement) || start(parentElement);
  state.data = data;
  state.setPage = (page) => setStateValue("page", page);
  measure(state);
  if (data.chosen !== state.chosen) {
    state.chosen = state.wanted = data.chosen;
    arrived(state);
  }
  return () => {
    state.off.abort();
    state.observer.disconnect();
    clearTimeout(state.timer);
    states.delete(parentElement);
  };
}
