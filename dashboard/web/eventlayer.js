/* The one drawing of events: a Leaflet layer on a canvas. It is given all events once, as columns, and then only small
   messages that say which filter holds, in which language and theme, and which event is selected; filtering and drawing
   happen here, so a time brush can move the map in the same frame.
   A page without Python can use it as well: new L.QantarEvents({ base, onSelect }).addTo(map).apply(message). */
(function () {
  "use strict";

  const { element } = globalThis.QantarTools;

  const OUTLINES_FROM = 13;  /* zoom from which buildings have an outline */
  const REST = 160;          /* milliseconds after the last move of the brush until labels and numbers follow */

  const Events = L.QantarCanvas.extend({
    /* options: base (address of the files, ending in a slash) or columns and texts themselves; ground and load of the basemap;
       `legend`: where the key stands (the page's body); `aloof`: the page around the map is not ours, its address is left
       alone; onSelect(id), onClose() */
    initialize(options) {
      L.setOptions(this, options);
      this._base = options.base;
      this._onSelect = options.onSelect || (() => {});
      this._onClose = options.onClose || (() => {});
      this._texts = new Map(Object.entries(options.texts || {}).map(([lang, t]) => [lang, Promise.resolve(t)]));
      this._message = null;
      this._hover = null;
      this._cursor = -1; /* the event that the arrow keys have reached */
      this.zoomed = null;
      const columns = options.columns ? Promise.resolve(options.columns) : fetch(`${this._base}layer/columns.json`).then((r) => r.json());
      this._ready = columns.then((found) => {
        this._columns = found;
        this._symbols = new globalThis.QantarSymbols(found.style);
        this._filter = new globalThis.QantarFilter(found, this._base);
        this._paint = new globalThis.QantarPaint(found, this._symbols);
        this._arrange();
      });
    },

    /* What is made of the columns once: where symbols and outlines stand. */
    _arrange() {
      this._gatherer = new globalThis.QantarMarks(this._columns);
      this._footprints = new globalThis.QantarFootprints(this._columns);
    },

    onAdd(map) {
      this._basemap = new L.QantarBasemap({ base: this._base, ground: this.options.ground, load: this.options.load }).addTo(map);
      this.addCanvas(map, "overlayPane", "qantar-events");
      const box = map.getContainer();
      box.setAttribute("role", "application"); /* arrow keys have a meaning of their own here */
      map.keyboard.disable();
      box.tabIndex = 0;
      this._tip = box.appendChild(element("div", "qantar-tip"));
      this._panel = box.appendChild(element("section", "qantar-panel"));
      this._panel.hidden = true;
      this._live = document.body.appendChild(element("div", "qantar-live"));
      this._live.setAttribute("aria-live", "polite");
      L.DomEvent.disableClickPropagation(this._panel);
      L.DomEvent.disableScrollPropagation(this._panel);
      this._zoom = L.control.zoom({ position: "topleft", zoomInTitle: "", zoomOutTitle: "" }).addTo(map);
      this._scale = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 }).addTo(map);
      map.attributionControl.remove(); /* sources and boundary note stand under the map */
      map.on("moveend resize viewreset", this._moved, this);
      map.on("mousemove", this._move, this);
      map.on("mouseout", this._leave, this);
      map.on("click", this._click, this);
      map.on("moveend", this._remember, this);
      L.DomEvent.on(box, "keydown", this._key, this);
      new ResizeObserver(() => map.invalidateSize({ debounceMoveend: true })).observe(box);
    },

    /* Message: { lang, theme, scene, bounds (or nothing: those of the scene), fit, filter (see filter.js), selected (id or null) } */
    apply(message) {
      this._message = message;
      return Promise.all([this._ready.then(() => this._filter.ready(message.filter)), this._language(message.lang)])
        .then(() => {
          if (this._message !== message) return; /* a newer one came meanwhile */
          if (!this._held) this._spec = message.filter;
          this._selected = message.selected ? this._columns.events.id.indexOf(message.selected) : -1;
          if (this._selected >= 0) this._cursor = this._selected;
          document.documentElement.dataset.theme = message.theme;
          document.documentElement.lang = message.lang;
          Object.assign(this._basemap, { theme: message.theme, lang: message.lang, members: message.scene === "csto" });
          this._select();
          this._say();
          this._show(message);
          this._closePanel();
          this._basemap.redraw();
          this.redraw();
          this._remember();
          document.documentElement.dataset.qantar = "ready";
        });
    },

    /* Another window (minutes, null is open) or moment of knowledge, at once. While it is `held` messages do not overrule it. */
    window(from, to, known, held) {
      if (!this._spec) return;
      this._held = held;
      this._spec = { ...this._spec, from, to, known };
      this._select();
      this.redraw(true);
      clearTimeout(this._resting);
      this._resting = setTimeout(() => { this._say(); this.redraw(); }, REST);
    },

    /* Columns and texts have been completed by who gave them. */
    completed() {
      this._arrange();
      this.redraw();
    },

    /* How many events are shown. */
    count() {
      return this._shown ? this._shown.length : 0;
    },

    _select() {
      this._shown = this._filter.select(this._spec);
    },

    _language(lang) {
      if (!this._texts.has(lang)) {
        this._texts.set(lang, fetch(`${this._base}layer/texts.${lang}.json`).then((r) => r.json()));
      }
      return this._texts.get(lang).then((texts) => { this._t = texts; });
    },

    _say() {
      const { ui } = this._t;
      const box = this._map.getContainer();
      box.setAttribute("aria-label", `${ui.map}. ${ui.map_keys}`);
      const label = (selector, text) => {
        const node = box.querySelector(selector);
        if (node) { node.title = text; node.setAttribute("aria-label", text); }
      };
      label(".leaflet-control-zoom-in", ui.zoom_in);
      label(".leaflet-control-zoom-out", ui.zoom_out);
      this._announce(ui.shown.replace("{n}", new Intl.NumberFormat(this._message.lang).format(this.count())));
      const { category, status } = this._columns.events;
      const seen = new Uint8Array(256); /* categories from 0, statuses from 128 on */
      for (const i of this._shown) { seen[category[i]] = 1; seen[128 + status[i]] = 1; }
      const all = [...seen.keys()].filter((k) => seen[k]);
      const present = { categories: new Set(all.filter((k) => k < 128)), statuses: new Set(all.filter((k) => k >= 128).map((k) => k - 128)) };
      this._legend ||= new globalThis.QantarLegend(this.options.legend || document.body, this._symbols, () => this._map.invalidateSize({ animate: false }));
      this._legend.say(this._t, this._columns.style, this._message.theme, this._message.scene, present);
    },

    _announce(text) {
      if (this._live.textContent !== text) this._live.textContent = text;
    },

    /* --- where the map looks: a scene fits its bounds once; afterwards the reader's own view is kept in the address --- */

    _show(message) {
      const first = this.zoomed === null;
      if (!first && this.zoomed === message.fit) return;
      this.zoomed = message.fit;
      const kept = first && this._kept();
      if (kept) this._map.setView([kept[0], kept[1]], kept[2], { animate: false });
      else {
        this._own = false;
        this._fitting = true;
        this._map.fitBounds(message.bounds || this._columns.scenes[message.scene], { animate: false, padding: [4, 4], maxZoom: 16 });
        this._fitting = false;
      }
      this._own = Boolean(kept);
    },

    _kept() {
      if (this.options.aloof) return null;
      try {
        const at = new URLSearchParams(window.parent.location.search).get("at");
        const parts = (at || "").split(",").map(Number);
        const [lat, lon, zoom] = parts;
        const good = parts.length === 3 && parts.every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lon) <= 190 && zoom >= 2 && zoom <= 18;
        return at && good ? parts : null;
      } catch { return null; } /* a frame of another origin has no address to keep */
    },

    _remember(event) {
      if (this.zoomed === null || this._fitting || this.options.aloof) return;
      if (event) this._own = true;
      try {
        const url = new URL(window.parent.location.href);
        if (this._own) {
          const c = this._map.getCenter();
          url.searchParams.set("at", `${c.lat.toFixed(4)},${c.lng.toFixed(4)},${this._map.getZoom()}`);
        } else url.searchParams.delete("at");
        const next = url.href.replace(/%2C/g, ",").replace(/%3A/g, ":");
        if (next !== window.parent.location.href) window.parent.history.replaceState(window.parent.history.state, "", next);
      } catch { /* as above */ }
    },

    /* --- drawing ----------------------------------------------------------------------------------------------------- */

    _moved() {
      this._basemap.redraw();
      this.redraw();
    },

    /* Draw the events; the labels of the ground keep clear of them, but do not follow while time is `running`. */
    redraw(running) {
      const sheet = this._map && this._shown && this.beginDrawing();
      if (!sheet) return;
      const { ctx, size, pad, origin } = sheet;
      const map = this._map;
      const project = (lat, lon) => map.latLngToLayerPoint([lat, lon]).subtract(origin);
      this._pad = pad;
      const { symbols, dots } = this._gatherer.gather(this._shown, this._basemap.frame(sheet));
      this._marks = symbols;
      this._dots = dots;
      if (map.getZoom() >= OUTLINES_FROM) this._footprints.draw(ctx, project, this._message.theme, this._spec.from, this._spec.to);
      const paint = this._paint.with({
        theme: this._message.theme, zoom: map.getZoom(), texts: this._t, marks: symbols,
        hover: this._hover, selected: this._selected, cursor: this._cursor, stepping: this._stepping,
      });
      if (dots) paint.dots(sheet, dots);
      const arcs = this._message.scene === "csto" ? paint.arcs(ctx, project) : [];
      for (const mark of symbols) paint.precision(ctx, mark, size);
      for (const mark of [...symbols].reverse()) paint.mark(ctx, mark);
      const buttons = [pad.x, pad.y, pad.x + 50, pad.y + 84]; /* the zoom control, which lies over all */
      const scale = [pad.x, pad.y + size.y - 30, pad.x + 135, pad.y + size.y]; /* likewise */
      const boxes = [buttons, scale, ...symbols.map((m) => [m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r])];
      paint.captions(ctx, boxes, arcs, pad, size);
      if (!running) this._basemap.labels.redraw(boxes.map((b) => [b[0] - pad.x, b[1] - pad.y, b[2] - pad.x, b[3] - pad.y]));
    },

    /* --- pointing and choosing --- */

    _hit(point) {
      if (!this._marks) return null;
      const p = point.add(this._pad);
      let best = null, nearest = Infinity;
      for (const mark of this._marks) {
        const d = Math.hypot(mark.x - p.x, mark.y - p.y);
        if (d <= Math.max(mark.r + 3, 14) && d < nearest) { best = mark; nearest = d; }
      }
      return best || this._hitDot(p);
    },

    /* The nearest dot as a symbol with all events of its place. */
    _hitDot(p) {
      const dots = this._dots;
      if (!dots) return null;
      let nearest = 12 * 12, found = -1;
      for (let k = 0; k < dots.n; k++) {
        const dx = dots.x[k] - p.x, dy = dots.y[k] - p.y, d = dx * dx + dy * dy;
        if (d < nearest) { nearest = d; found = k; }
      }
      if (found < 0) return null;
      const place = dots.place[found];
      const events = [...this._shown].filter((i) => this._columns.events.place[i] === place).sort((a, b) => a - b);
      return { x: dots.x[found], y: dots.y[found], r: 4, events, places: [place] };
    },

    /* A canvas drawn before the last pan lies where the map has moved it. */
    _point(e) {
      const now = this._map.layerPointToContainerPoint(this._origin).add(this._pad);
      return e.containerPoint.subtract(now);
    },

    _move(e) {
      if (!this._corner) return;
      const mark = this._hit(this._point(e));
      this._map.getContainer().style.cursor = mark ? "pointer" : "";
      const first = mark ? mark.events[0] : null;
      if (first !== this._hover) {
        this._hover = first; /* marks are made anew at each drawing; their first event names them */
        this.redraw(true);
      }
      this._point_out(mark, e.containerPoint);
    },

    /* The tooltip of a symbol. */
    _point_out(mark, at) {
      const tip = this._tip;
      if (!mark) { tip.style.display = "none"; return; }
      const { events } = this._columns;
      if (mark.events.length === 1) {
        const i = mark.events[0];
        tip.replaceChildren(element("b", "", this._t.titles[i]), element("span", "", `${this._t.when[i]} · ${this._t.categories[events.category[i]]} · ${this._t.statuses[events.status[i]]}`));
      } else {
        const where = mark.places.length === 1 ? this._t.places[mark.places[0]] : this._t.ui.places.replace("{n}", mark.places.length);
        tip.replaceChildren(element("b", "", where), element("span", "", this._t.ui.events.replace("{n}", mark.events.length)));
      }
      tip.style.display = "block";
      const size = this._map.getSize();
      const x = Math.min(at.x + 14, size.x - tip.offsetWidth - 8);
      const y = at.y + 16 + tip.offsetHeight > size.y ? at.y - tip.offsetHeight - 12 : at.y + 16;
      tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
    },

    _leave() {
      this._tip.style.display = "none";
      if (this._hover !== null) { this._hover = null; this.redraw(true); }
    },

    _click(e) {
      if (!this._corner) return;
      const mark = this._hit(this._point(e));
      this._tip.style.display = "none";
      if (!mark) { this._closePanel(); return; }
      if (mark.events.length === 1) { this._choose(mark.events[0]); return; }
      const { lat, lon } = this._columns.places;
      const bounds = L.latLngBounds(mark.places.map((p) => [lat[p], lon[p]]));
      const zoom = this._map.getBoundsZoom(bounds.pad(0.2));
      if (mark.places.length > 1 && this._map.getZoom() < Math.min(17, zoom)) {
        this._map.fitBounds(bounds.pad(0.2), { maxZoom: 17 });
      } else if (mark.places.length > 1 && this._map.getZoom() < 17 && zoom > this._map.getZoom()) {
        this._map.setView(bounds.getCenter(), this._map.getZoom() + 1);
      } else this._openPanel(mark);
    },

    _choose(i) {
      this._selected = this._cursor = i;
      this.redraw(true);
      this._onSelect(this._columns.events.id[i]);
    },

    /* --- stepping by keyboard: from event to event in time order --- */

    _key(e) {
      if (e.target !== this._map.getContainer() || !this._shown || e.ctrlKey || e.metaKey || e.altKey) return;
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[e.key];
      if (step) this._step(step);
      else if (e.key === "Enter" && this._cursor >= 0) this._choose(this._cursor);
      else if (e.key === "Escape") { this._stepping = false; this._tip.style.display = "none"; this.redraw(true); this._onClose(); }
      else if (e.key === "+" || e.key === "=") this._map.zoomIn();
      else if (e.key === "-") this._map.zoomOut();
      else return;
      e.preventDefault();
    },

    _step(step) {
      const order = [...this._shown].sort((a, b) => a - b);
      if (!order.length) return;
      const here = order.indexOf(this._cursor);
      const next = here < 0 ? (step > 0 ? 0 : order.length - 1) : Math.max(0, Math.min(order.length - 1, here + step));
      const at = step === -Infinity ? 0 : step === Infinity ? order.length - 1 : next;
      this._stepping = true;
      this._cursor = order[at];
      const place = this._columns.events.place[this._cursor];
      const where = L.latLng(this._columns.places.lat[place], this._columns.places.lon[place]);
      if (!this._map.getBounds().pad(-0.05).contains(where)) this._map.panTo(where, { animate: false });
      this.redraw(true);
      const mark = this._marks.find((m) => m.events.includes(this._cursor));
      const origin = this._map.layerPointToContainerPoint(this._origin);
      this._point_out({ ...(mark || { places: [place] }), events: [this._cursor] }, mark ? L.point(origin.x + mark.x, origin.y + mark.y) : this._map.latLngToContainerPoint(where));
      this._announce(`${at + 1}/${order.length}: ${this._t.when[this._cursor]}, ${this._t.places[place]}. ${this._t.titles[this._cursor]}`);
    },

    /* The events of one symbol, as a list. */
    _openPanel(mark) {
      const { events } = this._columns;
      const panel = this._panel;
      const head = element("header");
      const where = mark.places.length === 1 ? this._t.places[mark.places[0]] : this._t.ui.places.replace("{n}", mark.places.length);
      const close = element("button", "qantar-close", "×");
      close.type = "button";
      close.setAttribute("aria-label", this._t.ui.close);
      close.addEventListener("click", () => this._closePanel());
      head.append(element("h2", "", where), close);
      const list = element("ul");
      for (const i of mark.events) {
        const button = element("button");
        button.type = "button";
        const text = element("span");
        text.append(element("small", "", this._t.when[i]), element("span", "", this._t.titles[i]));
        button.append(this._symbols.svg(events.category[i], events.status[i], 24, this._message.theme), text);
        button.addEventListener("click", () => this._choose(i));
        list.appendChild(element("li")).append(button);
      }
      panel.replaceChildren(head, list);
      panel.setAttribute("aria-label", where);
      panel.onkeydown = (e) => { if (e.key === "Escape") this._closePanel(); };
      panel.hidden = false;
      close.focus({ preventScroll: true });
    },

    _closePanel() {
      this._panel.hidden = true;
    },
  });

  L.QantarEvents = Events;
})();
