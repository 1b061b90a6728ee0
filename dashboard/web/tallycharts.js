/* The charts that follow the brush: the bars of the places and the table of regions by day, as HTML that can be read and walked.
   Bars are buttons in a list, cells are buttons in a table; a button picks what its chart stands for. */

const { element, number } = globalThis.QantarTools;

/* Draw `made` (of QantarTallies) of `kind` "places" or "matrix" into `root`, unless it stands there already. `chosen` is the
   number of the open event or null; `pick` is called with a piece of an address. */
export function fillTally(root, { kind, made, tallies, texts, theme, chosen, pick }) {
  const outline = kind === "matrix" && chosen !== null ? cellOf(chosen, made, tallies) : "";
  const state = JSON.stringify([made, tallies.lang, theme, outline]);
  if (root.dataset.state === state) return;
  root.dataset.state = state;
  root.lang = tallies.lang;
  root.dataset.kind = kind;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", made.head);
  const style = tallies.columns.style;
  const draw = { tallies, texts, theme, style, outline };
  const nodes = !made.rows.length ? [element("p", "empty", texts.ui.empty)]
    : kind === "places" ? [bars(made, draw), key(made, draw)] : [table(made, draw)];
  if (made.note) nodes.push(element("p", "note", made.note));
  keepFocus(root, () => root.replaceChildren(...nodes));
  root.onclick = (e) => {
    const button = e.target.closest("button[data-pick]");
    if (button) pick(button.dataset.pick);
  };
  root.onkeydown = (e) => walk(root, e);
}

/* The name by which a cell is known: "region day". */
const cellName = (row, day) => `${row.key} ${day.minute}`;

function cellOf(event, made, tallies) {
  const { places, regions, events } = tallies.columns;
  const key = regions[places.region[events.place[event]]], minute = tallies.dayOf(event);
  const row = made.rows.find((r) => r.key === key), day = made.days.find((d) => d.minute === minute);
  return row && day ? cellName(row, day) : "";
}

/* What had the focus has it again, if it is still there. */
function keepFocus(root, change) {
  const name = root.getRootNode().activeElement?.dataset.name;
  change();
  if (name === undefined) return;
  [...root.querySelectorAll("button")].find((b) => b.dataset.name === name)?.focus({ preventScroll: true });
}

/* A button that picks, or the same without a click where there is nothing to pick. */
function mark(name, pick, label, title) {
  const node = element(pick ? "button" : "span", "mark");
  if (pick) {
    node.type = "button";
    node.dataset.pick = pick;
    node.dataset.name = name;
  } else {
    node.setAttribute("role", "img");
  }
  node.setAttribute("aria-label", label);
  node.title = title;
  return node;
}

/* A name in at most two lines. */
function named(tag, name) {
  const node = element(tag, "name");
  node.append(element("span", "", name));
  return node;
}

/* --- places ------------------------------------------------------------------------------------------------------------ */

function bars({ rows, most }, { tallies, texts, theme, style }) {
  const { lang } = tallies;
  const list = element("ul", "bars");
  for (const row of rows) {
    const parts = row.families.map((n, k) => [n, k]).filter(([n]) => n);
    const told = parts.map(([n, k]) => `${texts.families[k]}: ${number(n, lang)}`);
    const head = `${row.name}: ${number(row.total, lang)}`;
    const bar = mark(row.key, row.pick, [head, ...told].join("; "), [head, ...told].join("\n"));
    const track = element("span", "track");
    for (const [n, k] of parts) {
      const part = element("span", "part");
      part.style.cssText = `width:${((n / most) * 100).toFixed(3)}%;background:${style.families[k][theme]}`;
      track.append(part);
    }
    track.append(element("span", "number", number(row.total, lang)));
    bar.append(named("span", row.name), track);
    const item = element("li");
    item.append(bar);
    list.append(item);
  }
  return list;
}

/* What the colours say; the shapes are those of the map. */
function key({ rows }, { texts, theme, style }) {
  const symbols = new globalThis.QantarSymbols(style);
  const box = element("p", "key");
  style.families.forEach((family, k) => {
    if (!rows.some((row) => row.families[k])) return;
    const entry = element("span");
    entry.append(symbols.shape(family, 14, theme), texts.families[k]);
    box.append(entry);
  });
  return box;
}

/* --- regions by day ---------------------------------------------------------------------------------------------------- */

function table({ days, rows, most }, { tallies, texts, theme, style, outline }) {
  const { lang } = tallies;
  const node = element("table");
  const head = element("tr");
  head.append(element("td"));
  for (const day of days) {
    const cell = element("th", "");
    cell.scope = "col";
    cell.append(element("span", "label", day.label), element("span", "hidden", day.name));
    cell.firstChild.setAttribute("aria-hidden", "true");
    head.append(cell);
  }
  node.append(head);
  for (const row of rows) {
    const line = element("tr");
    const name = named("th", row.name);
    name.scope = "row";
    name.title = row.name;
    line.append(name);
    days.forEach((day, k) => line.append(cell(row, day, row.cells[k], row.picks[k])));
    node.append(line);
  }
  const first = node.querySelector("button");
  if (first) first.tabIndex = 0;
  return node;

  function cell(row, day, n, pick) {
    const box = element("td");
    if (cellName(row, day) === outline) box.setAttribute("aria-current", "true");
    if (!n) return box;
    const said = [row.name, day.name, tallies.said(texts.count, n)];
    const button = mark(cellName(row, day), pick, said.join(", "), said.join("\n"));
    const { share, ink } = tallies.shade(n, most, theme);
    button.textContent = number(n, lang);
    button.tabIndex = -1; /* one stop of the tab key for the table; arrows go on from there */
    button.style.cssText = `background:color-mix(in srgb, ${style.shades[theme].colour} ${(share * 100).toFixed(2)}%, ${style.surface[theme]});color:${(ink ? style.ink : style.surface)[theme]}`;
    box.append(button);
    return box;
  }
}

/* --- keys -------------------------------------------------------------------------------------------------------------- */

/* Arrows go to the next button that way: in the table by row and column, in the list up and down. */
function walk(root, e) {
  const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[e.key];
  const here = root.getRootNode().activeElement;
  if (!step || !here?.dataset.pick) return;
  const lines = [...root.querySelectorAll("tr, li")].map((line) => [...line.children]);
  const row = lines.findIndex((cells) => cells.some((c) => c.contains(here)));
  const column = lines[row].findIndex((c) => c.contains(here));
  for (let r = row + step[0], c = column + step[1]; lines[r]?.[c]; r += step[0], c += step[1]) {
    const next = lines[r][c].querySelector("button");
    if (!next) continue;
    e.preventDefault();
    if (here.tabIndex === 0 && root.dataset.kind === "matrix") [here.tabIndex, next.tabIndex] = [-1, 0];
    next.focus();
    return;
  }
}
