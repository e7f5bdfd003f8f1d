// Builds a tree of nodes sent by Python. Only elements, attributes and text nodes: never innerHTML.
const TAGS = new Set(("a article b button caption dd details div dl dt em footer h1 h2 h3 header i img li main nav ol p " +
  "section small span strong summary sup table tbody td th thead time tr ul").split(" "));
const ATTRS = /^(role|title|alt|href|target|rel|type|lang|dir|scope|tabindex|colspan|id|name|datetime|aria-[a-z]+|data-[a-z-]+|style-[a-z-]+)$/;

const decoder = new TextDecoder();

// The style sheet of the whole page; nothing is drawn before it is there.
await new Promise((resolve) => {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: window.whowhenParts?.addresses["style.css"] || new URL("style.css", import.meta.url).href, onload: resolve, onerror: resolve });
  document.head.append(sheet);
});

function build(node, glyphs) {
  if (typeof node === "string") return document.createTextNode(node);
  if (!TAGS.has(node.t)) throw new Error(`whowhen: element ${node.t} is not allowed`);
  const element = document.createElement(node.t);
  if (node.c) element.className = node.c;
  for (const [name, value] of Object.entries(node.a || {})) {
    if (!ATTRS.test(name)) throw new Error(`whowhen: attribute ${name} is not allowed`);
    if (name === "href" && !/^https?:\/\//.test(value)) continue;
    if (name.startsWith("style-")) element.style.setProperty(name.slice(6), value);
    else element.setAttribute(name, value);
  }
  if (element.dataset.svg) element.src = "data:image/svg+xml," + encodeURIComponent(element.dataset.svg);
  if (node.g) element.src = "data:image/svg+xml," + encodeURIComponent(glyphs[node.g] || "");
  if (node.act) element.act = node.act;
  for (const child of node.k || []) element.append(build(child, glyphs));
  return element;
}

function copy(element, { copy: query, text = location.origin + location.pathname + query }) {
  const done = () => {
    element.dataset.done = "true";
    setTimeout(() => delete element.dataset.done, 2000);
  };
  const byHand = () => {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    element.focus();
    done();
  };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

// What a reader would lose by a rebuild: focus and scroll positions, found again by data-key. Positions are written down
// as they change, and focus waits for the next frame: to ask or to set them at once would lay the page out once more.
function remember(root) {
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  return () => {
    for (const [key, top] of Object.entries(root.scrolled)) {
      const element = find(root, key);
      if (element) element.scrollTop = top;
    }
    requestAnimationFrame(() => {
      const free = document.activeElement === document.body;
      const wanted = focused ? free && find(root, focused) : root.querySelector("[data-autofocus]");
      if (wanted) wanted.focus({ preventScroll: true });
    });
  };
}

function find(root, key) {
  return root.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function watchScrolling(root) {
  root.scrolled = {};
  const note = ({ target }) => {
    if (target.dataset?.key) root.scrolled[target.dataset.key] = target.scrollTop;
  };
  root.addEventListener("scroll", note, { capture: true, passive: true });
}

// A dialog that has just been opened begins in its first field.
function begin(root, tries = 60) {
  const dialog = root.querySelector("[data-begin]") && root.closest("[role=dialog]");
  if (!dialog) return;
  if (!dialog.ready) prepare(dialog);
  if (dialog.querySelector("input:focus, textarea:focus")) return;
  // Streamlit loads a kind of field when it is first used, and holds its place with a skeleton.
  const field = dialog.querySelector("[data-testid=stSkeleton]") ? null : dialog.querySelector("input:not([type=hidden]), textarea");
  if (field) field.focus();
  else if (tries) requestAnimationFrame(() => begin(root, tries - 1));
}

// What is asked for, or has to be mended, comes into sight, ready to be typed into: the field that a part of the page
// names by the key of its widget. It may be built after that part, as late as the run ends; without it the part itself
// comes into sight.
function look(root, tries = 30) {
  const name = root.querySelector("[data-look]")?.dataset.look;
  const place = name && `[class*="st-key-${CSS.escape(name)}"]`;
  const field = name && document.querySelector(`${place} :is(input:not([type=hidden]), textarea, [role=radio])`);
  if (field) {
    field.focus({ preventScroll: true });
    if (!field.closest("[data-testid=stPopoverBody]")) field.closest(".stElementContainer").scrollIntoView({ block: "center" });
  } else if (name && tries && root.isConnected) {
    const running = document.querySelector(".stApp")?.dataset.testScriptState === "running";
    requestAnimationFrame(() => look(root, running ? tries : tries - 1));
  }
  else if (name) root.scrollIntoView({ block: "nearest" });
}

// Escape cancels, but where a list is open closes that alone. And a field of several lines tells what it holds while
// one types, not only when it is left: a run of the whole page would build it anew before.
function prepare(dialog) {
  dialog.ready = true;
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !dialog.querySelector("[role=combobox][aria-expanded=true]"))
      dialog.querySelector("[class*='-cancel'] button")?.click();
  }, { capture: true });
  let timer;
  dialog.addEventListener("input", ({ target }) => {
    if (target.tagName !== "TEXTAREA") return;
    clearTimeout(timer);
    timer = setTimeout(() => target.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 400);
  });
}

// Streamlit's page says it is English; our trees know better. Even to set the same again would restyle the whole page.
function speak(language) {
  const page = document.documentElement;
  if (language && page.lang !== language) page.lang = language;
}

function dress(root, tokens) {
  for (const [name, value] of Object.entries(tokens)) {
    if (root.style.getPropertyValue(name) !== value) root.style.setProperty(name, value);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".ww");
  if (!root.scrolled) watchScrolling(root);
  const stamp = decoder.decode(data);
  if (root.stamp !== stamp) {
    const { tree, glyphs, tokens } = JSON.parse(stamp);
    const restore = remember(root);
    dress(root, tokens);
    root.replaceChildren(build(tree, glyphs));
    root.stamp = stamp;
    speak(root.firstElementChild?.lang);
    // An empty part takes no room. (CSS could ask for it with :has, which costs a restyle at every change inside.)
    parentElement.closest(".stElementContainer")?.toggleAttribute("hidden", !root.firstElementChild?.firstChild);
    restore();
    begin(root);
    look(root);
  }
  root.onclick = (event) => {
    let element = event.target;
    while (element !== root && !element.act) element = element.parentElement;
    if (element === root || event.target.closest("a")) return;
    if (element.act.copy !== undefined || element.act.text !== undefined) copy(element, element.act);
    else setTriggerValue("act", element.act);
  };
  root.onkeydown = (event) => {
    const sheet = event.key === "Escape" && root.querySelector("[data-escape]");
    if (sheet) sheet.click();
  };
}
