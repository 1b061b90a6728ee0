/* The events in time order, day by day, as buttons. Texts only, never markup; the same list in the app and in embeds. */
(function (root) {
  "use strict";

  const { counted, element, number } = globalThis.QantarTools;

  const MOST_ROWS = 400; /* more are told, not listed */

  /* Fill `root` with what `spec` shows; data: { lang, theme, short }; open(id) is called with the event that was chosen. */
  function fill(root, { columns, texts, filter, spec, data, open }) {
    const { events } = columns;
    const all = filter.select(spec), count = all.length;
    const shown = Array.from(count > 20 * MOST_ROWS ? all.subarray(0, MOST_ROWS) : all).sort((a, b) => a - b); /* of very many the first by start will do */
    const told = shown.slice(0, MOST_ROWS).filter((i) => texts.titles[i]); /* an embed's later texts may still be on their way */
    root.classList.toggle("short", Boolean(data.short));
    const state = `${count} ${shown} ${told.length} ${data.lang} ${data.theme}`;
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
    for (const i of told) {
      if (texts.day[i] !== day) {
        day = texts.day[i];
        nodes.push(element("h3", "", texts.days[day]));
        list = element("ul");
        nodes.push(list);
      }
      list.append(row(i, columns, texts, symbols, data.theme, () => open(events.id[i])));
    }
    if (told.length < Math.min(count, MOST_ROWS)) nodes.push(element("p", "rest", "…"));
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

  root.QantarList = { fill };
})(globalThis);
