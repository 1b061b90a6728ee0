/* How many of the events that a filter shows fall where, and where on which day: the browser's side of
   dashboard/views/tallies.py, over columns, with its words. A test holds the two together. */
(function (root) {
  "use strict";

  const { counted } = globalThis.QantarTools;
  const DAY = 1440;
  const byKey = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  class QantarTallies {
    /* columns and texts as the layer gives them, filter: a QantarFilter over the same columns */
    constructor(columns, filter, texts, lang) {
      Object.assign(this, { columns, filter, texts, lang });
      this.clock = new globalThis.QantarClock(columns.zone, texts.time);
      const families = columns.style.families.map((f) => f.id);
      this.family = columns.style.categories.map((c) => families.indexOf(c.family));
      this.areas = new Set(columns.areas);
      this.began = []; /* see dayOf: of each event once */
    }

    /* Words with a number: `forms` by plural category. */
    said(forms, n) {
      return counted(forms, n, this.lang);
    }

    /* The pick that narrows the page to an area, or none where no event lies in it: a piece of an address. */
    _pick(area) {
      return this.areas.has(area) ? `area=${encodeURIComponent(area)}` : "";
    }

    /* { head, rows: [{ key, name, pick, families: [number, ...], total }], most } */
    places(spec) {
      const { columns, texts } = this, { places, regions, events } = columns, rules = columns.tallies;
      const shown = this.filter.select(spec);
      const perRegion = new Uint32Array(regions.length);
      for (const i of shown) perRegion[places.region[events.place[i]]]++;
      const one = perRegion.reduce((a, b) => Math.max(a, b), 0) >= rules.nearly_all * shown.length;
      const found = new Map();
      for (const i of shown) {
        const place = events.place[i], region = places.region[place];
        const key = one ? places.id[place] : regions[region];
        let row = found.get(key);
        if (!row) {
          row = { key, name: one ? texts.places[place] : texts.regions[region], families: columns.style.families.map(() => 0), total: 0 };
          found.set(key, row);
        }
        row.families[this.family[events.category[i]]]++;
        row.total++;
      }
      const ranked = [...found.values()].sort((a, b) => b.total - a.total || byKey(a.key, b.key));
      const rest = ranked.length > rules.top_places + 1 ? ranked.splice(rules.top_places) : [];
      const rows = ranked.map((row) => ({ ...row, pick: this._pick(row.key) }));
      if (rest.length) {
        const sum = (of) => rest.reduce((n, row) => n + of(row), 0);
        const families = rest[0].families.map((_, k) => sum((row) => row.families[k]));
        rows.push({ key: "", name: this.said(texts.tallies.other_places, rest.length), pick: "", families, total: sum((row) => row.total) });
      }
      const most = rows.reduce((n, row) => Math.max(n, row.total), 0);
      return { head: this.said(texts.tallies.by_place, shown.length), rows, most };
    }

    /* The minute at which the day of Almaty began on which an event began, or null where it is vaguer than a day. */
    dayOf(i) {
      const { start, end } = this.columns.events;
      if (this.began[i] === undefined) this.began[i] = end[i] - start[i] > DAY ? null : this.clock.midnight(start[i]);
      return this.began[i];
    }

    /* The days of a window, or those that are drawn else: the minutes at which they begin in Almaty. */
    _days({ from, to }) {
      const rules = this.columns.tallies, { clock } = this;
      const read = (iso) => { const [y, m, d] = iso.split("-").map(Number); return clock.at(y, m - 1, d); };
      const short = from !== null && to !== null && to - from <= rules.longest * DAY;
      const first = short ? clock.midnight(from) : read(rules.first);
      const last = short ? Math.max(first, clock.midnight(to - 1)) : read(rules.last);
      const days = [first];
      while (days[days.length - 1] < last) days.push(clock.midnight(first, days.length));
      return days;
    }

    _iso(minute) {
      return this.clock.local(minute).toISOString().slice(0, 10);
    }

    /* The first day with its month, every second one by its number. */
    _label(days, k) {
      if (days.length > 7 && k % 2) return "";
      const day = this.clock.local(days[k]).getUTCDate();
      return k === 0 || day === 1 ? this.clock.shortDay(days[k]) : String(day);
    }

    /* { head, days: [{ minute, name, label }], rows: [{ key, name, cells: [number, ...], picks: [text, ...], total }],
       most, note } */
    matrix(spec) {
      const { columns, texts } = this, { places, regions, events } = columns;
      const shown = this.filter.select(spec);
      const days = this._days(spec), column = new Map(days.map((d, k) => [d, k]));
      const found = new Map();
      let vague = 0;
      for (const i of shown) {
        const day = this.dayOf(i), k = column.get(day), region = places.region[events.place[i]];
        if (day === null) vague++;
        if (k === undefined) continue;
        let row = found.get(region);
        if (!row) {
          row = { key: regions[region], name: texts.regions[region], cells: days.map(() => 0), total: 0 };
          found.set(region, row);
        }
        row.cells[k]++;
        row.total++;
      }
      const rows = [...found.values()].sort((a, b) => b.total - a.total || byKey(a.key, b.key)).slice(0, columns.tallies.top_regions);
      const isos = days.map((d) => this._iso(d)), next = days.map((d) => this._iso(this.clock.midnight(d, 1)));
      for (const row of rows) {
        const pick = this._pick(row.key);
        row.picks = isos.map((from, k) => pick && `${pick}&from=${from}&to=${next[k]}`);
      }
      const drawn = rows.reduce((n, row) => n + row.total, 0), elsewhere = shown.length - vague - drawn;
      const note = [
        texts.tallies.days,
        vague ? this.said(texts.tallies.vague, vague) : "",
        elsewhere ? this.said(texts.tallies.elsewhere, elsewhere) : "",
      ].filter(Boolean).join(" ");
      return {
        head: this.said(texts.tallies.by_day, drawn),
        days: days.map((minute, k) => ({ minute, name: this.clock.day(minute), label: this._label(days, k) })),
        rows,
        most: rows.reduce((n, row) => Math.max(n, ...row.cells), 1),
        note,
      };
    }

    /* { share, ink } of a number among numbers up to `most`: how much of the colour is in its ground, and whether its text is
       the page's ink. */
    shade(count, most, theme) {
      const { palest, bend, ...themes } = this.columns.style.shades;
      const share = palest + (1 - palest) * (count / most) ** bend;
      return { share, ink: share < themes[theme].turn };
    }
  }

  root.QantarTallies = QantarTallies;
})(globalThis);
