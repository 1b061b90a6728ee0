/* The time brush, the event list, the detail card and the charts of the window around the map. They get ids and texts, never markup, and tell the app
   what was chosen. Each is rendered into a shadow root that the app gives it. */
import "./symbols.js";
import "./filter.js";
import "./clock.js";
import "./timeline.js";
import "./list.js";
import "./claims.js";
import "./card.js";
import "./tallies.js";
import "./sentence.js";
import { fillArticle } from "./article.js";
import { fillPresenter } from "./presenter.js";
import { fillTally } from "./tallycharts.js";
import { showWindow } from "./windows.js";

const { element } = globalThis.QantarTools;

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

const OWN_STYLES = { article: ["article"], sentence: ["apppanels"], tally: ["apppanels"], presenter: ["apppanels"] };

function rootOf(parent, base, name) {
  let root = parent.querySelector(`.${name}`);
  if (!root) {
    root = element("div", name);
    const styles = ["panels", ...(OWN_STYLES[name] || [])];
    for (const file of styles) {
      const style = element("link");
      style.rel = "stylesheet";
      style.href = `${base}web/${file}.css`;
      parent.append(style);
    }
    parent.append(root);
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
  follow(root, data.filter, (spec) => globalThis.QantarList.fill(root, { columns, texts, filter, spec, data, open }));
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
  const moved = globalThis.QantarCard.fill(root, {
    ...data, style: columns.style,
    act: {
      close: () => setTriggerValue("close", performance.now()),
      open: (id) => setTriggerValue("open", { event: id, at: performance.now() }),
      statement: (id) => setTriggerValue("statement", { id, at: performance.now() }),
    },
  });
  if (moved && matchMedia(PHONE).matches) { /* the card stands under the brush there: bring it before the eyes, and put the list away */
    document.querySelectorAll(".st-key-sidebox *").forEach((n) => n.shadowRoot?.querySelector(".list.open .sheet")?.click());
    root.scrollIntoView({ block: "start" });
  }
}

/* data: { base, scenes, scene, ui } */
export function renderPresenter({ parentElement, data, setTriggerValue }) {
  fillPresenter(rootOf(parentElement, data.base, "presenter"), data, setTriggerValue);
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
