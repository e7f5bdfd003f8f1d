// Keys on the cards of a review: a letter presses the card's button for it, arrows go from card to card. A letter means
// nothing while somebody types, with a modifier, or while a dialog is open.
const TYPING = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=textbox]";
let lastCard = ""; // where the reader was: a dialog, or a card that is built anew, drops the focus

function cardOf(target) {
  const card = target?.closest?.("[data-card]");
  if (card) return card;
  return target === document.body && lastCard ? document.querySelector(`[data-card="${CSS.escape(lastCard)}"]`) : null;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.(TYPING) || document.querySelector("[role=dialog]")) return;
  const card = cardOf(event.target);
  if (!card) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const cards = [...document.querySelectorAll("[data-card]")];
    const next = cards[cards.indexOf(card) + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector(".ww-card-open")?.focus({ preventScroll: true });
    show(next);
    return;
  }
  const button = !event.shiftKey && card.querySelector(`[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  card.querySelector(".ww-card-open")?.focus({ preventScroll: true });
  button.click();
}

function watchKeys(signal) {
  document.addEventListener("keydown", pressed, { signal });
  document.addEventListener("focusin", ({ target }) => {
    const card = target.closest?.("[data-card]");
    if (card) lastCard = card.dataset.card;
  }, { signal, passive: true });
}
