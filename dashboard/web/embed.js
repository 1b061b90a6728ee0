/* The page of an embed, without server, storage or third party. What belongs to it comes as scripts that call
   QantarEmbed.take(name, value): a classic script is loaded from any static host, in a sandbox of opaque origin and from
   the disk, where a fetch would not be. Of the address only `theme` is read here (web/frame.js reads the frame's id). */
(function (root) {
  "use strict";

  const page = document.documentElement;
  const waiting = new Map(); /* name -> { promise, resolve } */
  const slot = (name) => {
    if (!waiting.has(name)) {
      const made = {};
      made.promise = new Promise((resolve) => { made.resolve = resolve; });
      waiting.set(name, made);
    }
    return waiting.get(name);
  };

  /* The value of the script at `path`, which is fetched once; `name` is what it calls itself. One that calls nothing has none. */
  function load(path, name) {
    const { promise } = slot(name);
    if (!document.querySelector(`script[data-name="${CSS.escape(name)}"]`)) {
      const script = document.createElement("script");
      script.src = path;
      script.dataset.name = name;
      script.addEventListener("load", () => slot(name).resolve());
      document.head.append(script);
    }
    return promise;
  }

  /* `shared`: where the files of all embeds are, `own`: where those of this one are */
  const { shared, own, kind, name } = page.dataset;
  const frame = QantarFrame.start({ id: name });

  /* --- theme: the reader's, or the one the address asks for --- */

  const dark = matchMedia("(prefers-color-scheme: dark)");
  let asked = new URLSearchParams(location.search).get("theme");
  const themed = [];
  const theme = () => (asked === "light" || asked === "dark" ? asked : dark.matches ? "dark" : "light");
  function setTheme(wanted) {
    asked = wanted;
    if (wanted === "light" || wanted === "dark") page.dataset.theme = wanted;
    for (const act of themed) act(theme());
  }
  setTheme(asked);
  dark.addEventListener("change", () => setTheme(asked));
  frame.theme(setTheme);

  /* --- map --- */

  function map(data) {
    const { columns, texts, filter: spec, lang, ui } = data;
    unpack(columns.events);
    columns.events.reported ||= [];
    const box = document.querySelector(".map");
    const leaflet = L.map(box, { zoomControl: false, minZoom: 2, maxZoom: 18, zoomSnap: 0, wheelPxPerZoomLevel: 90, scrollWheelZoom: false });
    if (data.at) leaflet.setView([data.at[0], data.at[1]], data.at[2]);
    else leaflet.fitBounds(data.bounds, { animate: false, padding: [4, 4], maxZoom: 16 }); /* the ground of any other view, or of a zoom rounded down, would be fetched */
    polite(leaflet);
    const events = new L.QantarEvents({
      columns, texts: { [lang]: texts }, ground: data.ground, legend: document.querySelector(".keybox"), aloof: true,
      load: (name) => load(`${shared}ground/${name}.js`, `ground/${name}`),
      onSelect: (id) => open(id),
      onClose: () => close(),
    }).addTo(leaflet);
    const filter = new QantarFilter(columns, "");
    const state = { spec: { ...spec }, selected: null };
    const show = () => events.apply({ lang, theme: theme(), scene: data.scene, bounds: data.bounds, fit: 0, filter: state.spec, selected: state.selected });
    const list = document.querySelector(".list");
    const fill = () => QantarList.fill(list, { columns, texts, filter, spec: state.spec, data: { lang, theme: theme() }, open });
    const brush = new QantarTimeline(document.querySelector(".timeline"), { columns, filter, texts });
    const move = (from, to, known) => { state.spec = { ...state.spec, from, to, known }; };
    brush.onInput = (from, to, known, held) => { move(from, to, known); events.window(from, to, known, held); fill(); complete(); };
    brush.onChange = (from, to, known) => { move(from, to, known); events.window(from, to, known, false); fill(); };
    const draw = () => show().then(() => { brush.update({ spec: state.spec, theme: theme(), lang }); fill(); });
    themed.push(draw);
    draw().then(() => {
      if (data.at) leaflet.setView([data.at[0], data.at[1]], data.at[2], { animate: false });
      page.dataset.qantar = "drawn";
    });

    /* The texts of all events come with the first sign that somebody is here. */
    let completing = null;
    function complete() {
      completing ||= load(`${own}later.js`, "later").then((later) => {
        Object.assign(texts, { titles: later.titles, when: later.when, clock: later.clock, day: later.day, days: later.days, places: later.names });
        Object.assign(columns.events, { id: later.id, reported: later.reported });
        Object.assign(columns, { footprints: later.footprints, occupations: later.occupations, places: { ...columns.places, ...later.places } });
        events.completed();
        released(fill); /* a list made anew under a finger would lose the tap */
      });
      return completing;
    }
    for (const sign of ["pointerover", "pointerdown", "focusin", "keydown"]) document.addEventListener(sign, complete, { once: true, passive: true });
    list.addEventListener("scroll", complete, { once: true, passive: true });

    /* The card lies over the list: nothing else moves. */
    const card = document.querySelector(".card");
    let from = null;
    function open(id) {
      if (!id) { complete(); return; }
      if (card.hidden) from = document.activeElement;
      state.selected = id;
      Promise.all([load(`${shared}card.js`, "card.js"), load(`${shared}cards/${lang}/${id}.js`, `cards/${lang}/${id}`)]).then(([, told]) => {
        if (state.selected !== id) return;
        card.hidden = false;
        QantarCard.fill(card, { card: told, ui, lang, theme: theme(), style: columns.style, act: { close } });
        show();
      });
    }
    function close() {
      state.selected = null;
      if (!card.hidden && from?.isConnected) from.focus({ preventScroll: true });
      card.hidden = true;
      delete card.dataset.event;
      show();
    }

    frame.visible((seen) => { if (!seen && brush.playing) brush.pause(); });
  }

  /* Undo what dashboard/publish/firstlook.py does to make the numbers small. */
  function unpack(events) {
    for (let i = 0, at = 0; i < events.start.length; i++) {
      at += events.start[i];
      events.start[i] = at;
      events.end[i] += at;
    }
  }

  /* Do it once no button or finger is down. */
  let down = 0;
  const due = [];
  const free = (e) => { down = Math.max(0, down + (e.type === "pointerdown" ? 1 : -1)); if (!down) setTimeout(() => { while (!down && due.length) due.shift()(); }); };
  for (const type of ["pointerdown", "pointerup", "pointercancel"]) document.addEventListener(type, free, true);
  function released(act) { if (down) due.push(act); else act(); }

  /* A page is scrolled through: the wheel and one finger belong to it until the reader has taken the map in hand. */
  function polite(leaflet) {
    const box = leaflet.getContainer();
    const coarse = matchMedia("(pointer: coarse)").matches;
    const give = () => { leaflet.scrollWheelZoom.enable(); leaflet.dragging.enable(); box.style.touchAction = ""; };
    const take = () => { leaflet.scrollWheelZoom.disable(); if (coarse) { leaflet.dragging.disable(); box.style.touchAction = "pan-x pan-y"; } };
    take();
    box.addEventListener("click", give);
    box.addEventListener("focusout", take);
    box.addEventListener("mouseleave", () => { leaflet.scrollWheelZoom.disable(); });
    document.addEventListener("pointerdown", (e) => { if (!box.contains(e.target)) take(); });
  }

  /* --- chart: a picture until somebody asks for more --- */

  function chart() {
    const more = document.querySelector(".more");
    const picture = document.querySelector("picture");
    const still = () => {
      /* the picture follows the reader's theme by itself; a theme of the address is put in its place */
      for (const part of picture.children) {
        for (const name of ["src", "srcset"]) {
          if (part[name] && asked && asked !== "auto") part[name] = part[name].replace(/-(light|dark)\.svg/, `-${theme()}.svg`);
        }
      }
    };
    themed.push(still);
    still();
    more.classList.add("ready");
    more.addEventListener("click", () => {
      more.disabled = true;
      Promise.all([load(`${shared}plotly.js`, "plotly.js"), load(`${own}figure.js`, "figure")]).then(([, figure]) => {
        const live = document.querySelector(".live");
        const paint = () => Plotly.react(live, figure[theme()].data, figure[theme()].layout, { displayModeBar: false, responsive: true });
        live.hidden = false;
        picture.hidden = true;
        more.classList.remove("ready");
        paint().then(() => { page.dataset.qantar = "live"; live.focus(); });
        themed.push(paint);
      });
    });
    page.dataset.qantar = "drawn";
  }

  root.QantarEmbed = { take: (name, value) => slot(name).resolve(value) };

  if (kind === "map") load(`${own}first.js`, "first").then(map);
  else if (kind === "chart") chart();
  else page.dataset.qantar = "drawn";
})(globalThis);
