/* The stage of the `drag` benchmark: a map, our time brush and one system that draws what the brush lets through. Every
   system gets the same columns, the same brush and the same moves. ?system=NAME&n=SIZE. */
(function (root) {
  "use strict";

  const systems = {};

  /* Columns as tests/benchmarks/synthetic.py packs them. */
  function unpack(buffer, n, head) {
    let at = 0;
    const take = (Kind) => { const found = new Kind(buffer, at, n); at += found.byteLength; return found; };
    const [start, end, reported, place] = [Int32Array, Int32Array, Int32Array, Int32Array].map(take);
    const [lat, lon] = [Float32Array, Float32Array].map(take);
    const [category, status, precision] = [Uint8Array, Uint8Array, Uint8Array].map(take);
    const none = [];
    const lists = new Array(n).fill(none);
    const uncertainty = Float32Array.from(precision, (p) => [50, 1000, 5000, 15000][p]);
    return {
      ...head.columns,
      events: { id: named("event", n), start, end, reported, place, category, status, areas: lists, actors: lists, sources: lists, occupied: new Uint8Array(n) },
      places: { id: named("place", n), lat, lon, uncertainty, precision },
    };
  }

  const named = (what, n) => Array.from({ length: n }, (_, i) => `${what}-${i}`);

  /* Texts of single events are made when they are asked for: a million of them are not what is measured here. */
  const asked = (what) => new Proxy([], { get: (_, key) => (typeof key === "string" && /^\d+$/.test(key) ? `${what} ${key}` : undefined) });

  async function start() {
    const query = new URLSearchParams(location.search);
    const n = Number(query.get("n")), name = query.get("system");
    const head = await (await fetch("/layer/head.json")).json();
    const buffer = await (await fetch(`/layer/${n}.bin`)).arrayBuffer();
    const begun = performance.now();
    const columns = unpack(buffer, n, head);
    const texts = { ...head.texts };
    for (const k of ["titles", "when", "clock", "day", "places"]) texts[k] = asked(k);
    const january = columns.presets.find((p) => p.id === "january");
    const spec = { from: january.from, to: january.to, known: null };
    /* the brush first: the map then gets the height that is left */
    const brush = new QantarTimeline(document.getElementById("brush"), { columns, texts, filter: new QantarFilter(columns, "/") });
    brush.update({ spec, theme: "light", lang: "en" });
    const map = L.map("map", { center: [48, 67], zoom: 5, maxZoom: 18, zoomControl: false, zoomSnap: 0.25 });
    map.fitBounds(columns.scenes.kazakhstan, { animate: false });
    const system = await systems[name]({ map, columns, texts, spec });
    brush.onInput = (from, to, known, held) => { system.window(from, to, known, held); root.stopwatch.changed = true; };
    brush.onChange = () => {};
    await new Promise((done) => root.stopwatch.painted(done));
    root.stage = { brush, system, ready: performance.now() - begun, path: () => path(brush) };
    document.documentElement.dataset.stage = "ready";
  }

  /* Where the pointer goes: the handle of the window's end, bin by bin to its beginning and back. */
  function path(brush) {
    const box = brush.stage.getBoundingClientRect();
    const there = brush.edges.filter((m) => m > brush.from && m <= brush.to).map((m) => box.left + brush._x(m)).reverse();
    return { y: box.top + 30, x: [...there, ...there.slice(0, -1).reverse()] };
  }

  root.systems = systems;
  addEventListener("DOMContentLoaded", start);
})(globalThis);
