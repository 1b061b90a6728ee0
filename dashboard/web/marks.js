/* Which symbols stand on the map: events stacked by place, places whose symbols would cover each other joined into one
   with a count, and, where there are too many for symbols, one dot a place. Pure geometry; eventlayer.js paints it. */
(function (root) {
  "use strict";

  const SINGLE = 10;       /* radius of one event, CSS pixels: with its rim 24 px across (WCAG 2.5.8) */
  const REGION = 4;        /* from this precision on a place is an area, not a point */
  const COUNTRY = 5;
  const MOST_SYMBOLS = 600; /* more places than that in view are drawn as dots */

  const radius = (n) => (n === 1 ? SINGLE : 12 + Math.min(12, 2.6 * Math.log2(n)));

  class QantarMarks {
    constructor(columns) {
      const { places, events } = columns;
      this.columns = columns;
      this._place = Int32Array.from(events.place);
      /* Places are kept in the order in which time comes to them: neighbours in time are then neighbours in memory, which
         is what a drag through a million events needs most. A slot is a place's position in that order. */
      const n = places.lat.length, slots = new Int32Array(n).fill(-1);
      this._slot = new Int32Array(this._place.length);
      this._number = new Int32Array(n); /* of each slot its place */
      this._x = new Float64Array(n);    /* slots in a world of 1 by 1 */
      this._y = new Float64Array(n);
      let used = 0;
      for (let i = 0; i < this._slot.length; i++) {
        const p = this._place[i];
        if (slots[p] < 0) {
          [this._x[used], this._y[used]] = L.QantarMercator(places.lon[p], places.lat[p]);
          this._number[used] = p;
          slots[p] = used++;
        }
        this._slot[i] = slots[p];
      }
      this._stamp = new Uint32Array(used); /* of each slot the drawing that met it last */
      this._now = 0;
      this._xs = new Float32Array(used);
      this._ys = new Float32Array(used);
      this._latest = new Int32Array(used);
      this._of = new Int32Array(used);
    }

    /* `shown`: numbers of events by start; `frame`: where the sheet lies ({ ox, oy, world, full }).
       Returns { symbols: [{ x, y, r, events, places, whole, area }], dots: { n, x, y, event, place } or null }; of each place
       the latest event, the latest of all first. The arrays are used again by the next call. */
    gather(shown, { ox, oy, world, full }) {
      const { _slot: slot, _stamp: stamp, _number: number, _x, _y, _xs: xs, _ys: ys, _latest: latest, _of: of } = this;
      const now = ++this._now;
      /* in view, with a margin for the symbol itself */
      const margin = 30, right = full.x + margin, bottom = full.y + margin;
      let kept = 0;
      for (let k = shown.length - 1; k >= 0; k--) {
        const i = shown[k], s = slot[i];
        if (stamp[s] === now) continue;
        stamp[s] = now;
        const x = (_x[s] - ox) * world, y = (_y[s] - oy) * world;
        if (x > -margin && x < right && y > -margin && y < bottom) {
          xs[kept] = x; ys[kept] = y; latest[kept] = i; of[kept++] = number[s];
        }
      }
      const dense = kept > MOST_SYMBOLS;
      return { symbols: dense ? [] : this._symbols(shown, kept), dots: dense ? { n: kept, x: xs, y: ys, event: latest, place: of } : null };
    }

    _symbols(shown, kept) {
      const lists = new Map();
      for (let k = 0; k < kept; k++) lists.set(this._of[k], []);
      for (const i of shown) lists.get(this._place[i])?.push(i);
      const precision = this.columns.places.precision;
      const symbols = [];
      for (let k = 0; k < kept; k++) {
        const p = this._of[k], events = lists.get(p);
        symbols.push({ x: this._xs[k], y: this._ys[k], r: radius(events.length), events, places: [p], whole: precision[p] === COUNTRY });
      }
      symbols.sort((a, b) => b.events.length - a.events.length || a.places[0] - b.places[0]);
      const joined = join(symbols);
      makeRoom(joined);
      for (const s of joined) {
        s.events.sort((a, b) => a - b);
        s.area = s.places.length === 1 && precision[s.places[0]] >= REGION;
      }
      return joined;
    }
  }

  /* A joined symbol is larger and may cover another one, so this goes on until none is covered. What is told of the
     country as a whole is never mixed with what happened at a place. Symbols stand in a grid, so that only neighbours are compared. */
  function join(symbols) {
    const CELL = 52; /* no two symbols whose cells do not touch can cover each other: twice the largest radius */
    const grid = new Map();
    const key = (s, dx = 0, dy = 0) => `${Math.floor(s.x / CELL) + dx}:${Math.floor(s.y / CELL) + dy}`;
    const put = (s) => { const k = key(s); if (!grid.has(k)) grid.set(k, new Set()); grid.get(k).add(s); };
    symbols.forEach(put);
    const queue = [...symbols];
    const gone = new Set();
    for (let q = 0; q < queue.length; q++) {
      const a = queue[q];
      if (gone.has(a)) continue;
      let guest = null, host = null;
      for (let dx = -1; dx <= 1 && !guest; dx++) {
        for (let dy = -1; dy <= 1 && !guest; dy++) {
          for (const b of grid.get(key(a, dx, dy)) || []) {
            if (a === b || a.whole !== b.whole || Math.hypot(a.x - b.x, a.y - b.y) >= a.r + b.r - 2) continue;
            [host, guest] = a.events.length >= b.events.length ? [a, b] : [b, a];
            break;
          }
        }
      }
      if (!guest) continue;
      host.events.push(...guest.events);
      host.places.push(...guest.places);
      host.r = radius(host.events.length);
      gone.add(guest);
      grid.get(key(guest)).delete(guest);
      queue.push(host);
    }
    return symbols.filter((s) => !gone.has(s));
  }

  /* The country's own symbol has no spot to keep: it gives way to what happened at places. */
  function makeRoom(symbols) {
    const whole = symbols.find((s) => s.whole);
    if (!whole) return;
    const free = (x, y) => symbols.every((s) => s === whole || Math.hypot(s.x - x, s.y - y) >= s.r + whole.r + 4);
    const steps = [0, 20, 40, 60, 80].flatMap((d) => [[0, -d], [0, d], [-d, 0], [d, 0], [-d, -d], [d, -d], [-d, d], [d, d]]);
    const [dx, dy] = steps.find(([x, y]) => free(whole.x + x, whole.y + y)) || [0, 0];
    whole.x += dx;
    whole.y += dy;
  }

  root.QantarMarks = QantarMarks;
  QantarMarks.SINGLE = SINGLE;
})(globalThis);
