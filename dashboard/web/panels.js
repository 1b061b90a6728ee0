/* The time brush, the event list, the detail card and the charts of the window around the map. They get ids and texts, never markup, and tell the app
   what was chosen. Each is rendered into a shadow root that the app gives it. */
import "./symbols.js";
import "./filter.js";
import "./clock.js";
import "./timeline.js";
import "./tallies.js";
import "./sentence.js";
import { figures, fillArticle, sources } from "./article.js";
import { fillTally } from "./tallycharts.js";
import { showWindow } from "./windows.js";

const { counted, element, number } = globalThis.QantarTools;

const cache = new Map();
const once = (url) => {
  if (!cache.has(url)) cache.set(url, fetch(url).then((r) => r.json()));
  return cache.get(url);
};

/* One filter for brush and list; the map's frame has its own. */
let shared = null;
async function filterOf(base, spec) {
  const columns = await once(`${base}layer/columns.json`);
  shared ||= new globalThis.QantarFilter(columns, base);
  await shared.ready(spec);
  return [columns, shared];
}

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
const PHONE = "(max-width: 640px)"; /* as in panels.css */

/* The map's frame: of the same origin, so that the brush moves it in the same frame of the screen. */
function mapOf() {
  const frame = [...document.querySelectorAll("iframe")].find((f) => f.src.includes("streamlit_folium"));
  try { return frame?.contentWindow.qantar || null; } catch { return null; }
}

/* data: { base, lang, theme, filter } */
export async function renderTimeline({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement, data.base, "timeline");
  newest.set(root, data);
  const [[columns, filter], texts] = await Promise.all([filterOf(data.base, data.filter), once(`${data.base}layer/texts.${data.lang}.json`)]);
  if (newest.get(root) !== data) return;
  if (!root.brush || root.lang !== data.lang) {
    root.lang = data.lang;
    root.brush?.pause(true);
    root.brush = new globalThis.QantarTimeline(root, { columns, filter, texts });
  }
  root.brush.onInput = (from, to, known, held) => {
    moving = held ? { from, to, known } : null;
    mapOf()?.window(from, to, known, held);
    followers.forEach((follower) => follower({ from, to, known }, held));
    showWindow(from, to);
  };
  root.brush.onChange = (from, to, known) => setTriggerValue("window", { from, to, known });
  if (!root.brush.held && !root.brush.playing) showWindow(data.filter.from, data.filter.to);
  root.brush.update({ spec: { known: null, ...data.filter }, theme: data.theme, lang: data.lang });
}

/* What on the page shows the events of the window: it follows the brush without a run of the app. */
const followers = new Set();
let moving = null; /* the window while a hand or playback moves it: a run of the app that ends meanwhile knows an older one */

/* Call `show(spec, held)` now and with every window of the brush, instead of what `root` did before; `spec` is the filter. */
function follow(root, spec, show) {
  followers.delete(root.follower);
  let waiting = 0;
  root.follower = (moved, held) => { /* once in a frame is enough, and after the map */
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      if (root.isConnected) show({ ...spec, ...moved }, held);
      else followers.delete(root.follower);
    });
  };
  followers.add(root.follower);
  show({ ...spec, ...moving }, moving !== null);
}

/* data: { base, lang, theme, filter, selected (id or null), short } */
export async function renderList({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement, data.base, "list");
  newest.set(root, data);
  const [[columns, filter], texts] = await Promise.all([filterOf(data.base, data.filter), once(`${data.base}layer/texts.${data.lang}.json`)]);
  if (newest.get(root) !== data) return;
  const open = (id) => setTriggerValue("open", { event: id, at: performance.now() });
  follow(root, data.filter, (spec) => fillList(root, { columns, texts, filter, spec, data, open }));
  const before = root.querySelector('[aria-current="true"]');
  if (before) before.removeAttribute("aria-current");
  const chosen = data.selected && root.querySelector(`button[data-event="${CSS.escape(data.selected)}"]`);
  if (chosen) {
    chosen.setAttribute("aria-current", "true");
    if (before !== chosen) {
      const box = chosen.getBoundingClientRect(), frame = root.getBoundingClientRect();
      if (box.top < frame.top + 30 || box.bottom > frame.bottom) root.scrollTop += box.top - frame.top - 60;
    }
  }
}

const MOST_ROWS = 400; /* more are told, not listed */

function fillList(root, { columns, texts, filter, spec, data, open }) {
  const { events } = columns;
  const all = filter.select(spec), count = all.length;
  const shown = Array.from(count > 20 * MOST_ROWS ? all.subarray(0, MOST_ROWS) : all).sort((a, b) => a - b); /* of very many the first by start will do */
  root.classList.toggle("short", data.short);
  const state = `${count} ${shown} ${data.lang} ${data.theme}`;
  if (root.dataset.state === state) return;
  const symbols = new globalThis.QantarSymbols(columns.style);
  const top = root.scrollTop;
  const fresh = !root.dataset.state;
  root.dataset.state = state;
  root.lang = data.lang;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", texts.ui.list);
  const nodes = [sheetHandle(root, texts, count, data.lang)];
  let day = null, list = null;
  for (const i of shown.slice(0, MOST_ROWS)) {
    if (texts.day[i] !== day) {
      day = texts.day[i];
      nodes.push(element("h3", "", texts.days[day]));
      list = element("ul");
      nodes.push(list);
    }
    list.append(row(i, columns, texts, symbols, data.theme, () => open(events.id[i])));
  }
  if (count > MOST_ROWS) nodes.push(element("p", "empty", texts.ui.more.replace("{n}", number(count - MOST_ROWS, data.lang))));
  if (!shown.length) nodes.push(element("p", "empty", texts.ui.empty));
  root.replaceChildren(...nodes);
  if (!fresh) root.scrollTop = Math.min(top, root.scrollHeight);
  root.onkeydown = (e) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step) return;
    const buttons = [...root.querySelectorAll("li button")];
    const next = buttons[buttons.indexOf(root.getRootNode().activeElement) + step];
    if (next) { e.preventDefault(); next.focus(); }
  };
}

/* On a phone the list is a sheet at the foot of the screen; this bar pulls it up. Elsewhere it is not shown. */
function sheetHandle(root, texts, count, lang) {
  const bar = element("button", "sheet", counted(texts.count, count, lang));
  bar.type = "button";
  bar.setAttribute("aria-expanded", root.classList.contains("open"));
  bar.addEventListener("click", () => bar.setAttribute("aria-expanded", root.classList.toggle("open")));
  return bar;
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

/* data: { base, lang, theme, filter, selected (id or null), chart ("places" or "matrix") } */
export async function renderTally({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement, data.base, "tally");
  newest.set(root, data);
  const [[columns, filter], texts] = await Promise.all([filterOf(data.base, data.filter), once(`${data.base}layer/texts.${data.lang}.json`)]);
  if (newest.get(root) !== data) return;
  const tallies = new globalThis.QantarTallies(columns, filter, texts, data.lang);
  const at = columns.events.id.indexOf(data.selected), chosen = at < 0 ? null : at;
  const pick = (query) => setTriggerValue("pick", { query, at: performance.now() });
  follow(root, data.filter, (spec) => {
    const made = tallies[data.chart](spec);
    fillTally(root, { kind: data.chart, made, tallies, texts, theme: data.theme, chosen, pick });
  });
}

/* data: { base, lang, theme, filter, text (the sentence), qualities (what in it does not depend on the window) } */
export async function renderSentence({ parentElement, data }) {
  const root = rootOf(parentElement, data.base, "sentence");
  newest.set(root, data);
  const line = root.querySelector("p") || root.appendChild(element("p", "qantar-sentence"));
  line.lang = data.lang;
  line.setAttribute("role", "status");
  const say = (text, held) => {
    line.setAttribute("aria-busy", held); /* read out once the hand rests */
    if (line.textContent !== text) line.textContent = text;
  };
  if (!moving) say(data.text, false);
  const [[columns, filter], texts] = await Promise.all([filterOf(data.base, data.filter), once(`${data.base}layer/texts.${data.lang}.json`)]);
  if (newest.get(root) !== data) return;
  const clock = new globalThis.QantarClock(columns.zone, texts.time);
  follow(root, data.filter, (spec, held) => {
    say(globalThis.QantarSentence(texts, clock, spec, filter.select(spec).length, data.qualities, data.lang), held);
  });
}

/* data: { base, lang, theme, statement, ui } */
export async function renderArticle({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement, data.base, "article");
  newest.set(root, data);
  root.dataset.theme = data.theme;
  const article = await once(`${data.base}layer/article.${data.lang}.json`);
  if (newest.get(root) !== data) return;
  const tell = (what) => setTriggerValue("act", { ...what, at: performance.now() });
  const show = (chosen) => fillArticle(root, {
    article, ui: data.ui, lang: data.lang, chosen,
    act: {
      choose: (id) => { show(id || ""); tell({ statement: id }); }, /* at once; the app follows */
      toll: () => tell({ toll: true }),
      known: () => tell({ known: true }),
    },
  });
  show(data.statement);
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
  if (card.told.length) nodes.push(element("h3", "", ui.told), told(card.told, (id) => setTriggerValue("statement", { id, at: performance.now() })));
  if (card.related.length) nodes.push(element("h3", "", ui.related), related(card.related, (id) => setTriggerValue("open", { event: id, at: performance.now() })));
  root.replaceChildren(...nodes);
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", ui.detail);
  root.onkeydown = (e) => { if (e.key === "Escape") setTriggerValue("close", performance.now()); };
  if (!moved) return;
  root.scrollTop = 0;
  title.focus({ preventScroll: true });
  if (matchMedia(PHONE).matches) { /* the card stands under the brush there: bring it before the eyes, and put the list away */
    document.querySelectorAll(".st-key-sidebox *").forEach((n) => n.shadowRoot?.querySelector(".list.open .sheet")?.click());
    root.scrollIntoView({ block: "start" });
  }
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

/* A list of buttons: what is small, what is large, and what a click does. `rows`: [{ key, small, text, lang, act }] */
function choices(className, rows) {
  const ul = element("ul", className);
  for (const row of rows) {
    const li = element("li");
    const button = element("button");
    button.type = "button";
    Object.assign(button.dataset, row.key);
    const text = element("span", "", row.text);
    if (row.lang) text.lang = row.lang;
    button.append(element("small", "", row.small), text);
    button.addEventListener("click", row.act);
    li.append(button);
    ul.append(li);
  }
  return ul;
}

/* Where the article speaks of the event. */
function told(list, open) {
  return choices("related told", list.map((s) => ({ key: { statement: s.id }, small: s.verdict, text: `«${s.span}»`, lang: "el", act: () => open(s.id) })));
}

function related(list, open) {
  return choices("related", list.map((r) => ({ key: { event: r.id }, small: `${r.how} · ${r.when}`, text: r.title, act: () => open(r.id) })));
}

/* Tells the app once that the reader has come near the charts. */
export function watchSight({ parentElement, setTriggerValue }) {
  const mark = parentElement.querySelector("div") || parentElement.appendChild(element("div"));
  if (mark.watched) return;
  mark.watched = true;
  mark.style.minHeight = "2px";
  let waiting = 0;
  const watcher = new IntersectionObserver((entries) => {
    clearTimeout(waiting);
    if (!entries[entries.length - 1].isIntersecting) return;
    /* still there a moment later: not only passing by while the page takes its shape */
    waiting = setTimeout(() => {
      watcher.disconnect();
      setTriggerValue("seen", performance.now());
    }, 300);
  }, { rootMargin: "0px 0px -80px 0px" }); /* a glimpse is not enough: with the charts comes Plotly */
  watcher.observe(mark);
}
