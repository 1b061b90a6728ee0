/* The one drawing of events: a Leaflet layer on a canvas. It is given all events once, as columns, and then only small
   messages that say which of them are shown, in which language and theme, and which one is selected.
   A page without Python can use it as well: new L.QantarEvents({ base, onSelect }).addTo(map).apply(message). */
(function () {
  "use strict";

  const { bits, element } = globalThis.QantarTools;

  const CAPTION = '600 11px "Source Sans", "Noto Sans", system-ui, sans-serif';
  const SINGLE = 10;         /* radius of one event, CSS pixels: with its rim 24 px across (WCAG 2.5.8) */
  const OUTLINES_FROM = 13;  /* zoom from which buildings have an outline */
  const EXACT = 0;           /* place precision "building" */
  const REGION = 4;          /* from here on a place is an area, not a point */
  const COUNTRY = 5;

  const Events = L.QantarCanvas.extend({
    initialize(options) {
      this._base = options.base;
      this._onSelect = options.onSelect || (() => {});
      this._texts = new Map();
      this._message = null;
      this._hover = null;
      this.zoomed = null;
      this._ready = fetch(`${this._base}layer/columns.json`).then((r) => r.json()).then((columns) => {
        this._columns = columns;
        this._symbols = new globalThis.QantarSymbols(columns.style);
        this._outlines();
      });
    },

    onAdd(map) {
      this._basemap = new L.QantarBasemap({ base: this._base }).addTo(map);
      this.addCanvas(map, "overlayPane", "qantar-events");
      const box = map.getContainer();
      box.setAttribute("role", "region");
      this._tip = box.appendChild(element("div", "qantar-tip"));
      this._panel = box.appendChild(element("section", "qantar-panel"));
      this._panel.hidden = true;
      this._live = box.appendChild(element("div", "qantar-live"));
      this._live.setAttribute("aria-live", "polite");
      L.DomEvent.disableClickPropagation(this._panel);
      L.DomEvent.disableScrollPropagation(this._panel);
      this._zoom = L.control.zoom({ position: "topleft", zoomInTitle: "", zoomOutTitle: "" }).addTo(map);
      this._scale = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 }).addTo(map);
      map.attributionControl.remove(); /* sources and boundary note stand under the map */
      map.on("moveend resize viewreset", this.redraw, this);
      map.on("mousemove", this._move, this);
      map.on("mouseout", this._leave, this);
      map.on("click", this._click, this);
      map.on("moveend", this._remember, this);
      new ResizeObserver(() => map.invalidateSize({ debounceMoveend: true })).observe(box);
    },

    /* Message: { lang, theme, scene, fit, shown (base64 bits in time order), selected (index or -1) } */
    apply(message) {
      this._message = message;
      return this._ready
        .then(() => this._language(message.lang))
        .then(() => {
          if (this._message !== message) return; /* a newer one came meanwhile */
          const n = this._columns.events.place.length;
          this._shown = bits(message.shown, n);
          document.documentElement.dataset.theme = message.theme;
          document.documentElement.lang = message.lang;
          Object.assign(this._basemap, { theme: message.theme, lang: message.lang, members: message.scene === "csto" });
          this._say(message.lang);
          this._show(message);
          this._closePanel();
          this.redraw();
          this._remember();
          document.documentElement.dataset.qantar = "ready";
        });
    },

    _language(lang) {
      if (!this._texts.has(lang)) {
        this._texts.set(lang, fetch(`${this._base}layer/texts.${lang}.json`).then((r) => r.json()));
      }
      return this._texts.get(lang).then((texts) => { this._t = texts; });
    },

    _say(lang) {
      const ui = this._t.ui;
      const box = this._map.getContainer();
      box.setAttribute("aria-label", ui.map);
      const label = (selector, text) => {
        const node = box.querySelector(selector);
        if (node) { node.title = text; node.setAttribute("aria-label", text); }
      };
      label(".leaflet-control-zoom-in", ui.zoom_in);
      label(".leaflet-control-zoom-out", ui.zoom_out);
      const count = this._shown.reduce((a, b) => a + b, 0);
      this._live.textContent = ui.shown.replace("{n}", new Intl.NumberFormat(lang).format(count));
      this._legend(ui);
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
        this._map.fitBounds(this._columns.scenes[message.scene], { animate: false, padding: [4, 4] });
        this._fitting = false;
      }
      this._own = Boolean(kept);
    },

    _kept() {
      try {
        const at = new URLSearchParams(window.parent.location.search).get("at");
        const parts = (at || "").split(",").map(Number);
        const [lat, lon, zoom] = parts;
        const good = parts.length === 3 && parts.every(Number.isFinite) && Math.abs(lat) <= 85 && Math.abs(lon) <= 190 && zoom >= 2 && zoom <= 18;
        return at && good ? parts : null;
      } catch { return null; } /* a frame of another origin has no address to keep */
    },

    _remember(event) {
      if (this.zoomed === null || this._fitting) return;
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

    redraw() {
      const sheet = this._map && this._shown && this.beginDrawing();
      if (!sheet) return;
      const { ctx, size, pad, origin } = sheet;
      const map = this._map;
      const project = (lat, lon) => map.latLngToLayerPoint([lat, lon]).subtract(origin);
      this._pad = pad;
      this._marks = this._gather(project);
      this._drawOutlines(ctx, project);
      const arcs = this._message.scene === "csto" ? this._drawArcs(ctx, project) : [];
      for (const mark of this._marks) this._drawPrecision(ctx, mark, size);
      for (const mark of [...this._marks].reverse()) this._drawMark(ctx, mark);
      const boxes = this._marks.map((m) => [m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r]);
      const clear = (box) => !boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]);
      for (const mark of this._marks) {
        if (!mark.area) continue;
        const text = this._t.places[mark.places[0]];
        const [left, , right] = this._captionBox(ctx, text, mark.x, mark.y);
        const side = mark.r + (right - left) / 2 + 8;
        const tries = [[mark.x, mark.y + mark.r + 14], [mark.x, mark.y - mark.r - 14], [mark.x - side, mark.y], [mark.x + side, mark.y]];
        const free = tries.find((p) => clear(this._captionBox(ctx, text, ...p)));
        if (free) boxes.push(this._caption(ctx, text, ...free));
      }
      for (const [text, at] of arcs) {
        const reach = Math.max(10, ...this._marks.filter((m) => Math.hypot(m.x - at.x, m.y - at.y) < m.r + 8).map((m) => m.y + m.r - at.y));
        const [left, , right] = this._captionBox(ctx, text, at.x, 0);
        const half = (right - left) / 2;
        const inward = left > pad.x - 60 ? Math.max(0, pad.x + 3 - left) - Math.max(0, right - (pad.x + size.x - 3)) : 0;
        const x = at.x + inward;
        const tries = [[x, at.y + reach + 11], [x, at.y - reach - 11], [at.x + reach + half + 4, at.y], [at.x - reach - half - 4, at.y], [x, at.y + reach + 30]];
        const free = tries.find((p) => clear(this._captionBox(ctx, text, ...p)));
        if (free) boxes.push(this._caption(ctx, text, free[0], free[1], true));
      }
      this._basemap.redraw(boxes.map((b) => [b[0] - pad.x, b[1] - pad.y, b[2] - pad.x, b[3] - pad.y]));
    },

    /* Events by place, then places whose symbols would cover each other joined into one symbol with a count. */
    _gather(project) {
      const { events, places } = this._columns;
      const groups = new Map();
      events.place.forEach((place, i) => {
        if (!this._shown[i]) return;
        if (!groups.has(place)) groups.set(place, []);
        groups.get(place).push(i);
      });
      const marks = [...groups]
        .sort((a, b) => b[1].length - a[1].length || a[0] - b[0])
        .map(([place, list]) => {
          const at = project(places.lat[place], places.lon[place]);
          return { x: at.x, y: at.y, r: this._radius(list.length), events: list, places: [place], whole: places.precision[place] === COUNTRY };
        });
      /* A joined symbol is larger and may cover another one, so this goes on until none is covered. What is told of the
         country as a whole is never mixed with what happened at a place. */
      for (let again = true; again;) {
        again = false;
        for (let i = 0; i < marks.length && !again; i++) {
          for (let j = i + 1; j < marks.length; j++) {
            const a = marks[i], b = marks[j];
            if (a.whole !== b.whole || Math.hypot(a.x - b.x, a.y - b.y) >= a.r + b.r - 2) continue;
            const [host, guest] = a.events.length >= b.events.length ? [a, b] : [b, a];
            host.events.push(...guest.events);
            host.places.push(...guest.places);
            host.r = this._radius(host.events.length);
            marks.splice(marks.indexOf(guest), 1);
            again = true;
            break;
          }
        }
      }
      /* The country's own symbol has no spot to keep: it gives way to what happened at places. */
      const whole = marks.find((m) => m.whole);
      if (whole) {
        const free = (x, y) => marks.every((m) => m === whole || Math.hypot(m.x - x, m.y - y) >= m.r + whole.r + 4);
        const steps = [0, 20, 40, 60, 80].flatMap((d) => [[0, -d], [0, d], [-d, 0], [d, 0], [-d, -d], [d, -d], [-d, d], [d, d]]);
        const step = steps.find(([dx, dy]) => free(whole.x + dx, whole.y + dy)) || [0, 0];
        whole.x += step[0];
        whole.y += step[1];
      }
      for (const mark of marks) {
        mark.events.sort((a, b) => a - b);
        mark.area = mark.places.length === 1 && places.precision[mark.places[0]] >= REGION;
      }
      return marks;
    },

    _radius(n) {
      return n === 1 ? SINGLE : 12 + Math.min(12, 2.6 * Math.log2(n));
    },

    _drawPrecision(ctx, mark, size) {
      const { places, style } = this._columns;
      const theme = this._message.theme;
      const place = mark.places[0];
      if (mark.places.length > 1 || places.precision[place] === EXACT) return;
      const metres = 40075016.686 * Math.abs(Math.cos((places.lat[place] * Math.PI) / 180)) / Math.pow(2, this._map.getZoom() + 8);
      const disc = places.uncertainty[place] / metres;
      const r = disc > mark.r + 4 && disc < Math.max(size.x, size.y) * 0.55 && !mark.area ? disc : mark.r + 5;
      ctx.save();
      ctx.beginPath();
      ctx.arc(mark.x, mark.y, r, 0, 2 * Math.PI);
      const wide = r > 60;
      if (!wide) {
        ctx.fillStyle = theme === "dark" ? "rgba(255,255,255,0.05)" : "rgba(30,40,50,0.045)";
        ctx.fill();
      }
      ctx.strokeStyle = style.muted[theme];
      ctx.globalAlpha = 0.75;
      ctx.lineWidth = 1;
      ctx.setLineDash([3, 3]);
      ctx.stroke();
      ctx.clip();
      ctx.setLineDash([]);
      ctx.globalAlpha = wide ? 0.13 : 0.45;
      ctx.beginPath();
      const step = wide ? 22 : 5;
      for (let d = -2 * r; d <= 2 * r; d += step) {
        ctx.moveTo(mark.x + d - r, mark.y + r);
        ctx.lineTo(mark.x + d + r, mark.y - r);
      }
      ctx.stroke();
      ctx.restore();
    },

    _captionBox(ctx, text, x, y) {
      ctx.font = CAPTION;
      const half = ctx.measureText(text).width / 2 + 4;
      return [x - half, y - 9, x + half, y + 9];
    },

    /* A label of a symbol; returns its box. On a `plate` it stays readable over lines. */
    _caption(ctx, text, x, y, plate) {
      const { style } = this._columns;
      const theme = this._message.theme;
      ctx.save();
      const box = this._captionBox(ctx, text, x, y);
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = ctx.strokeStyle = style.surface[theme];
      if (plate) {
        ctx.beginPath();
        ctx.roundRect(box[0], box[1], box[2] - box[0], 17, 3);
        ctx.globalAlpha = 0.9;
        ctx.fill();
        ctx.globalAlpha = 1;
      } else {
        ctx.lineWidth = 3;
        ctx.strokeText(text, x, y);
      }
      ctx.fillStyle = style.ink[theme];
      ctx.fillText(text, x, y);
      ctx.restore();
      return box;
    },

    _drawMark(ctx, mark) {
      const { events, style } = this._columns;
      const theme = this._message.theme;
      const chosen = mark.events.includes(this._message.selected);
      if (chosen || mark.events[0] === this._hover) {
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, mark.r + 5, 0, 2 * Math.PI);
        ctx.strokeStyle = style.surface[theme];
        ctx.lineWidth = 6;
        ctx.stroke();
        ctx.strokeStyle = style.ink[theme];
        ctx.lineWidth = chosen ? 3 : 1.5;
        ctx.stroke();
      }
      if (mark.events.length === 1) {
        const i = mark.events[0];
        this._symbols.draw(ctx, mark.x, mark.y, SINGLE, events.category[i], events.status[i], theme);
        return;
      }
      /* a ring of the families in it, so that the mix stays visible; the number inside */
      const counts = new Map();
      for (const i of mark.events) {
        const family = style.categories[events.category[i]].family;
        counts.set(family, (counts.get(family) || 0) + 1);
      }
      ctx.save();
      ctx.beginPath();
      ctx.arc(mark.x, mark.y, mark.r + 1.5, 0, 2 * Math.PI);
      ctx.fillStyle = style.surface[theme];
      ctx.fill();
      let from = -Math.PI / 2;
      ctx.lineWidth = 5;
      for (const family of style.families) {
        const n = counts.get(family.id);
        if (!n) continue;
        const to = from + (n / mark.events.length) * 2 * Math.PI;
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, mark.r - 2, from, to);
        ctx.strokeStyle = family[theme];
        ctx.stroke();
        from = to;
      }
      ctx.fillStyle = style.ink[theme];
      ctx.font = '700 13px "Source Sans", "Noto Sans", system-ui, sans-serif';
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(String(mark.events.length), mark.x, mark.y + 0.5);
      ctx.restore();
    },

    /* --- outlines of buildings, coloured by what happened to them --- */

    _outlines() {
      const state = new Map(this._columns.occupations.map((o) => [o.place, o.state]));
      const index = new Map(this._columns.places.id.map((id, i) => [id, i]));
      this._shapes = this._columns.footprints.features.map((f) => ({
        ring: f.geometry.coordinates[0],
        state: state.get(index.get(f.properties.place_id)),
      })).sort((a, b) => Boolean(a.state) - Boolean(b.state));
    },

    _drawOutlines(ctx, project) {
      if (this._map.getZoom() < OUTLINES_FROM) return;
      const { style } = this._columns;
      const theme = this._message.theme;
      for (const { ring, state } of this._shapes) {
        ctx.beginPath();
        ring.forEach(([lon, lat], i) => {
          const p = project(lat, lon);
          if (i) ctx.lineTo(p.x, p.y); else ctx.moveTo(p.x, p.y);
        });
        ctx.closePath();
        ctx.save();
        const colour = state ? style.occupations[state][theme] : style.muted[theme];
        ctx.globalAlpha = state === "entered" ? 0.5 : state ? 0.22 : 0.14;
        ctx.fillStyle = colour;
        ctx.fill();
        ctx.globalAlpha = state ? 1 : 0.6;
        ctx.strokeStyle = colour;
        ctx.lineWidth = state ? 1.8 : 1;
        ctx.setLineDash(state === "unclear" ? [4, 3] : []);
        ctx.stroke();
        ctx.restore();
      }
    },

    /* --- where the CSTO contingents came from: arcs here, their labels (returned) after the symbols --- */

    _drawArcs(ctx, project) {
      const { style, contingents } = this._columns;
      const theme = this._message.theme;
      const labels = [];
      contingents.forEach((c, i) => {
        if (c.from === null || c.to === null) return;
        const { lat, lon } = this._columns.places;
        const a = project(lat[c.from], lon[c.from]), b = project(lat[c.to], lon[c.to]);
        const mx = (a.x + b.x) / 2, my = (a.y + b.y) / 2 - Math.hypot(b.x - a.x, b.y - a.y) * 0.16;
        ctx.save();
        ctx.beginPath();
        ctx.moveTo(a.x, a.y);
        ctx.quadraticCurveTo(mx, my, b.x, b.y);
        ctx.strokeStyle = style.categories.find((x) => x.id === "deployment")[theme];
        ctx.globalAlpha = 0.75;
        ctx.lineWidth = c.role === "total" ? 2 : 1.2;
        ctx.setLineDash(c.official ? [] : [5, 3]);
        ctx.stroke();
        ctx.restore();
        if (this._t.contingents[i]) labels.push([this._t.contingents[i], a]);
      });
      return labels;
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
      return best;
    },

    /* A canvas drawn before the last pan lies where the map has moved it. */
    _point(e) {
      const now = this._map.latLngToContainerPoint(this._corner).add(this._pad);
      return e.containerPoint.subtract(now);
    },

    _move(e) {
      if (!this._corner) return;
      const mark = this._hit(this._point(e));
      this._map.getContainer().style.cursor = mark ? "pointer" : "";
      const first = mark ? mark.events[0] : null;
      if (first !== this._hover) {
        this._hover = first; /* marks are made anew at each drawing; their first event names them */
        this.redraw();
      }
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
      const x = Math.min(e.containerPoint.x + 14, size.x - tip.offsetWidth - 8);
      const y = e.containerPoint.y + 16 + tip.offsetHeight > size.y ? e.containerPoint.y - tip.offsetHeight - 12 : e.containerPoint.y + 16;
      tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
    },

    _leave() {
      this._tip.style.display = "none";
      if (this._hover !== null) { this._hover = null; this.redraw(); }
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
      this._message = { ...this._message, selected: i };
      this.redraw();
      this._onSelect(this._columns.events.id[i]);
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

    /* --- legend: always the same rows, so that the map keeps its size; what is not on the map is dimmed --- */

    _legend(ui) {
      if (!this._key) {
        const foot = document.body.appendChild(element("footer", "qantar-foot"));
        this._key = foot.appendChild(element("details"));
        this._key.open = document.body.clientWidth > 640;
        this._credit = foot.appendChild(element("p"));
        /* legend and sources stand under the map, never on it: the map takes what is left of the frame */
        this._foot = () => document.documentElement.style.setProperty("--foot", `${foot.offsetHeight}px`);
        new ResizeObserver(this._foot).observe(foot);
      }
      this._credit.textContent = `${ui.credit} · ${ui.boundaries}`;
      const { events, style } = this._columns;
      const theme = this._message.theme;
      const present = new Set(), statuses = new Set();
      events.category.forEach((c, i) => { if (this._shown[i]) { present.add(c); statuses.add(events.status[i]); } });
      const row = (icon, text, help, here = true) => {
        const item = element("li", here ? "" : "absent");
        item.append(icon, element("span", "", text));
        if (help) item.title = help;
        return item;
      };
      const list = element("ul");
      this._t.categories.forEach((name, c) => list.append(row(this._symbols.svg(c, 0, 18, theme), name, "", present.has(c))));
      this._t.statuses.forEach((name, s) => list.append(row(this._symbols.svg(1, s, 18, theme), name, this._t.status_help[s], statuses.has(s))));
      const swatch = (cls, colour) => {
        const node = element("i", `qantar-swatch ${cls}`);
        if (colour) node.style.setProperty("--c", colour);
        return node;
      };
      list.append(row(swatch("ring"), ui.legend_count), row(swatch("hatch"), ui.legend_precision));
      if (this._message.scene !== "csto" && this._message.scene !== "kazakhstan") {
        for (const state of Object.keys(style.occupations)) list.append(row(swatch(`plan ${state}`, style.occupations[state][theme]), this._t.occupations[state]));
      }
      if (this._message.scene === "csto") list.append(row(swatch("member"), ui.legend_member), row(swatch("arc"), ui.legend_arc));
      this._key.replaceChildren(element("summary", "", ui.legend), list);
      this._foot();
      this._map.invalidateSize({ animate: false }); /* now, so that a scene is fitted into what is left */
    },
  });

  L.QantarEvents = Events;
})();
