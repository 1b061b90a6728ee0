/* Which events are shown: the browser's side of dashboard/layer/filters.py, over columns. A test holds the two together.
   Times are minutes since 1970 in UTC, intervals are half open; `null` leaves a side open, an empty list does not restrict.
   spec: { from, to, known, categories, statuses, areas, actors, sources, occupied, events, words } */
(function (root) {
  "use strict";

  const NEVER = 2147483647; /* as a time: later than anything */

  class QantarFilter {
    constructor(columns, base) {
      const e = columns.events;
      this.columns = columns;
      this.n = e.start.length;
      this._base = base;
      this._start = Int32Array.from(e.start);
      this._end = Int32Array.from(e.end);
      this._order = new Int32Array(this.n).map((_, i) => i);
      let sorted = true;
      for (let i = 1; i < this.n && sorted; i++) sorted = this._start[i - 1] <= this._start[i];
      if (!sorted) this._order.sort((a, b) => this._start[a] - this._start[b] || a - b);
      /* the latest end so far never falls, so the first event that can reach into a window is found by halving */
      this._reach = new Int32Array(this.n);
      for (let k = 0, latest = -NEVER; k < this.n; k++) this._reach[k] = latest = Math.max(latest, this._end[this._order[k]]);
      this._hits = new Int32Array(this.n);
      this._key = null;
    }

    /* Resolves when everything is there that `spec` asks for: the index of words is fetched with the first search only. */
    ready(spec) {
      if (!(spec.words || []).length || this._index) return Promise.resolve();
      return fetch(`${this._base}layer/words.json`).then((r) => r.json()).then((index) => { this._index = index; this._key = null; });
    }

    /* 1 for each event that passes all but the window. Kept until another spec comes. */
    passing(spec) {
      const key = JSON.stringify({ ...spec, from: 0, to: 0 });
      if (key === this._key) return this._passing;
      const e = this.columns.events;
      const mask = new Uint8Array(this.n).fill(1);
      const one = (values, column) => {
        if (!values || !values.length) return;
        const wanted = new Set(values);
        for (let i = 0; i < this.n; i++) if (mask[i] && !wanted.has(column[i])) mask[i] = 0;
      };
      const any = (values, column) => {
        if (!values || !values.length) return;
        const wanted = new Set(values);
        for (let i = 0; i < this.n; i++) if (mask[i] && !column[i].some((v) => wanted.has(v))) mask[i] = 0;
      };
      one(spec.categories, e.category);
      one(spec.statuses, e.status);
      any(spec.areas, e.areas);
      any(spec.actors, e.actors);
      any(spec.sources, e.sources);
      if (spec.events && spec.events.length) {
        const wanted = new Set(spec.events);
        for (let i = 0; i < this.n; i++) if (!wanted.has(i)) mask[i] = 0;
      }
      if (spec.occupied) for (let i = 0; i < this.n; i++) mask[i] &= e.occupied[i];
      if (spec.known !== null && spec.known !== undefined) {
        for (let i = 0; i < this.n; i++) if (!(e.reported[i] !== null && e.reported[i] < spec.known)) mask[i] = 0;
      }
      for (const word of spec.words || []) {
        const found = this._having(word);
        for (let i = 0; i < this.n; i++) mask[i] &= found[i];
      }
      this._key = key;
      return (this._passing = mask);
    }

    /* Events with a word that contains `word` (folded, without spaces). */
    _having(word) {
      const found = new Uint8Array(this.n);
      this._index.words.forEach((w, k) => { if (w.includes(word)) for (const i of this._index.events[k]) found[i] = 1; });
      return found;
    }

    /* The events that `spec` shows, by start. The array is used again by the next call. */
    select(spec) {
      const mask = this.passing(spec);
      const from = spec.from ?? -NEVER, to = spec.to ?? NEVER;
      const first = this._halve((k) => this._reach[k] > from);
      const last = this._halve((k) => this._start[this._order[k]] >= to);
      const { _order: order, _end: end, _hits: hits } = this; /* a million rounds: no look-up of a field in each */
      let count = 0;
      for (let k = first; k < last; k++) {
        const i = order[k];
        if (mask[i] && end[i] > from) hits[count++] = i;
      }
      return this._hits.subarray(0, count);
    }

    /* The first position at which `holds` is true; it is false before and true after. */
    _halve(holds) {
      let low = 0, high = this.n;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (holds(middle)) high = middle; else low = middle + 1;
      }
      return low;
    }
  }

  root.QantarFilter = QantarFilter;
})(globalThis);
