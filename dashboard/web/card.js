/* The card of one event (dashboard/views/card.py): what, when, where, status, who, figures, sources. Texts only, never markup;
   the same card in the app and in embeds. */
(function (root) {
  "use strict";

  const { element } = globalThis.QantarTools;
  const { figures, sources } = globalThis.QantarClaims;

  /* act: { close(), open(id), statement(id) }; without open or statement what they lead to is told, not offered.
     Returns whether another event than before is shown. */
  function fill(box, { card, ui, lang, theme, style, act }) {
    const symbols = new globalThis.QantarSymbols(style);
    const moved = box.dataset.event !== card.id;
    box.dataset.event = card.id;
    box.lang = lang;
    const title = element("h2", "", card.title);
    title.tabIndex = -1;
    const nodes = [head(card, ui, symbols, theme, act.close), title, facts(card, ui), element("p", "summary", card.summary)];
    if (card.basis_note) nodes.push(element("p", "hint", card.basis_note));
    if (card.figures.length) nodes.push(element("h3", "", ui.figures), figures(card.figures));
    if (card.note) nodes.push(folded("note", ui.note, text(card.note, card.note_lang)));
    nodes.push(element("h3", "", `${ui.sources} (${card.sources.length})`), sources(card.sources));
    if (card.check.line) nodes.push(checked(card.check, ui));
    if (card.told.length) nodes.push(element("h3", "", ui.told), told(card.told, act.statement));
    if (card.related.length) nodes.push(element("h3", "", ui.related), related(card.related, act.open));
    box.replaceChildren(...nodes);
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", ui.detail);
    box.onkeydown = (e) => { if (e.key === "Escape") act.close(); };
    if (!moved) return false;
    box.scrollTop = 0;
    title.focus({ preventScroll: true });
    return true;
  }

  function head(card, ui, symbols, theme, close) {
    const row = element("header");
    const button = element("button", "close", "×");
    button.type = "button";
    button.setAttribute("aria-label", ui.close);
    button.addEventListener("click", close);
    const kind = element("p", "kind");
    kind.append(symbols.svg(card.category, card.status, 24, theme), element("span", "", card.category_label));
    row.append(kind, button);
    return row;
  }

  function facts(card, ui) {
    const list = element("dl");
    const fact = (name, ...values) => {
      const shown = values.filter(Boolean);
      if (!shown.length) return;
      const dd = element("dd");
      shown.forEach((v, n) => dd.append(element("span", n ? "soft" : "", v)));
      list.append(element("dt", "", name), dd);
    };
    fact(ui.when, card.when, `${card.zone} · ${card.when_note}`);
    fact(ui.where, card.where, card.where_note);
    fact(ui.also, card.other_places.join(" · "));
    fact(ui.status, card.status_label, card.status_help);
    fact(ui.building, card.occupation);
    fact(ui.actors, card.actors.join(" · "));
    return list;
  }

  function text(said, lang) {
    const p = element("p", "", said);
    p.lang = lang;
    return p;
  }

  function folded(className, label, ...inside) {
    const box = element("details", className);
    box.append(element("summary", "", label), ...inside);
    return box;
  }

  function checked(check, ui) {
    const inside = [text(check.note, check.note_lang)];
    if (ui.method_href) {
      const method = element("a", "", ui.method);
      method.href = ui.method_href;
      method.target = "_self";
      const more = element("p");
      more.append(method);
      inside.push(more);
    }
    return folded("note check", check.line, ...inside);
  }

  /* A list: what is small, what is large, and what a click does, if anything. `rows`: [{ key, small, text, lang, act }] */
  function choices(className, rows) {
    const ul = element("ul", className);
    for (const row of rows) {
      const li = element("li");
      const item = element(row.act ? "button" : "div");
      if (row.act) {
        item.type = "button";
        item.addEventListener("click", row.act);
      }
      Object.assign(item.dataset, row.key);
      const said = element("span", "", row.text);
      if (row.lang) said.lang = row.lang;
      item.append(element("small", "", row.small), said);
      li.append(item);
      ul.append(li);
    }
    return ul;
  }

  /* Where the article speaks of the event. */
  function told(list, open) {
    return choices("related told", list.map((s) => ({ key: { statement: s.id }, small: s.verdict, text: `«${s.span}»`, lang: "el", act: open && (() => open(s.id)) })));
  }

  function related(list, open) {
    return choices("related", list.map((r) => ({ key: { event: r.id }, small: `${r.how} · ${r.when}`, text: r.title, act: open && (() => open(r.id)) })));
  }

  root.QantarCard = { fill };
})(globalThis);
