/* Put into every frame before its own scripts: when did which part of the page change last? Parts: map, charts, list, text.
   Changes are nodes and text that come or go, lines of a drawing that move, and strokes on a canvas; so a chart counts when it
   is drawn, not when it is merely dimmed. All moments are of one clock, read and reset from the top frame. */
(() => {
  "use strict";

  let home;
  try { home = window.top.qantarWatch ||= { last: {}, up: null, moved: null, frames: 0 }; } catch { return; } /* a frame of another host */
  const now = () => performance.timeOrigin + performance.now();
  const PARTS = {
    charts: '[data-testid="stPlotlyChart"], .tally',
    list: '.list, [data-testid="stDataFrame"]',
    map: '[data-testid="stDeckGlJsonChart"]',
    text: '[data-testid="stMarkdown"], .qantar-sentence',
  };
  const ANY = Object.values(PARTS).join();
  const framed = window !== window.top; /* the only frame in any of these apps is a map's */

  const partAt = (element) => Object.keys(PARTS).find((part) => element.matches(PARTS[part]));
  const mark = (element) => { if (element) home.last[partAt(element)] = now(); };

  /* A chart that is drawn changes thousands of nodes at once: each parent is looked at once, and no longer than needed. */
  function changes(records) {
    const seen = new Set();
    for (const { target, addedNodes } of records) {
      if ((target.ownerDocument ?? target) !== document) { home.last.map = now(); continue; } /* of the frame, see below */
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      if (!element || seen.has(element)) continue;
      seen.add(element);
      const part = element.closest(ANY);
      mark(part);
      if (part) continue;
      for (const added of addedNodes) { /* a part that comes as a whole */
        if (added.nodeType === Node.ELEMENT_NODE) mark(added.matches(ANY) ? added : added.querySelector(ANY));
      }
    }
  }
  const observer = new MutationObserver(changes);
  const wanted = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["d", "points", "x", "y", "transform"] };
  if (!framed) {
    observer.observe(document, wanted);
    /* A frame's window is taken over from its first empty document, so that a script in it would watch that one. */
    document.addEventListener("load", ({ target }) => {
      if (target.tagName !== "IFRAME" || !target.contentDocument) return;
      home.frames++;
      observer.observe(target.contentDocument, wanted);
    }, true);
  }

  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observer.observe(root, wanted);
    return root;
  };

  const parts = new WeakMap(); /* of a canvas its part; strokes are many */
  function stroke(canvas) {
    if (!canvas.isConnected) return;
    if (!parts.has(canvas)) parts.set(canvas, framed ? "map" : partAt(canvas.closest(ANY) || canvas) || null);
    if (parts.get(canvas)) home.last[parts.get(canvas)] = now();
  }
  const STROKES = {
    CanvasRenderingContext2D: ["clearRect", "fillRect", "putImageData"],
    WebGL2RenderingContext: ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"],
  };
  for (const [kind, names] of Object.entries(STROKES)) {
    const own = window[kind]?.prototype;
    for (const name of own ? names : []) {
      const plain = own[name];
      own[name] = function (...given) { stroke(this.canvas); return plain.apply(this, given); };
    }
  }

  if (framed) return;
  addEventListener("pointerup", (e) => { home.up = performance.timeOrigin + e.timeStamp; }, true);
  addEventListener("pointermove", (e) => { if (home.up === null) home.moved = performance.timeOrigin + e.timeStamp; }, true);
  Object.assign(home, {
    reset() { Object.assign(home, { last: {}, up: null, moved: null }); },
    /* Milliseconds since anything changed, or null while the app runs. */
    quiet() {
      const app = document.querySelector('[data-testid="stApp"]');
      if (!app || app.dataset.testScriptState !== "notRunning") return null;
      return now() - Math.max(home.up ?? 0, ...Object.values(home.last));
    },
    /* Of each part the milliseconds from the release of the pointer to its last change. */
    since: () => Object.fromEntries(Object.entries(home.last).map(([part, at]) => [part, at - home.up])),
    /* Milliseconds from the last move of the pointer before its release to the last change of any of `parts`. */
    sinceMove: (parts) => Math.max(...parts.map((part) => home.last[part] ?? home.moved)) - home.moved,
  });
})();
