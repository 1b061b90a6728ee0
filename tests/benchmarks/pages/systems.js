/* The systems that the `drag` benchmark compares. Each is given { map, columns, texts, spec } and gives back
   window(from, to, known, held), shown(), how many events the window lets through, and marks(): [how many, of what] stand for
   them on the map. The rivals have no ground under their markers, which favours them. */
(function (root) {
  "use strict";

  const { systems } = root;

  systems.ours = async ({ map, columns, texts, spec }) => {
    const layer = new L.QantarEvents({ base: "/", columns, texts: { en: texts } }).addTo(map);
    await layer.apply({ lang: "en", theme: "light", scene: "kazakhstan", fit: 1, filter: spec, selected: null });
    const marks = () => (layer._dots ? [layer._dots.n, "dots"] : [layer._marks.length, "symbols"]);
    const painted = () => { /* pixels; reading them may change how the canvas is kept, so only when all is measured */
      const { width, height } = layer._canvas;
      const picture = layer._canvas.getContext("2d").getImageData(0, 0, width, height);
      return new Uint32Array(picture.data.buffer).reduce((sum, pixel) => sum + (pixel ? 1 : 0), 0);
    };
    return { window: (...moment) => layer.window(...moment), shown: () => layer.count(), marks, painted };
  };

  /* The brush and an empty map: what all of them pay, with the wait for the next frame of the screen in it. */
  systems.nothing = async () => ({ window: () => {}, shown: () => 0, marks: () => [0, "nothing"] });

  function circles({ columns }, renderer) {
    const { events, places, style } = columns;
    return Array.from(events.start, (_, i) => L.circleMarker([places.lat[events.place[i]], places.lon[events.place[i]]], {
      radius: 5, weight: 1, fillOpacity: 0.8, color: style.categories[events.category[i]].light, ...(renderer ? { renderer } : {}),
    }));
  }

  const within = ({ events }, i, from, to) => events.start[i] < to && events.end[i] > from;

  /* What a page would do that knows nothing better: all markers away, those of the new window on again. */
  function again(stage, group, markers, marks) {
    const window = (from, to) => {
      group.clearLayers();
      for (let i = 0; i < markers.length; i++) if (within(stage.columns, i, from, to)) group.addLayer(markers[i]);
    };
    window(stage.spec.from, stage.spec.to);
    return { window, shown: () => group.getLayers().length, marks };
  }

  systems.svg = async (stage) => {
    const group = L.layerGroup().addTo(stage.map);
    const count = () => stage.map.getPane("overlayPane").querySelectorAll("path.leaflet-interactive").length;
    return again(stage, group, circles(stage), () => [count(), "SVG circles"]);
  };

  systems.canvas = async (stage) => {
    const group = L.layerGroup().addTo(stage.map);
    return again(stage, group, circles(stage, L.canvas()), () => [group.getLayers().length, "canvas circles"]);
  };

  /* The same with some care: only what changed is taken away or put on. */
  systems.changes = async (stage) => {
    const markers = circles(stage, L.canvas()), on = new Uint8Array(markers.length);
    const window = (from, to) => {
      for (let i = 0; i < markers.length; i++) {
        const wanted = within(stage.columns, i, from, to) ? 1 : 0;
        if (wanted === on[i]) continue;
        on[i] = wanted;
        if (wanted) markers[i].addTo(stage.map); else markers[i].remove();
      }
    };
    window(stage.spec.from, stage.spec.to);
    const shown = () => on.reduce((a, b) => a + b, 0);
    return { window, shown, marks: () => [shown(), "canvas circles"] };
  };

  systems.cluster = async (stage) => {
    const group = L.markerClusterGroup({ chunkedLoading: false, animate: false }).addTo(stage.map);
    const markers = circles(stage);
    const window = (from, to) => {
      group.clearLayers();
      group.addLayers(markers.filter((_, i) => within(stage.columns, i, from, to))); /* all at once is its own advice */
    };
    window(stage.spec.from, stage.spec.to);
    const count = () => document.querySelectorAll(".marker-cluster, path.leaflet-interactive").length;
    return { window, shown: () => group.getLayers().length, marks: () => [count(), "clusters and circles"] };
  };
})(globalThis);
