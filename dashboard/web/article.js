/* The reading view: the article with its statements marked by verdict, each a button; the chosen one unfolds a note right
   behind itself. Rendered into a shadow root that the app gives it; texts only, never markup. */
import "./symbols.js";
import "./claims.js";

const { element } = globalThis.QantarTools;
const { figures, sources } = globalThis.QantarClaims;

const SIGNS = ["✓", "≈", "✗", "?", "“"]; /* in the order of the verdicts: told by sign and pattern, not by colour alone */

/* root: an element; article: views/article.py; ui: words; chosen: id or ""; act: { choose(id or null), toll(), known() } */
export function fillArticle(root, { article, ui, chosen, lang, act }) {
  const state = JSON.stringify([lang, chosen]);
  if (root.dataset.state === state) return;
  const fresh = !root.dataset.state;
  const top = root.scrollTop;
  root.dataset.state = state;
  root.lang = lang;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", ui.article);
  root.replaceChildren(counts(article), element("p", "written", article.written), ...text(article, ui, chosen, act), after(article, ui, act));
  root.onkeydown = (e) => walk(e, root, act.choose);
  const open = root.querySelector(".note");
  if (!open) { root.scrollTop = fresh ? 0 : top; return; }
  const mark = root.querySelector('mark[aria-expanded="true"]');
  const bring = () => { root.scrollTop = Math.max(0, mark.offsetTop - 60); };
  bring();
  if (fresh) setTimeout(bring, 300); /* the style may come after the text */
  if (!fresh) mark.focus({ preventScroll: true });
}

function counts(article) {
  const list = element("ul", "counts");
  article.verdicts.forEach((v, k) => {
    const item = element("li", `v${k}`);
    item.title = v.help;
    item.append(element("b", "", v.n), element("span", "sign", SIGNS[k]), element("span", "", v.label));
    list.append(item);
  });
  return list;
}

/* The paragraphs, the chosen statement with its note. */
function text(article, ui, chosen, act) {
  const letters = Array.from(article.text); /* offsets count characters, not UTF-16 units */
  const found = [];
  let from = 0;
  for (const line of article.text.split("\n")) {
    const to = from + Array.from(line).length;
    if (line.trim()) {
      const node = element("div", "text");
      node.lang = "el";
      let at = from;
      for (const s of article.statements) {
        if (s.start < from || s.start >= to) continue;
        node.append(letters.slice(at, s.start).join(""));
        node.append(mark(s, letters.slice(s.start, s.end).join(""), article, s.id === chosen, act.choose));
        if (s.id === chosen) node.append(note(s, article, ui, act));
        at = s.end;
      }
      node.append(letters.slice(at, to).join(""));
      found.push(node);
    }
    from = to + 1;
  }
  return found;
}

function mark(s, span, article, open, choose) {
  const node = element("mark", `v${s.verdict}`, span);
  node.append(element("sup", "sign", SIGNS[s.verdict]));
  node.querySelector("sup").setAttribute("aria-hidden", "true");
  node.dataset.statement = s.id;
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  node.setAttribute("aria-expanded", open);
  node.setAttribute("aria-label", `${span} – ${article.verdicts[s.verdict].label}: ${s.gloss}`);
  node.title = `${article.verdicts[s.verdict].label}: ${s.gloss}`;
  node.addEventListener("click", () => choose(open ? null : s.id));
  return node;
}

/* Arrows go from statement to statement, Enter and space open or close, Escape closes. */
function walk(e, root, choose) {
  const marks = [...root.querySelectorAll("mark")];
  const here = marks.indexOf(root.getRootNode().activeElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
  if (step && here >= 0) marks[Math.max(0, Math.min(marks.length - 1, here + step))].focus();
  else if ((e.key === "Enter" || e.key === " ") && here >= 0) marks[here].click();
  else if (e.key === "Escape") choose(null);
  else return;
  e.preventDefault();
}

function note(s, article, ui, act) {
  const box = element("aside", `note v${s.verdict}`);
  box.lang = ui.lang;
  const head = element("header");
  const close = element("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", ui.close);
  close.addEventListener("click", () => act.choose(null));
  head.append(element("span", "sign", SIGNS[s.verdict]), element("b", "", article.verdicts[s.verdict].label), close);
  box.append(head, element("p", "gloss", s.gloss), element("p", "evidence", s.evidence));
  const where = [s.places.join(" · "), s.events || ui.no_event].filter(Boolean).join(" · ");
  box.append(element("p", "soft", where));
  if (s.figures.length) box.append(element("h3", "", ui.rests_on), figures(s.figures));
  if (s.said.length) box.append(element("h3", "", ui.said_by_then), figures(s.said));
  if (s.toll) box.append(button(ui.toll_then, act.toll));
  if (s.sources.length) box.append(element("h3", "", `${ui.sources} (${s.sources.length})`), sources(s.sources));
  return box;
}

function button(label, act) {
  const b = element("button", "jump", label);
  b.type = "button";
  b.addEventListener("click", act);
  return b;
}

/* What the article could not have known. */
function after(article, ui, act) {
  const box = element("details", "after");
  box.append(element("summary", "", ui.not_known), figures(article.after), button(ui.known_then, act.known));
  return box;
}
