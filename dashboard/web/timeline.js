/* The time brush: a stacked histogram of the events that pass all but the window, phases and nights under it, a window
   with handles, playback, and the flag of the second clock. Plain DOM and SVG, no library; works without Python.
   It calls back `onInput(from, to, known)` in the same frame while a hand or playback moves it and `onChange(from, to, known)`
   once when it rests. Moments are minutes since 1970 (UTC); `null` is open. */
(function (root) {
  "use strict";

  const { counted, element, node: svg } = globalThis.QantarTools;
  const HOUR = 60, DAY = 1440;
  const BARS = 70, BAND = 13, AXIS = 18, TOP = 4; /* heights, CSS pixels */
  const SPEEDS = [1, 2, 4, 8];   /* bins a second */
  const TAP = 5;                 /* a pointer that moved less than this has clicked */
  const GRIP = 22;               /* half the width of a handle for thumbs: 44 px (WCAG 2.5.5) */

  class QantarTimeline {
    /* options: columns, texts, filter (a QantarFilter), onInput, onChange, base height is fixed by the style */
    constructor(box, options) {
      Object.assign(this, options);
      this.box = box;
      this.clock = new globalThis.QantarClock(this.columns.zone, this.texts.time);
      const e = this.columns.events;
      this.first = e.start.reduce((a, b) => Math.min(a, b), Infinity);
      this.last = e.end.reduce((a, b) => Math.max(a, b), -Infinity);
      this.quiet = matchMedia("(prefers-reduced-motion: reduce)");
      this.speed = 1;
      this.mode = "moving";
      this.loops = false;
      this._build();
      new ResizeObserver(() => this._layout()).observe(this.stage);
    }

    /* state: { spec, theme, lang }; a window that the hand still holds is left alone */
    update(state) {
      const before = this.state;
      this.state = state;
      if (this.held || this.playing) { this._layout(); return; }
      const { from, to, known } = state.spec;
      const fresh = !before || this.from !== from || this.to !== to || String(before.spec.events) !== String(state.spec.events);
      Object.assign(this, { from, to, known: known ?? null });
      if (fresh && !(before && from !== null && to !== null && from >= this.view[0] && to <= this.view[1])) this.view = this._frame();
      this._layout();
    }

    _whole() {
      return [this.clock.month(this.first), this.clock.month(this.last, 1)];
    }

    /* What the axis spans for a window: the day around it, the ten days, January, or everything; for an open window the
       shortest of the last three that holds most of the events. */
    _frame() {
      const from = this.from ?? this.first, to = this.to ?? this.last;
      const day = this.clock.midnight(from);
      const week = this.columns.presets.find((p) => p.id === "week"), month = this.columns.presets.find((p) => p.id === "january");
      const frames = [[day - 6 * HOUR, day + DAY + 6 * HOUR], [week.from - 12 * HOUR, week.to + 12 * HOUR], [month.from - DAY, month.to + DAY]];
      if (this.from === null && this.to === null) {
        const { start } = this.columns.events, shown = this.filter.select({ ...this.state.spec, from: null, to: null });
        const within = ([a, b]) => shown.reduce((n, i) => n + (start[i] >= a && start[i] < b), 0);
        return frames.slice(1).find((f) => within(f) > shown.length * 0.6) || this._whole();
      }
      const [a, b] = this._whole();
      return frames.find((f) => from >= f[0] && to <= f[1]) || [Math.min(a, this.clock.month(from)), Math.max(b, this.clock.month(to, 1))];
    }

    /* --- building blocks ----------------------------------------------------------------------------------------------- */

    _build() {
      const { ui } = this.texts;
      this.box.replaceChildren();
      const button = (name, label, text, act) => {
        const b = element("button", name, text);
        b.type = "button";
        b.title = label;
        b.setAttribute("aria-label", label);
        b.addEventListener("click", act);
        return b;
      };
      this.presets = element("div", "presets");
      this.presets.setAttribute("role", "group");
      this.presets.setAttribute("aria-label", ui.presets);
      for (const p of this.columns.presets) {
        const b = button("preset", this.texts.presets[p.id], this.texts.presets[p.id], () => this._jump(p.from, p.to));
        b.dataset.preset = p.id;
        this.presets.append(b);
      }
      this.said = element("p", "said");
      this.said.setAttribute("aria-live", "off");
      const select = (name, label, values, say, act) => {
        const s = element("select", name);
        s.setAttribute("aria-label", label);
        s.title = label;
        for (const v of values) { const o = element("option", "", say(v)); o.value = v; s.append(o); }
        s.addEventListener("change", () => act(s.value));
        return s;
      };
      this.play = button("play", ui.play, "▶", () => (this.playing ? this.pause() : this.start()));
      const mode = select("mode", ui.mode, ["moving", "growing"], (m) => ui[m], (m) => { this.mode = m; });
      const speed = select("speed", ui.speed, SPEEDS, (v) => `×${v}`, (v) => { this.speed = Number(v); });
      this.loop = button("loop", ui.loop, "⟲", () => { this.loops = !this.loops; this.loop.setAttribute("aria-pressed", this.loops); });
      this.loop.setAttribute("aria-pressed", "false");
      this.flag = button("known", ui.known_help, ui.known, () => this._toggleKnown());
      const tools = element("div", "tools");
      tools.append(
        button("earlier", ui.earlier, "‹", () => this._step(-1)), this.play, button("later", ui.later, "›", () => this._step(1)),
        mode, speed, this.loop, button("closer", ui.closer, "+", () => this._zoom(0.5)), button("farther", ui.farther, "−", () => this._zoom(2)), this.flag,
      );
      this.stage = element("div", "stage");
      this.stage.setAttribute("role", "group");
      this.stage.setAttribute("aria-label", ui.timeline);
      this.svg = svg("svg", { "aria-hidden": "true" });
      const handle = (name, label) => {
        const h = element("div", `handle ${name}`);
        h.tabIndex = 0;
        h.setAttribute("role", "slider");
        h.setAttribute("aria-label", label);
        h.dataset.end = name;
        h.addEventListener("keydown", (e) => this._key(e, name));
        return h;
      };
      this.handles = { from: handle("from", ui.start), to: handle("to", ui.end), known: handle("known-at", ui.known_handle) };
      this.handles.known.dataset.end = "known";
      this.stage.append(this.svg, ...Object.values(this.handles));
      this.stage.addEventListener("pointerdown", (e) => this._down(e));
      this.stage.addEventListener("pointermove", (e) => this._drag(e));
      for (const end of ["pointerup", "pointercancel"]) this.stage.addEventListener(end, (e) => this._up(e));
      this.stage.addEventListener("wheel", (e) => {
        if (!e.ctrlKey) return; /* a plain wheel scrolls the page */
        e.preventDefault();
        this._zoom(e.deltaY > 0 ? 1.25 : 0.8, this._minute(e));
      }, { passive: false });
      const top = element("div", "top");
      const key = element("span", "key", ui.vague);
      top.append(this.said, key, tools);
      this.box.append(top, this.stage, this.presets);
    }

    /* --- bins ---------------------------------------------------------------------------------------------------------- */

    /* Hours within a week, quarters of a day to ten days and more, days to four months, months beyond. */
    _grain() {
      const span = this.view[1] - this.view[0];
      return span <= 7 * DAY ? HOUR : span <= 14 * DAY ? 6 * HOUR : span <= 120 * DAY ? DAY : 30 * DAY;
    }

    _edges() {
      const grain = this._grain();
      const edges = [];
      if (grain > DAY) {
        for (let m = this.clock.month(this.view[0]); m < this.view[1]; m = this.clock.month(m, 1)) edges.push(m);
        edges.push(this.clock.month(edges[edges.length - 1], 1));
        return edges;
      }
      const midnight = this.clock.midnight(this.view[0]);
      for (let m = midnight + Math.floor((this.view[0] - midnight) / grain) * grain; m < this.view[1] + grain; m += grain) {
        edges.push(grain === DAY ? this.clock.midnight(m + HOUR) : m);
      }
      return edges;
    }

    /* Heights of the bars by family; events vaguer than a bin are spread over it and kept apart. */
    _heights(edges) {
      const families = this.columns.style.families.map((f) => f.id);
      const family = this.columns.style.categories.map((c) => families.indexOf(c.family));
      const n = edges.length - 1;
      const sharp = families.map(() => new Float64Array(n)), vague = new Float64Array(n);
      const { start, end, category } = this.columns.events;
      const mask = this.filter.passing(this.state.spec);
      const even = edges[1] - edges[0], uniform = even <= DAY;
      const find = (minute) => {
        if (uniform) return Math.floor((minute - edges[0]) / even);
        let low = 0, high = n;
        while (low < high) { const m = (low + high) >> 1; if (edges[m + 1] <= minute) low = m + 1; else high = m; }
        return low;
      };
      for (let i = 0; i < start.length; i++) {
        if (!mask[i] || end[i] <= edges[0] || start[i] >= edges[n]) continue;
        const a = Math.max(0, find(start[i])), b = Math.min(n - 1, find(end[i] - 1));
        if (end[i] - start[i] <= even) {
          const middle = Math.max(0, Math.min(n - 1, find((start[i] + end[i] - 1) >> 1)));
          sharp[family[category[i]]][middle] += 1;
          continue;
        }
        const length = end[i] - start[i];
        for (let k = a; k <= b; k++) vague[k] += (Math.min(end[i], edges[k + 1]) - Math.max(start[i], edges[k])) / length;
      }
      return { sharp, vague };
    }

    /* --- drawing ------------------------------------------------------------------------------------------------------- */

    _x(minute) {
      return ((minute - this.view[0]) / (this.view[1] - this.view[0])) * this.width;
    }

    _minute(e) {
      const box = this.stage.getBoundingClientRect();
      return this.view[0] + ((e.clientX - box.left) / box.width) * (this.view[1] - this.view[0]);
    }

    _layout() {
      if (!this.state || !this.view) return;
      this.width = Math.max(1, this.stage.clientWidth);
      const bands = (this.columns.bands || []).filter((b) => b.from < this.view[1] && b.to > this.view[0]);
      const height = TOP + BARS + bands.length * BAND + AXIS;
      this.svg.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
      this.svg.setAttribute("width", this.width);
      this.svg.setAttribute("height", height);
      this.stage.style.height = `${height}px`;
      this.box.dataset.theme = this.state.theme;
      const edges = (this.edges = this._edges());
      const content = svg("g");
      this._nights(content);
      this._grid(content, edges);
      const bars = this._bars(edges);
      const clip = svg("clipPath", { id: "qantar-window" });
      this.clip = clip.appendChild(svg("rect", { y: 0, height: TOP + BARS }));
      const bright = bars.cloneNode(true);
      bars.setAttribute("class", "dim");
      bright.setAttribute("clip-path", "url(#qantar-window)");
      this.shade = svg("rect", { class: "window", y: 0, height: TOP + BARS });
      const defs = svg("defs");
      const hatch = svg("pattern", { id: "qantar-hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
      hatch.append(svg("line", { x1: 0, y1: 0, x2: 0, y2: 4, class: "hatch" }));
      defs.append(clip, hatch);
      this.now = svg("line", { class: "known-line", y1: 0, y2: TOP + BARS + bands.length * BAND });
      content.append(this.shade, bars, bright);
      this._bands(content, bands);
      content.append(this.now);
      this.svg.replaceChildren(defs, content);
      this._place();
    }

    _nights(content) {
      if (this.view[1] - this.view[0] > 21 * DAY) return;
      for (const [a, b] of this.columns.nights || []) {
        if (b < this.view[0] || a > this.view[1]) continue;
        const night = svg("rect", { class: "night", x: this._x(a), y: 0, width: this._x(b) - this._x(a), height: TOP + BARS });
        night.append(svg("title"));
        night.firstChild.textContent = this.texts.ui.night;
        content.append(night);
      }
    }

    /* Labels of the axis: as many as have room, days before hours. */
    _grid(content, edges) {
      const grain = this._grain();
      const y = this.svg.getAttribute("height") - 4;
      const days = [], hours = [];
      for (const m of edges) {
        if (m < this.view[0] || m > this.view[1]) continue;
        if (grain > DAY) (this.clock.local(m).getUTCMonth() === 0 ? days : hours).push([m, this.clock.local(m).getUTCMonth() === 0 ? String(this.clock.local(m).getUTCFullYear()) : ""]);
        else if (this.clock.midnight(m) === m) days.push([m, this.clock.shortDay(m)]);
        else if (grain <= HOUR) hours.push([m, this.clock.time(m)]);
      }
      const taken = [];
      const put = ([m, text], cls) => {
        const x = this._x(m), half = text.length * 3.4 + 6;
        if (!text || x - half < 0 || x + half > this.width || taken.some(([a, b]) => x + half > a && x - half < b)) return;
        taken.push([x - half, x + half]);
        const label = svg("text", { x, y, class: cls });
        label.textContent = text;
        if (cls === "date" && grain <= DAY) label.dataset.day = m; /* a click on a date chooses the day */
        content.append(label);
      };
      for (const d of days) content.append(svg("line", { class: "day", x1: this._x(d[0]), x2: this._x(d[0]), y1: 0, y2: TOP + BARS }));
      const every = [12, 6, 3, 1].filter((h) => hours.length / h < this.width / 46);
      days.forEach((d) => put(d, "date"));
      for (const h of every) hours.filter(([m]) => this.clock.local(m).getUTCHours() % h === 0).forEach((x) => put(x, "hour"));
    }

    _bars(edges) {
      const { sharp, vague } = this._heights(edges);
      const n = edges.length - 1;
      let highest = 1;
      for (let k = 0; k < n; k++) highest = Math.max(highest, vague[k] + sharp.reduce((sum, row) => sum + row[k], 0));
      const scale = (BARS - 4) / highest;
      const group = svg("g");
      const { families } = this.columns.style;
      const theme = this.state.theme;
      for (let k = 0; k < n; k++) {
        const x = this._x(edges[k]), width = Math.max(0.8, (this._x(edges[k + 1]) - x) * 0.88);
        let y = TOP + BARS;
        families.forEach((f, j) => {
          const h = sharp[j][k] * scale;
          if (!h) return;
          y -= h;
          group.append(svg("rect", { x: x.toFixed(2), y: y.toFixed(2), width: width.toFixed(2), height: h.toFixed(2), fill: f[theme] }));
        });
        const h = vague[k] * scale;
        if (h > 0.3) group.append(svg("rect", { class: "vague", x: x.toFixed(2), y: (y - h).toFixed(2), width: width.toFixed(2), height: h.toFixed(2) }));
      }
      const scaleText = svg("text", { class: "scale", x: 3, y: TOP + 9 });
      scaleText.textContent = highest >= 2 ? String(Math.round(highest)) : "";
      group.append(scaleText);
      return group;
    }

    _bands(content, bands) {
      bands.forEach((band, k) => {
        const y = TOP + BARS + k * BAND + 1;
        const a = Math.max(this.view[0], band.from), b = Math.min(this.view[1], band.to);
        if (a >= b) return;
        const x = this._x(a), width = Math.max(2, this._x(b) - x);
        const bar = svg("rect", { class: `band is-${band.id}`, x, y, width, height: BAND - 2 });
        bar.append(svg("title"));
        const text = `${this.texts.bands[band.id]}: ${this.clock.moment(band.from)} – ${this.clock.moment(band.to)}`;
        bar.firstChild.textContent = text;
        content.append(bar);
        /* the name stands in its band, or beside it where that is too short */
        const name = this.texts.bands[band.id], room = name.length * 5.3 + 6;
        const label = svg("text", { class: "band-name", y: y + BAND - 4 });
        if (width >= room) label.setAttribute("x", x + 4);
        else if (x + width + room < this.width) label.setAttribute("x", x + width + 3);
        else if (x >= room) { label.setAttribute("x", x - 3); label.setAttribute("text-anchor", "end"); }
        else label.setAttribute("x", Math.max(2, Math.min(x + 4, this.width - room)));
        label.textContent = name;
        content.append(label);
      });
    }

    /* Put window, handles, flag and words where they belong: all that changes while a hand drags. */
    _place() {
      const from = this.from ?? this.view[0], to = this.to ?? this.view[1];
      const clamp = (x) => Math.max(0, Math.min(this.width, x));
      const a = clamp(this._x(from)), b = clamp(this._x(to));
      for (const rect of [this.clip, this.shade]) { rect.setAttribute("x", a); rect.setAttribute("width", Math.max(0, b - a)); }
      this.handles.from.style.transform = `translateX(${a}px)`;
      this.handles.to.style.transform = `translateX(${b}px)`;
      const known = this.known !== null;
      this.handles.known.hidden = !known;
      this.now.style.display = known ? "" : "none";
      if (known) {
        const x = clamp(this._x(this.known));
        this.handles.known.style.transform = `translateX(${x}px)`;
        this.now.setAttribute("x1", x);
        this.now.setAttribute("x2", x);
      }
      this.flag.setAttribute("aria-pressed", known);
      const { ui } = this.texts;
      const windowText = this.clock.window(this.from, this.to);
      const count = counted(this.texts.count, this.filter.select({ ...this.state.spec, from: this.from, to: this.to, known: this.known }).length, this.state.lang);
      const text = [windowText, count, known ? ui.known_at.replace("{time}", this.clock.moment(this.known)) : ""].filter(Boolean).join(" · ");
      if (this.said.textContent !== text) this.said.textContent = text;
      const value = (handle, minute, open) => {
        handle.setAttribute("aria-valuemin", this.view[0]);
        handle.setAttribute("aria-valuemax", this.view[1]);
        handle.setAttribute("aria-valuenow", Math.round(minute));
        handle.setAttribute("aria-valuetext", open ? this.texts.time.whole : this.clock.moment(minute));
      };
      value(this.handles.from, from, this.from === null);
      value(this.handles.to, to, this.to === null);
      if (known) value(this.handles.known, this.known, false);
      for (const b of this.presets.children) {
        const p = this.columns.presets.find((x) => x.id === b.dataset.preset);
        b.setAttribute("aria-pressed", p.from === this.from && p.to === this.to);
      }
    }

    /* --- moving -------------------------------------------------------------------------------------------------------- */

    _set(from, to, known, rest) {
      const same = this.from === from && this.to === to && this.known === known;
      Object.assign(this, { from, to, known });
      if (!same || rest) {
        this._place();
        this.onInput(from, to, known, !rest);
      }
      if (rest) this.onChange(from, to, known);
    }

    _jump(from, to) {
      this.pause(true);
      Object.assign(this, { from, to });
      this.view = from === null && to === null ? this._whole() : this._frame(); /* who asks for all sees all */
      this._set(from, to, this.known, true);
      this._layout();
    }

    /* The nearest edge of a bin. */
    _snap(minute) {
      let best = this.edges[0];
      for (const e of this.edges) if (Math.abs(e - minute) < Math.abs(best - minute)) best = e;
      return best;
    }

    _bin(minute) {
      let k = this.edges.findIndex((e) => e > minute);
      k = k < 1 ? (k < 0 ? this.edges.length - 1 : 1) : k;
      return [this.edges[k - 1], this.edges[k]];
    }

    _down(e) {
      if (e.button) return;
      this.pause(true);
      const minute = this._minute(e), box = this.stage.getBoundingClientRect(), x = e.clientX - box.left;
      const near = (m) => Math.abs(this._x(m) - x);
      const from = this.from ?? this.view[0], to = this.to ?? this.view[1];
      const reach = e.pointerType === "touch" ? GRIP : 9;
      const own = e.target.dataset?.end;
      if (e.target.dataset?.day) {
        const day = Number(e.target.dataset.day);
        this._set(day, this.clock.midnight(day, 1), this.known, true);
        return;
      }
      let grip = own || null;
      if (!grip && this.known !== null && near(this.known) < reach && e.clientY - box.top < 18) grip = "known";
      if (!grip && Math.min(near(from), near(to)) < reach) grip = near(from) < near(to) ? "from" : "to";
      if (!grip) grip = minute > from && minute < to && !(this.from === null && this.to === null) && to - from < (this.view[1] - this.view[0]) * 0.9 ? "body" : "new";
      this.held = { grip, minute, x: e.clientX, from, to, moved: false };
      this.stage.setPointerCapture(e.pointerId);
      if (this.handles[grip]) this.handles[grip].focus({ preventScroll: true });
      e.preventDefault();
    }

    _drag(e) {
      const held = this.held;
      if (!held) return;
      if (!held.moved && Math.abs(e.clientX - held.x) < TAP) return;
      held.moved = true;
      const minute = Math.max(this.view[0], Math.min(this.view[1], this._minute(e)));
      const least = this._grain() >= DAY ? DAY : HOUR;
      if (held.grip === "known") this._set(this.from, this.to, Math.round(minute / 15) * 15, false);
      else if (held.grip === "from") this._set(Math.min(this._snap(minute), held.to - least), held.to, this.known, false);
      else if (held.grip === "to") this._set(held.from, Math.max(this._snap(minute), held.from + least), this.known, false);
      else if (held.grip === "body") {
        const from = this._snap(held.from + minute - held.minute);
        this._set(from, from + (held.to - held.from), this.known, false);
      } else {
        const [a, b] = [Math.min(held.minute, minute), Math.max(held.minute, minute)];
        this._set(this._bin(a)[0], Math.max(this._bin(b)[1], this._bin(a)[1]), this.known, false);
      }
    }

    _up(e) {
      const held = this.held;
      if (!held) return;
      this.held = null;
      if (held.moved) { this._set(this.from, this.to, this.known, true); return; }
      if (e.type === "pointerup" && (held.grip === "new" || held.grip === "body")) {
        const [from, to] = this._bin(this._minute(e)); /* a click chooses its bin */
        this._set(from, to, this.known, true);
      }
    }

    _key(e, end) {
      const grain = this._grain() > DAY ? DAY : end === "known-at" ? 15 : this._grain();
      const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 24 * HOUR / grain, PageDown: (-24 * HOUR) / grain };
      const step = (steps[e.key] || 0) * grain * (e.shiftKey ? 6 : 1);
      if (!step && e.key !== "Home" && e.key !== "End") return;
      e.preventDefault();
      this.pause(true);
      const from = this.from ?? this.view[0], to = this.to ?? this.view[1];
      const goal = (now) => (e.key === "Home" ? this.view[0] : e.key === "End" ? this.view[1] : now + step);
      const least = Math.min(grain, to - from);
      if (end === "known-at") this._set(this.from, this.to, goal(this.known), false);
      else if (end === "from") this._set(Math.min(goal(from), to - least), this.to, this.known, false);
      else this._set(this.from, Math.max(goal(to), from + least), this.known, false);
      if (this.from !== null && this.to !== null && (this.from < this.view[0] || this.to > this.view[1])) { this.view = this._frame(); this._layout(); }
      clearTimeout(this._typing);
      this._typing = setTimeout(() => this._set(this.from, this.to, this.known, true), 250); /* after the last key */
    }

    /* The window moved by its own length. */
    _step(direction) {
      this.pause(true);
      if (this.from === null || this.to === null) return;
      const length = (this.to - this.from) * direction;
      this.from += length;
      this.to += length;
      if (this.from < this.view[0] || this.to > this.view[1]) this.view = this._frame();
      this._set(this.from, this.to, this.known, true);
      this._layout();
    }

    _zoom(factor, around) {
      const from = this.from ?? this.view[0], to = this.to ?? this.view[1];
      const centre = around ?? Math.max(this.view[0], Math.min(this.view[1], (from + to) / 2));
      const span = Math.max(6 * HOUR, Math.min(this.last - this.first + 400 * DAY, (this.view[1] - this.view[0]) * factor));
      const share = (centre - this.view[0]) / (this.view[1] - this.view[0]);
      const start = Math.round((centre - span * share) / 15) * 15;
      this.view = [start, start + Math.round(span / 15) * 15];
      this._layout();
    }

    /* The second clock: on at the end of the window, off again. */
    _toggleKnown() {
      this.pause(true);
      const end = this.to ?? this.view[1];
      this._set(this.from, this.to, this.known === null ? Math.min(end, this.view[1]) : null, true);
    }

    /* --- playback ------------------------------------------------------------------------------------------------------ */

    start() {
      const bin = this.edges[1] - this.edges[0];
      if (this.mode === "moving" && (this.from === null || this.to === null || this.to - this.from > (this.view[1] - this.view[0]) / 2)) {
        this.from = this.edges[0];
        this.to = this.from + 3 * bin;
      }
      const width = this.mode === "moving" ? this.to - this.from : null;
      const begin = this.mode === "growing" ? this.edges[0] : null;
      if ((this.to ?? Infinity) >= this.view[1]) this.to = this.mode === "growing" ? begin + bin : this.edges[0] + width;
      this.playing = { at: performance.now(), to: this.to, width, begin, bin };
      this._setPlay(true);
      const tick = (now) => {
        if (!this.playing) return;
        const p = this.playing;
        /* with reduced motion time goes in whole bins, otherwise in sixths */
        const part = this.quiet.matches ? 1 : 6;
        const steps = Math.floor(((now - p.at) / 1000) * this.speed * part);
        if (steps >= 1) {
          p.at += (steps * 1000) / (this.speed * part);
          p.to += Math.round((steps * p.bin) / part);
          if (p.to > this.view[1]) {
            if (!this.loops) { this._set(p.begin ?? this.from, Math.min(p.to, this.edges[this.edges.length - 1]), this.known, false); this.pause(); return; }
            p.to = p.width ? this.edges[0] + p.width : p.begin + p.bin;
          }
          this._set(p.width ? p.to - p.width : p.begin, p.to, this.known, false);
        }
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }

    /* Stop; `silent` when something else is about to move the window anyway. */
    pause(silent) {
      if (!this.playing) return;
      this.playing = null;
      this._setPlay(false);
      if (!silent) this._set(this._snap(this.from ?? this.view[0]), Math.max(this._snap(this.to), this._snap(this.from ?? this.view[0]) + HOUR), this.known, true);
    }

    _setPlay(on) {
      const { ui } = this.texts;
      this.play.textContent = on ? "❚❚" : "▶";
      this.play.title = on ? ui.pause : ui.play;
      this.play.setAttribute("aria-label", this.play.title);
    }
  }

  root.QantarTimeline = QantarTimeline;
})(globalThis);
