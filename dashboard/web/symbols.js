/* Symbols of events, drawn on a canvas or as SVG from the style that the layer brings (dashboard/views/style.py).
   Colour and outline say the family, the glyph says the category, the fill says the status. Also the tools that map
   and panels share. */
(function (root) {
  "use strict";

  /* Outline of a shape around (0, 0) with "radius" r as a list of path commands; one description for canvas and SVG. */
  function outline(shape, r) {
    const k = r * 0.94;
    switch (shape) {
      case "square":
        return `M${-k * 0.92} ${-k * 0.92}H${k * 0.92}V${k * 0.92}H${-k * 0.92}Z`;
      case "diamond":
        return `M0 ${-r * 1.22}L${r * 1.22} 0L0 ${r * 1.22}L${-r * 1.22} 0Z`;
      case "hexagon":
        return `M${-r * 1.08} 0L${-r * 0.54} ${-k}H${r * 0.54}L${r * 1.08} 0L${r * 0.54} ${k}H${-r * 0.54}Z`;
      case "shield":
        return `M${-k * 0.94} ${-k * 0.9}H${k * 0.94}V${k * 0.15}Q${k * 0.9} ${k * 0.85} 0 ${r * 1.2}Q${-k * 0.9} ${k * 0.85} ${-k * 0.94} ${k * 0.15}Z`;
      default:
        return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    }
  }

  const DASHES = { confirmed: [], claimed: [], disputed: [4, 2.5], unverified: [1.2, 2.4] };

  class Symbols {
    constructor(style) {
      this.style = style;
      this.paths = new Map();
      this.sheets = new Map();
    }

    /* What `paint(ctx)` draws around (0, 0) within `reach`, kept as a picture under `key` and stamped at (x, y): a stroke with
       dashes or a clip costs many times a stamp, and a map draws a hundred of them in every frame of a drag. */
    stamp(ctx, x, y, key, reach, paint) {
      const ratio = ctx.getTransform().a;
      const name = `${key} ${ratio}`;
      let sheet = this.sheets.get(name);
      if (!sheet) {
        sheet = document.createElement("canvas");
        sheet.width = sheet.height = Math.ceil(2 * reach * ratio);
        const own = sheet.getContext("2d");
        own.scale(ratio, ratio);
        own.translate(reach, reach);
        paint(own);
        this.sheets.set(name, sheet);
      }
      ctx.drawImage(sheet, x - reach, y - reach, 2 * reach, 2 * reach);
    }

    path(text) {
      if (!this.paths.has(text)) this.paths.set(text, new Path2D(text));
      return this.paths.get(text);
    }

    /* Draw category number `cat` with status number `status` at (x, y) with radius r. */
    draw(ctx, x, y, r, cat, status, theme) {
      this.stamp(ctx, x, y, `symbol ${cat} ${status} ${r} ${theme}`, Math.ceil(r * 1.3) + 4, (own) => this._paint(own, r, cat, status, theme));
    }

    _paint(ctx, r, cat, status, theme) {
      const c = this.style.categories[cat];
      const name = this.style.statuses[status];
      const solid = name === "confirmed";
      const shape = this.path(outline(c.shape, r));
      ctx.save();
      ctx.lineJoin = "round";
      ctx.lineCap = "round";
      ctx.strokeStyle = this.style.surface[theme];
      ctx.lineWidth = 3.5;
      ctx.stroke(shape);
      ctx.fillStyle = solid ? c[theme] : this.style.surface[theme];
      ctx.fill(shape);
      ctx.strokeStyle = c[theme];
      ctx.lineWidth = solid ? 1 : 2;
      ctx.setLineDash(DASHES[name]);
      ctx.stroke(shape);
      ctx.setLineDash([]);
      const s = (r * 1.32) / 16;
      ctx.scale(s, s);
      ctx.translate(-8, -8);
      ctx.lineWidth = 1.5 / s > 2 ? 2 : 1.5 / s;
      ctx.strokeStyle = solid ? (theme === "dark" ? "#10141A" : "#FFFFFF") : c[theme];
      ctx.stroke(this.path(c.glyph));
      ctx.restore();
    }

    /* The plain shape of a family. */
    shape(family, size, theme) {
      const svg = node("svg", { width: size, height: size, viewBox: "-12 -12 24 24", "aria-hidden": "true", focusable: "false" });
      svg.append(node("path", { d: outline(family.shape, 9.2), fill: family[theme] }));
      return svg;
    }

    /* The same symbol as an SVG element of `size` CSS pixels; decorative, so hidden from assistive technology. */
    svg(cat, status, size, theme) {
      const c = this.style.categories[cat];
      const name = this.style.statuses[status];
      const solid = name === "confirmed";
      const svg = node("svg", { width: size, height: size, viewBox: "-12 -12 24 24", "aria-hidden": "true", focusable: "false" });
      svg.append(
        node("path", {
          d: outline(c.shape, 9.2),
          fill: solid ? c[theme] : this.style.surface[theme],
          stroke: c[theme],
          "stroke-width": solid ? 1 : 1.8,
          "stroke-dasharray": DASHES[name].join(" ") || "none",
          "stroke-linejoin": "round",
        }),
        node("path", {
          d: c.glyph,
          transform: "scale(0.78) translate(-8 -8)",
          fill: "none",
          stroke: solid ? (theme === "dark" ? "#10141A" : "#FFFFFF") : c[theme],
          "stroke-width": 1.9,
          "stroke-linecap": "round",
          "stroke-linejoin": "round",
        })
      );
      return svg;
    }
  }

  function node(tag, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [k, v] of Object.entries(attributes || {})) made.setAttribute(k, v);
    return made;
  }

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text; /* never markup: titles come from outside */
    return node;
  }

  root.QantarSymbols = Symbols;

  /* Of each language its plurals and numbers: making them takes longer than a hundred uses. */
  const spoken = new Map();
  function speech(lang) {
    if (!spoken.has(lang)) spoken.set(lang, { plurals: new Intl.PluralRules(lang), numbers: new Intl.NumberFormat(lang) });
    return spoken.get(lang);
  }

  function number(n, lang) {
    return speech(lang).numbers.format(n);
  }

  /* "3 events": `forms` by plural category of the language */
  function counted(forms, n, lang) {
    const form = forms[speech(lang).plurals.select(n)] || forms.other;
    return form.replace("{n}", number(n, lang));
  }

  root.QantarTools = { counted, element, node, number };
})(globalThis);
