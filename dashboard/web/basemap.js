/* The offline basemap: our own GeoJSON drawn on one canvas under the events, in a light and a dark style, with labels in
   the reader's language that never overlap each other or a symbol. Files are fetched only when a zoom needs them. The
   event layer above it says when to draw, and where its symbols are. */
(function () {
  "use strict";

  const PAINT = {
    light: {
      sea: "#DDE5EA", land: "#F6F4EF", csto: "#E9EEDF", host: "#FBF9F3", border: "#9AA3AD", region: "#C3C8CE", urban: "#E4DED3",
      lake: "#C6D8E3", river: "#B4CBDA", city: "#F1EEE6", built: "#E9E4D9", park: "#DDE8D2", apron: "#DAD8D3", runway: "#A9ADB3",
      terminal: "#BDB6AA", rail: "#B3ADA4", road: ["#FFFFFF", "#FFFFFF", "#FFFFFF", "#FFFFFF"], casing: "#CFCAC0",
      label: "#3B434C", soft: "#6B737C", water: "#4E7A94", halo: "rgba(255,255,255,0.85)",
    },
    dark: {
      sea: "#0D1116", land: "#1A1F26", csto: "#212B26", host: "#20262E", border: "#5C6773", region: "#3A434D", urban: "#2B323B",
      lake: "#13242F", river: "#1E3644", city: "#1D232A", built: "#252C34", park: "#1F2D25", apron: "#2C333B", runway: "#59626C",
      terminal: "#4A525C", rail: "#454D56", road: ["#4A535E", "#3F4852", "#38404A", "#333A43"], casing: "#15191E",
      label: "#D5DAE0", soft: "#98A2AE", water: "#7FB0CC", halo: "rgba(13,17,22,0.85)",
    },
  };

  /* What is drawn at which zoom. */
  const FILES = [
    { name: "countries", from: 0, to: 24 },
    { name: "urban", from: 6, to: 11 },
    { name: "water", from: 4, to: 24 },
    { name: "regions", from: 4, to: 11 },
    { name: "almaty", from: 10, to: 24 },
    { name: "almaty_minor", from: 14, to: 24 },
    { name: "airports", from: 5, to: 24 },
    { name: "labels", from: 0, to: 24 },
  ];

  const ROAD = { road_trunk: 0, road_primary: 0, road_secondary: 1, road_tertiary: 2, road_minor: 3 };
  const ROAD_FROM = { road_trunk: 10, road_primary: 10, road_secondary: 12, road_tertiary: 13, road_minor: 14 };
  const STREET_NAMES_FROM = 11.5; /* main roads; each lesser class one zoom later */

  const mercator = L.QantarMercator;

  /* Flatten one feature into rings of world coordinates in 0..1, with its box. */
  function prepare(feature) {
    const { type, coordinates } = feature.geometry;
    const rings = [];
    const walk = (c, depth) => (depth === 0 ? rings.push(c) : c.forEach((x) => walk(x, depth - 1)));
    walk(type === "Point" ? [coordinates] : coordinates, { Point: 0, LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[type]);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const parts = rings.map((ring) => {
      const flat = new Float64Array(ring.length * 2);
      ring.forEach(([lon, lat], i) => {
        const [x, y] = mercator(lon, lat);
        flat[2 * i] = x;
        flat[2 * i + 1] = y;
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
      });
      return flat;
    });
    return { p: feature.properties, area: type.endsWith("Polygon"), parts, box };
  }

  /* A feature of the ground that comes with a view (dashboard/publish/ground.py) as GeoJSON: rings of whole numbers are
     differences of rounded coordinates. */
  function unpack({ p, t, d, r }) {
    const unit = Math.pow(10, d);
    const rings = r.map((ring) => {
      const points = [];
      for (let i = 0, lon = 0, lat = 0; i < ring.length; i += 2) points.push([(lon += ring[i]) / unit, (lat += ring[i + 1]) / unit]);
      return points;
    });
    return { properties: p, geometry: t ? { type: t === 1 ? "MultiLineString" : "Polygon", coordinates: rings } : { type: "Point", coordinates: rings[0][0] } };
  }

  /* The ground: everything but the labels. Drawn anew only when the map moves or its style changes. */
  const Basemap = L.QantarCanvas.extend({
    /* options: base (address of the files), or load(name), which gives the GeoJSON of a file; `ground`: { box, upto, files },
       what a view brings with it: nothing is fetched as long as it is enough */
    initialize(options) {
      this._load = options.load || ((name) => fetch(`${options.base}basemap/${name}.geojson`).then((r) => (r.ok ? r.json() : Promise.reject(new Error(`${name}: ${r.status}`)))));
      this._files = new Map();
      const { box, upto, files } = options.ground || { box: [0, 0, 0, 0], upto: -1, files: {} };
      const [left, bottom] = mercator(box[0], box[1]), [right, top] = mercator(box[2], box[3]);
      this._ground = { box: [left, top, right, bottom], upto };
      this._pieces = new Map(Object.entries(files).map(([name, rows]) => [name, rows.map(unpack).map(prepare)]));
      this.theme = "light";
      this.lang = "en";
      this.members = false; /* whether the CSTO's members are tinted */
    },

    onAdd(map) {
      this.addCanvas(map, "tilePane", "qantar-basemap");
      this.labels = new Labels({ basemap: this }).addTo(map);
    },

    _want({ zoom, view, full, pad }) {
      const { box, upto } = this._ground;
      const dx = (pad.x / full.x) * (view[2] - view[0]), dy = (pad.y / full.y) * (view[3] - view[1]);
      const within = view[0] + dx >= box[0] && view[1] + dy >= box[1] && view[2] - dx <= box[2] && view[3] - dy <= box[3];
      if (zoom <= upto && within) return;
      for (const file of FILES) {
        if (zoom < file.from || zoom > file.to || this._files.has(file.name)) continue;
        this._files.set(file.name, null);
        this._load(file.name)
          .then((data) => {
            this._files.set(file.name, data.features.map(prepare));
            this.redraw();
            this.labels.redraw();
          })
          .catch(() => this._files.delete(file.name)); /* tried again at the next move */
      }
    },

    redraw() {
      const sheet = this._map && this.beginDrawing();
      if (!sheet) return;
      const at = this.frame(sheet);
      this._want(at);
      this._paint(sheet.ctx, at);
    },

    /* Where a sheet lies in the world. Counted in pixels: a corner beyond the poles has no latitude to go by. */
    frame({ zoom, full, pad, origin }) {
      const world = 256 * Math.pow(2, zoom);
      const corner = this._map.getPixelOrigin().add(origin);
      const ox = corner.x / world, oy = corner.y / world;
      return { zoom, world, ox, oy, view: [ox, oy, ox + full.x / world, oy + full.y / world], full, pad };
    },

    /* The features of a file that touch the frame `at`, where its zoom shows them. */
    features(name, at) {
      const file = FILES.find((f) => f.name === name);
      if (at.zoom < file.from || at.zoom > file.to) return [];
      const v = at.view;
      return (this._files.get(name) || this._pieces.get(name) || []).filter((f) => f.box[0] < v[2] && f.box[2] > v[0] && f.box[1] < v[3] && f.box[3] > v[1]);
    },

    _trace(ctx, f, at) {
      ctx.beginPath();
      for (const part of f.parts) {
        for (let i = 0; i < part.length; i += 2) {
          const x = (part[i] - at.ox) * at.world, y = (part[i + 1] - at.oy) * at.world;
          if (i) ctx.lineTo(x, y); else ctx.moveTo(x, y);
        }
        if (f.area) ctx.closePath();
      }
    },

    _fill(ctx, f, at, colour) {
      this._trace(ctx, f, at);
      ctx.fillStyle = colour;
      ctx.fill("evenodd");
    },

    _line(ctx, f, at, colour, width, dash) {
      this._trace(ctx, f, at);
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.setLineDash(dash || []);
      ctx.stroke();
      ctx.setLineDash([]);
    },

    _paint(ctx, at) {
      const paint = PAINT[this.theme];
      ctx.fillStyle = paint.sea;
      ctx.fillRect(0, 0, at.full.x, at.full.y);
      ctx.lineJoin = "round";
      ctx.lineCap = "round";
      /* Kazakhstan is drawn last: its outline is finer than its neighbours'. */
      const countries = this.features("countries", at).sort((a, b) => (a.p.country === "KZ") - (b.p.country === "KZ"));
      for (const f of countries) {
        this._fill(ctx, f, at, this.members && f.p.csto ? paint.csto : f.p.country === "KZ" ? paint.host : paint.land);
        if (f.p.country !== "KZ") this._line(ctx, f, at, paint.border, at.zoom < 5 ? 0.7 : 1);
      }
      for (const f of this.features("urban", at)) this._fill(ctx, f, at, paint.urban);
      for (const f of this.features("water", at)) {
        if (f.p.kind === "lake") this._fill(ctx, f, at, paint.lake);
        else if (at.zoom < 11) this._line(ctx, f, at, paint.river, at.zoom < 6 ? 0.6 : 1.1);
      }
      for (const f of this.features("regions", at)) this._line(ctx, f, at, paint.region, 1, [5, 3]);
      for (const f of countries) if (f.p.country === "KZ") this._line(ctx, f, at, paint.border, 1.5);
      this._city(ctx, at, paint);
      for (const f of this.features("airports", at)) {
        if (f.p.kind === "runway" && at.zoom >= 11) this._line(ctx, f, at, paint.runway, Math.max(2, at.zoom - 10));
      }
    },

    _city(ctx, at, paint) {
      const fills = { city_limit: paint.city, built_up: paint.built, park: paint.park, cemetery: paint.park, lake: paint.lake, apron: paint.apron, terminal: paint.terminal };
      const features = this.features("almaty", at);
      for (const f of features) if (f.area && fills[f.p.kind]) this._fill(ctx, f, at, fills[f.p.kind]);
      for (const f of features) {
        if (f.p.kind === "river" || f.p.kind === "canal") this._line(ctx, f, at, paint.river, 1.4);
        if (f.p.kind === "railway") this._line(ctx, f, at, paint.rail, 1.2, [6, 3]);
        if (f.p.kind === "runway") this._line(ctx, f, at, paint.runway, Math.max(2, (at.zoom - 10) * 2));
        if (f.p.kind === "taxiway" && at.zoom >= 13) this._line(ctx, f, at, paint.runway, 1);
      }
      const roads = features.concat(this.features("almaty_minor", at)).filter((f) => f.p.kind in ROAD && at.zoom >= ROAD_FROM[f.p.kind]);
      const width = (f) => Math.max(0.8, [3.2, 2.4, 1.8, 1.3][ROAD[f.p.kind]] * Math.pow(1.45, at.zoom - 13));
      for (const f of roads) this._line(ctx, f, at, paint.casing, width(f) + 1.2);
      for (const f of roads.sort((a, b) => ROAD[b.p.kind] - ROAD[a.p.kind])) this._line(ctx, f, at, paint.road[ROAD[f.p.kind]], width(f));
    },
  });

  /* The labels, on a sheet of their own between ground and events, clear of the symbols. */
  const Labels = L.QantarCanvas.extend({
    initialize(options) {
      this._ground = options.basemap;
      this._avoid = [];
    },

    onAdd(map) {
      map.createPane("qantarLabels").style.zIndex = 350;
      map.getPane("qantarLabels").style.pointerEvents = "none";
      this.addCanvas(map, "qantarLabels", "qantar-labels");
    },

    /* `avoid`: boxes [left, top, right, bottom] of symbols, in CSS pixels of the map's container. */
    redraw(avoid) {
      if (avoid) this._avoid = avoid;
      const sheet = this._map && this.beginDrawing();
      if (sheet) this._write(sheet.ctx, this._ground.frame(sheet), PAINT[this._ground.theme]);
    },

    /* Labels: most important first, each only where it is free of the ones before it. */
    _write(ctx, at, paint) {
      const taken = this._avoid.map((b) => [b[0] + at.pad.x, b[1] + at.pad.y, b[2] + at.pad.x, b[3] + at.pad.y]);
      const name = (p) => p.name || p[`name_${this._ground.lang}`] || p.name_en;
      const inside = { left: at.pad.x, top: at.pad.y, right: at.full.x - at.pad.x, bottom: at.full.y - at.pad.y };
      const put = (text, x, y, font, colour, options) => {
        const o = options || {};
        ctx.font = font;
        const w = ctx.measureText(text).width / 2 + 3, h = parseInt(/(\d+)px/.exec(font)[1], 10) / 2 + 2;
        const cos = Math.abs(Math.cos(o.angle || 0)), sin = Math.abs(Math.sin(o.angle || 0));
        const bw = w * cos + h * sin, bh = w * sin + h * cos;
        const cx = o.from === undefined ? x : x + o.from * w;
        const box = [cx - bw, y - bh, cx + bw, y + bh];
        /* a label must be wholly on screen or wholly off it: half a word helps nobody */
        const off = box[2] < inside.left || box[0] > inside.right || box[3] < inside.top || box[1] > inside.bottom;
        const on = box[0] >= inside.left && box[2] <= inside.right && box[1] >= inside.top && box[3] <= inside.bottom;
        if (!on && !off) return false;
        if (taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1])) return false;
        taken.push(box);
        ctx.save();
        ctx.translate(cx, y);
        if (o.angle) ctx.rotate(o.angle);
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        ctx.strokeStyle = paint.halo;
        ctx.lineWidth = 3;
        ctx.strokeText(text, 0, 0);
        ctx.fillStyle = colour;
        ctx.fillText(text, 0, 0);
        ctx.restore();
        return true;
      };
      const FONT = '"Source Sans", "Source Sans Pro", "Noto Sans", system-ui, sans-serif';
      for (const f of this._ground.features("labels", at)) {
        const { kind, from, to } = f.p;
        if (at.zoom < from || at.zoom > to) continue;
        const x = (f.parts[0][0] - at.ox) * at.world, y = (f.parts[0][1] - at.oy) * at.world;
        if (kind === "country") put(name(f.p).toLocaleUpperCase(this._ground.lang), x, y, `600 11px ${FONT}`, paint.soft);
        else if (kind === "region") put(name(f.p), x, y, `italic 12px ${FONT}`, paint.soft);
        else {
          const font = `${f.p.rank === 1 ? 600 : 500} ${f.p.rank === 1 ? 13 : 12}px ${FONT}`;
          /* right of the dot, then clear of a symbol on it: right, left, below, above */
          const tries = [[5, 0, 1], [24, 0, 1], [-5, 0, -1], [-24, 0, -1], [0, 30, 0], [0, -30, 0]];
          if (tries.some(([dx, dy, from]) => put(name(f.p), x + dx, y + dy, font, paint.label, { from }))) {
            ctx.beginPath();
            ctx.arc(x, y, 2.4, 0, 7);
            ctx.fillStyle = paint.label;
            ctx.fill();
          }
        }
      }
      if (at.zoom < STREET_NAMES_FROM) return;
      const seen = new Map();
      for (const f of this._ground.features("almaty", at)) {
        const text = name(f.p);
        if (!text) continue;
        if (f.area) {
          const box = f.box, x = ((box[0] + box[2]) / 2 - at.ox) * at.world, y = ((box[1] + box[3]) / 2 - at.oy) * at.world;
          if ((box[2] - box[0]) * at.world > 70) put(text, x, y, `italic 11px ${FONT}`, f.p.kind === "lake" ? paint.water : paint.soft);
          continue;
        }
        const rank = ROAD[f.p.kind] ?? 1;
        if (at.zoom < STREET_NAMES_FROM + rank) continue;
        for (const part of f.parts) this._along(part, at, text, seen, (x, y, angle) => put(text, x, y, `${rank ? 400 : 500} 11px ${FONT}`, f.p.kind === "river" ? paint.water : paint.label, { angle }));
      }
    },

    /* Offer the straightest long piece of a line for its label; a name is repeated only far from itself. */
    _along(part, at, text, seen, put) {
      let best = null;
      for (let i = 0; i + 3 < part.length; i += 2) {
        const x1 = (part[i] - at.ox) * at.world, y1 = (part[i + 1] - at.oy) * at.world;
        const x2 = (part[i + 2] - at.ox) * at.world, y2 = (part[i + 3] - at.oy) * at.world;
        const mx = (x1 + x2) / 2, my = (y1 + y2) / 2;
        const length = Math.hypot(x2 - x1, y2 - y1);
        const visible = mx > at.pad.x && my > at.pad.y && mx < at.full.x - at.pad.x && my < at.full.y - at.pad.y;
        if (visible && length > text.length * 6.5 && (!best || length > best.length)) best = { mx, my, length, angle: Math.atan2(y2 - y1, x2 - x1) };
      }
      if (!best) return;
      if (best.angle > Math.PI / 2) best.angle -= Math.PI;
      if (best.angle < -Math.PI / 2) best.angle += Math.PI;
      const before = seen.get(text) || [];
      if (before.some(([x, y]) => Math.hypot(x - best.mx, y - best.my) < 420)) return;
      if (put(best.mx, best.my, best.angle)) seen.set(text, before.concat([[best.mx, best.my]]));
    },
  });

  L.QantarBasemap = Basemap;
})();
