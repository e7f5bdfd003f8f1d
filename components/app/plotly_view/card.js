// The hover card: a small DOM element filled with texts, placed beside the pointer and flipped at the borders.
function line(parent, css, text) {
  if (!text) return;
  const element = document.createElement("div");
  element.className = css;
  element.textContent = text;
  parent.append(element);
}

function showCard(view, id, x, y) {
  const content = view.meta.cards?.[id] || binCard(view, id);
  if (!content) return hideCard(view);
  clearTimeout(view.cardTimer);
  view.cardTimer = setTimeout(() => {
    const card = view.card;
    card.replaceChildren();
    line(card, "ww-card-head", content.head);
    line(card, "ww-card-title", content.title);
    for (const key of ["actors", "foot", "known", "hint"]) line(card, "ww-card-" + key, content[key]);
    for (const text of content.lines || []) line(card, "ww-card-foot", text);
    const picture = view.meta.pictures?.[content.picture];
    if (picture) {
      const glyph = document.createElement("img");
      glyph.src = "data:image/svg+xml," + encodeURIComponent(picture);
      glyph.alt = "";
      card.firstChild?.prepend(glyph);
    }
    card.hidden = false;
    const width = view.root.clientWidth, height = view.root.clientHeight;
    const left = x + 14 + card.offsetWidth > width ? x - 14 - card.offsetWidth : x + 14;
    const top = y + 16 + card.offsetHeight > height ? y - 16 - card.offsetHeight : y + 16;
    card.style.left = Math.max(0, left) + "px";
    card.style.top = Math.max(0, top) + "px";
  }, 120);
}

function hideCard(view) {
  clearTimeout(view.cardTimer);
  view.card.hidden = true;
}
