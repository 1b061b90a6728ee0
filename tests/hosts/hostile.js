/* Messages that nobody should act on: each known shape with values that do not fit, and what can be cloned at all.
   None is well-formed: no whole number between 100 and 4000 where a height belongs, no theme that exists. */
globalThis.hostile = function () {
  const values = [
    NaN, Infinity, -Infinity, 0, -0, -1, -420, 1, 99, 99.99, 420.5, 4000.5, 4001, 1e9, 2 ** 53, Number.MAX_VALUE, 420n,
    "", "420", "420px", "1e3", "light ", "DARK", "auto", "__proto__", "constructor", "<img src=x onerror=alert(1)>",
    "javascript:alert(1)", "x".repeat(1e5), null, undefined, true, false, [], [420], ["light"], {}, { height: 420 },
    new Date(420), new Number(420), new String("light"), new Map([["height", 420]]), new Set([420]), /420/, new Error("420"),
    new ArrayBuffer(420), new Float64Array(420), new Blob(["420"]),
  ];
  const text = (value) => { try { return String(value); } catch { return "?"; } };
  const shapes = [
    (value) => value,
    (value) => ({ sentinel: "amp", type: "embed-size", height: value }),
    (value) => ({ sentinel: value, type: "embed-size", height: 500 }),
    (value) => ({ sentinel: "amp", type: value, height: 500 }),
    (value) => ({ sentinel: "amp", type: "embed-size", height: 500, more: value }),
    (value) => [{ sentinel: "amp", type: "embed-size", height: 500 }, value],
    (value) => ({ sentinel: value, type: "frames-init" }),
    (value) => ({ sentinel: "amp", type: "frames-init", more: value }),
    (value) => ({ type: "qantar-theme", theme: value }),
    (value) => ({ type: "qantar-theme", theme: "dark", more: value }),
    (value) => ({ type: value, theme: "dark" }),
    (value) => ({ "datawrapper-height": { almaty: value } }),
    (value) => ({ "datawrapper-height": value }),
    (value) => `pymxPYMxalmatyxPYMxheightxPYMx${text(value)}`,
    (value) => `pymxPYMxalmatyxPYMx${text(value)}xPYMx500`,
    (value) => `pymxPYMxalmatyxPYMxwidthxPYMx${text(value)}`,
    (value) => `pymxPYMxalmatyxPYMxnavigateToxPYMx${text(value)}`,
  ];
  const cyclic = { sentinel: "amp", type: "embed-size" };
  cyclic.height = cyclic;
  let deep = {};
  for (let k = 0; k < 1000; k++) deep = { sentinel: "amp", type: "embed-size", height: deep };
  const listed = Object.assign([1], { sentinel: "amp", type: "embed-size", height: 500 });
  const huge = { sentinel: "amp", type: "embed-size", height: 500 };
  for (let k = 0; k < 20000; k++) huge[`key${k}`] = k;
  const strings = [
    "pym", "pymx", "pymxPYMx", "xPYMx".repeat(1000), "pymxPYMxalmatyxPYMxheight", "pymxPYMxxPYMxheightxPYMx500",
    "[iFrameSizer]almaty:500:300:init", '{"sentinel":"amp","type":"embed-size","height":500}',
    '{"__proto__":{"sentinel":"amp","type":"embed-size","height":500}}', "pym".repeat(1e5),
    JSON.stringify({ sender: "Flourish", context: "iframe.resize", method: "resize", height: 500, src: location.href }),
  ];
  return [...shapes.flatMap((shape) => values.map(shape)), cyclic, deep, listed, huge, ...strings];
};
