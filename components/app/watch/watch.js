// Runs the page again when the server says that the story has changed, at a moment when that disturbs nobody; and when
// the page has found a server again: another one knows nothing of it, and would take the first click for its arrival.
const FIRST = 1000, LONGEST = 30000; // ms between two tries to reach the server
const AGAIN = 5000, SELDOM = 60000; // ms until a run is asked for once more when it did not come
const CALM = 400; // ms after the last key or click
const IN_VAIN = 3; // tries after which a server that never answered is taken to have no such route

// A run while one is under way, or a click, would take its place: Streamlit would forget the click.
const hands = { down: false, at: 0 };
for (const name of ["keydown", "input", "pointerdown", "pointerup", "pointercancel"])
  document.addEventListener(name, () => {
    hands.at = performance.now();
    if (name.startsWith("pointer")) hands.down = name === "pointerdown";
  }, { capture: true, passive: true });

function isCalm() {
  // Streamlit builds dialogs anew in every run of the whole page, and what is being typed there would be lost; the run
  // that follows on closing one shows what is new. So it is with a cell that is being typed into.
  if (document.querySelector("[data-testid=stDialog]") || document.activeElement?.closest("#portal")) return false;
  const running = document.querySelector(".stApp")?.dataset.testScriptState === "running";
  return !running && !hands.down && performance.now() - hands.at > CALM;
}

function connect(state) {
  const url = new URL(state.data.path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("story", state.data.story);
  const socket = new WebSocket(url);
  state.socket = socket;
  state.story = state.data.story;
  socket.onopen = () => {
    Object.assign(state, { wait: FIRST, failed: 0, reached: true });
    socket.send(state.data.token);
  };
  socket.onmessage = ({ data }) => {
    Object.assign(state, { news: data, pause: AGAIN });
    ask(state);
  };
  socket.onclose = () => {
    if (state.socket !== socket) return;
    state.failed += 1;
    if (!state.reached && state.failed >= IN_VAIN) return;
    state.reconnect = setTimeout(() => connect(state), state.wait * (0.5 + Math.random()));
    state.wait = Math.min(state.wait * 2, LONGEST);
  };
}

function leave(state) {
  const { socket } = state;
  clearTimeout(state.reconnect);
  state.socket = null;
  socket?.close();
}

function ask(state) {
  clearTimeout(state.timer);
  if (!state.news || document.hidden) return; // a page that comes into sight asks then
  if (!isCalm()) {
    state.timer = setTimeout(() => ask(state), 150);
    return;
  }
  state.run(state.news);
  state.timer = setTimeout(() => ask(state), state.pause);
  state.pause = Math.min(state.pause * 2, SELDOM);
}

function isConnected() {
  return document.querySelector(".stApp")?.dataset.testConnectionState === "CONNECTED";
}

function rejoin(state) {
  const connected = isConnected();
  if (connected && !state.connected) state.lost = true;
  state.connected = connected;
  clearTimeout(state.rejoin);
  if (!state.lost || !connected) return;
  if (!isCalm()) {
    state.rejoin = setTimeout(() => rejoin(state), 150);
    return;
  }
  state.lost = false;
  state.run(state.data.token);
}

const states = new WeakMap();

function start(parentElement) {
  parentElement.closest(".stElementContainer")?.toggleAttribute("hidden", true); // it has nothing to show
  const state = { wait: FIRST, failed: 0, news: "", off: new AbortController() };
  document.addEventListener("visibilitychange", () => ask(state), { signal: state.off.signal });
  state.connected = true; // this comes from a server
  const seen = new MutationObserver(() => rejoin(state));
  seen.observe(document.querySelector(".stApp"), { attributeFilter: ["data-test-connection-state"] });
  state.off.signal.addEventListener("abort", () => seen.disconnect());
  states.set(parentElement, state);
  return state;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const state = states.get(parentElement) || start(parentElement);
  const drawn = state.data?.token;
  state.data = data;
  state.run = (token) => setTriggerValue("changed", token);
  if (state.story !== data.story) {
    leave(state);
    state.news = "";
    connect(state);
  } else if (drawn !== data.token) {
    state.news = ""; // what came before the page was drawn may be older than the page: the server knows
    if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(data.token);
  }
  return () => {
    for (const timer of [state.timer, state.rejoin]) clearTimeout(timer);
    state.off.abort();
    leave(state);
    states.delete(parentElement);
  };
}
