/* The key under the map: a line of families and statuses, and folded away every symbol. Always the same rows, so that the map
   keeps its size; what is not on the map is dimmed. */
(function (root) {
  "use strict";

  const { element } = globalThis.QantarTools;

  class QantarLegend {
    /* `resized` is called when the height of the key has changed */
    constructor(box, symbols, resized) {
      this._symbols = symbols;
      this._narrow = box.clientWidth <= 640; /* a telephone shows the families only until the key is unfolded */
      this._foot = box.appendChild(element("footer", "qantar-foot"));
      this._brief = this._foot.appendChild(element("ul", "brief"));
      this._key = this._foot.appendChild(element("details"));
      this._credit = this._foot.appendChild(element("p"));
      /* key and sources stand under the map, never on it: the map takes what is left of the frame */
      this._measure = () => {
        document.documentElement.style.setProperty("--foot", `${this._foot.offsetHeight}px`);
        resized();
      };
      new ResizeObserver(this._measure).observe(this._foot);
    }

    /* `present`: { categories, statuses } as sets of numbers */
    say(texts, style, theme, scene, present) {
      const { ui } = texts;
      this._credit.textContent = `${ui.credit} · ${ui.boundaries}`;
      const row = (icon, text, help, here = true) => {
        const item = element("li", here ? "" : "absent");
        item.append(icon, element("span", "", text));
        if (help) item.title = help;
        return item;
      };
      const swatch = (cls, colour) => {
        const node = element("i", `qantar-swatch ${cls}`);
        if (colour) node.style.setProperty("--c", colour);
        return node;
      };
      const svg = (category, status) => this._symbols.svg(category, status, 18, theme);
      const of = (family) => style.categories.map((c, i) => (c.family === family ? i : -1)).filter((i) => i >= 0);
      const statuses = () => texts.statuses.map((name, s) => row(svg(1, s), name, texts.status_help[s], present.statuses.has(s)));
      this._brief.replaceChildren(
        ...style.families.map((f, k) => row(this._symbols.shape(f, 16, theme), texts.families[k], "", of(f.id).some((c) => present.categories.has(c)))),
        ...(this._narrow ? [] : statuses()),
      );
      const list = element("ul");
      texts.categories.forEach((name, c) => list.append(row(svg(c, 0), name, "", present.categories.has(c))));
      if (this._narrow) list.append(...statuses());
      list.append(row(swatch("ring"), ui.legend_count), row(swatch("hatch"), ui.legend_precision));
      if (scene !== "csto" && scene !== "kazakhstan" && scene !== "figures") {
        for (const state of Object.keys(style.occupations)) {
          list.append(row(swatch(`plan ${state}`, style.occupations[state][theme]), texts.occupations[state]));
        }
      }
      if (scene === "csto") list.append(row(swatch("member"), ui.legend_member), row(swatch("arc"), ui.legend_arc));
      this._key.replaceChildren(element("summary", "", ui.all_symbols), list);
      this._measure();
    }
  }

  root.QantarLegend = QantarLegend;
})(globalThis);
