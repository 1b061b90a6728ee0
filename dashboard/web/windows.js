/* The window of the brush, laid over the charts that have an axis of time, in the same frame as the map. A chart says in
   layout.meta.knots how its axis runs: [[minute, position on the x axis], ...], linear in between. */

const drawn = new WeakMap();
let from = null, to = null;

/* Show the window [start, end) in minutes; null is open. */
export function showWindow(start, end) {
  from = start;
  to = end;
  document.querySelectorAll(".js-plotly-plot").forEach(lay);
}

/* Charts come and change size without telling: look now and then, which costs nothing while all is as it was. */
setInterval(() => document.querySelectorAll(".js-plotly-plot").forEach(lay), 500);

function lay(plot) {
  const layout = plot._fullLayout, knots = plot.layout?.meta?.knots;
  if (!layout?.xaxis || !knots) return;
  const size = layout._size, x = layout.xaxis;
  const state = [from, to, size.l, size.t, size.w, size.h, x._length].join(" ");
  const band = plot.querySelector(".qantar-window");
  if (band && drawn.get(plot) === state) return;
  const px = (minute) => {
    const m = Math.max(knots[0][0], Math.min(knots[knots.length - 1][0], minute));
    const k = Math.max(1, knots.findIndex(([at]) => at >= m));
    const [a, pa] = knots[k - 1], [b, pb] = knots[k];
    return x._offset + x.d2p(pa) + ((m - a) / (b - a)) * (x.d2p(pb) - x.d2p(pa));
  };
  const whole = from === null && to === null;
  const left = px(from ?? -Infinity), right = px(to ?? Infinity);
  const node = band || plot.querySelector(".svg-container").appendChild(document.createElement("div"));
  node.className = "qantar-window";
  node.style.cssText = `left:${left}px;width:${Math.max(0, right - left)}px;top:${size.t}px;height:${size.h}px;`;
  node.hidden = whole || right - left < 0.5;
  drawn.set(plot, state);
}
