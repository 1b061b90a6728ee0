/* The event list and the detail card beside the map. They get ids and texts, never markup, and tell the app what was
   chosen. Both are rendered into a shadow root that the app gives them. */
import "./symbols.js";

const { bits, element } = globalThis.QantarTools;

const cache = new Map();
const once = (url) => {
  if (!cache.has(url)) cache.set(url, fetch(url).then((r) => r.json()));
  return cache.get(url);
};

function rootOf(parent, base, name) {
  let root = parent.querySelector(`.${name}`);
  if (!root) {
    const style = element("link");
    style.rel = "stylesheet";
    style.href = `${base}web/panels.css`;
    root = element("div", name);
    parent.append(style, root);
  }
  return root;
}

const newest = new WeakMap();

/* data: { base, lang, theme, shown, selected, short } */
export async function renderList({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement, data.base, "list");
  newest.set(root, data);
  const [columns, texts] = await Promise.all([once(`${data.base}layer/columns.json`), once(`${data.base}layer/texts.${data.lang}.json`)]);
  if (newest.get(root) !== data) return;
  const { events } = columns;
  const symbols = new globalThis.QantarSymbols(columns.style);
  const mask = bits(data.shown, events.id.length);
  const shown = events.id.map((_, i) => i).filter((i) => mask[i]);
  const state = `${data.shown} ${data.lang} ${data.theme}`;
  root.classList.toggle("short", data.short);
  if (root.dataset.state !== state) {
    const top = root.scrollTop;
    const fresh = !root.dataset.state;
    root.dataset.state = state;
    root.lang = data.lang;
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", texts.ui.list);
    const nodes = [];
    let day = null, list = null;
    for (const i of shown) {
      if (texts.day[i] !== day) {
        day = texts.day[i];
        nodes.push(element("h3", "", texts.days[day]));
        list = element("ul");
        nodes.push(list);
      }
      list.append(row(i, columns, texts, symbols, data.theme, () => setTriggerValue("open", { event: events.id[i], at: performance.now() })));
    }
    if (!shown.length) nodes.push(element("p", "empty", texts.ui.empty));
    root.replaceChildren(...nodes);
    if (!fresh) root.scrollTop = Math.min(top, root.scrollHeight);
    root.onkeydown = (e) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (!step) return;
      const buttons = [...root.querySelectorAll("button")];
      const next = buttons[buttons.indexOf(root.getRootNode().activeElement) + step];
      if (next) { e.preventDefault(); next.focus(); }
    };
  }
  const before = root.querySelector('[aria-current="true"]');
  if (before) before.removeAttribute("aria-current");
  const chosen = root.querySelector(`button[data-i="${data.selected}"]`);
  if (chosen) {
    chosen.setAttribute("aria-current", "true");
    if (before !== chosen) {
      const box = chosen.getBoundingClientRect(), frame = root.getBoundingClientRect();
      if (box.top < frame.top + 30 || box.bottom > frame.bottom) root.scrollTop += box.top - frame.top - 60;
    }
  }
}

function row(i, columns, texts, symbols, theme, open) {
  const { events } = columns;
  const item = element("li");
  const button = element("button");
  button.type = "button";
  button.dataset.i = i;
  button.dataset.event = events.id[i];
  const text = element("span", "text");
  const small = element("small");
  const clock = texts.clock[i];
  small.append(...[clock, texts.places[events.place[i]], texts.statuses[events.status[i]]].filter(Boolean).map((t, n) => element("span", n ? "" : clock ? "clock" : "", t)));
  text.append(small, element("span", "title", texts.titles[i]));
  const icon = symbols.svg(events.category[i], events.status[i], 26, theme);
  button.append(icon, element("span", "hidden", texts.categories[events.category[i]]), text);
  button.addEventListener("click", open);
  item.append(button);
  return item;
}

/* data: { base, theme, lang, card, ui } with the card of dashboard/views/card.py */
export async function renderCard({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement, data.base, "card");
  newest.set(root, data);
  const columns = await once(`${data.base}layer/columns.json`);
  if (newest.get(root) !== data) return;
  const { card, ui } = data;
  const symbols = new globalThis.QantarSymbols(columns.style);
  const moved = root.dataset.event !== card.id;
  root.dataset.event = card.id;
  root.lang = data.lang;
  const head = element("header");
  const close = element("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", ui.close);
  close.addEventListener("click", () => setTriggerValue("close", performance.now()));
  const kind = element("p", "kind");
  kind.append(symbols.svg(card.category, card.status, 24, data.theme), element("span", "", card.category_label));
  head.append(kind, close);

  const title = element("h2", "", card.title);
  title.tabIndex = -1;
  const facts = element("dl");
  const fact = (name, ...values) => {
    const shown = values.filter(Boolean);
    if (!shown.length) return;
    const dd = element("dd");
    shown.forEach((v, n) => dd.append(element("span", n ? "soft" : "", v)));
    facts.append(element("dt", "", name), dd);
  };
  fact(ui.when, card.when, `${card.zone} · ${card.when_note}`);
  fact(ui.where, card.where, card.where_note);
  fact(ui.also, card.other_places.join(" · "));
  fact(ui.status, card.status_label, card.status_help);
  fact(ui.building, card.occupation);
  fact(ui.actors, card.actors.join(" · "));

  const nodes = [head, title, facts];
  const summary = element("p", "summary", card.summary);
  nodes.push(summary);
  if (card.basis_note) nodes.push(element("p", "hint", card.basis_note));
  if (card.figures.length) nodes.push(element("h3", "", ui.figures), figures(card.figures));
  if (card.note) {
    const note = element("details", "note");
    const text = element("p", "", card.note);
    text.lang = card.note_lang;
    note.append(element("summary", "", ui.note), text);
    nodes.push(note);
  }
  nodes.push(element("h3", "", `${ui.sources} (${card.sources.length})`), sources(card.sources));
  if (card.check.line) nodes.push(checked(card.check, ui));
  if (card.related.length) nodes.push(element("h3", "", ui.related), related(card.related, (id) => setTriggerValue("open", { event: id, at: performance.now() })));
  root.replaceChildren(...nodes);
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", ui.detail);
  root.onkeydown = (e) => { if (e.key === "Escape") setTriggerValue("close", performance.now()); };
  if (moved) { root.scrollTop = 0; title.focus({ preventScroll: true }); }
}

function figures(list) {
  const ul = element("ul", "figures");
  for (const f of list) {
    const li = element("li", f.retracted ? "retracted" : "");
    const line = element("p");
    line.append(element("b", "", f.value), element("span", "", f.what));
    li.append(line, element("small", "", `${f.claimant}, ${f.claimed}`));
    if (f.status) li.append(element("small", "fate", f.status));
    ul.append(li);
  }
  return ul;
}

function sources(list) {
  const ol = element("ol", "sources");
  for (const s of list) {
    const li = element("li");
    const link = element("a", "", s.title || s.publisher);
    if (/^https?:\/\//.test(s.url)) link.href = s.url; /* nothing else becomes a link */
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    if (s.lang) link.lang = s.lang;
    li.append(link, element("small", "", [s.title ? s.publisher : "", s.published, s.kind, s.language, s.same].filter(Boolean).join(" · ")));
    ol.append(li);
  }
  return ol;
}

function checked(check, ui) {
  const box = element("details", "note check");
  const note = element("p", "", check.note);
  note.lang = check.note_lang;
  const method = element("a", "", ui.method);
  method.href = ui.method_href;
  method.target = "_self";
  const more = element("p");
  more.append(method);
  box.append(element("summary", "", check.line), note, more);
  return box;
}

function related(list, open) {
  const ul = element("ul", "related");
  for (const r of list) {
    const li = element("li");
    const button = element("button");
    button.type = "button";
    button.dataset.event = r.id;
    button.append(element("small", "", `${r.how} · ${r.when}`), element("span", "", r.title));
    button.addEventListener("click", () => open(r.id));
    li.append(button);
    ul.append(li);
  }
  return ul;
}
