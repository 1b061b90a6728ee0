/* How the event layer looks: symbols, rings with a count, discs of uncertainty, dots, arcs and captions, on a canvas. */
(function (root) {
  "use strict";

  const CAPTION = '600 11px "Source Sans", "Noto Sans", system-ui, sans-serif';
  const SINGLE = globalThis.QantarMarks.SINGLE;
  const EXACT = 0; /* place precision "building" */

  class QantarPaint {
    constructor(columns, symbols) {
      this.columns = columns;
      this.symbols = symbols;
    }

    /* What holds for one drawing: { theme, zoom, texts, marks, hover, selected, cursor, stepping } */
    with(look) {
      this.look = look;
      return this;
    }

    /* Names of areas and of contingents, each only where it covers no symbol; their boxes are added to `boxes`. */
    captions(ctx, boxes, arcs, pad, size) {
      const clear = (box) => !boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]);
      for (const mark of this.look.marks) {
        if (!mark.area) continue;
        const text = this.look.texts.places[mark.places[0]];
        const [left, , right] = this._captionBox(ctx, text, mark.x, mark.y);
        const side = mark.r + (right - left) / 2 + 8;
        const tries = [[mark.x, mark.y + mark.r + 14], [mark.x, mark.y - mark.r - 14], [mark.x - side, mark.y], [mark.x + side, mark.y]];
        const free = tries.find((p) => clear(this._captionBox(ctx, text, ...p)));
        if (free) boxes.push(this._caption(ctx, text, ...free));
      }
      for (const [text, at] of arcs) {
        const reach = Math.max(10, ...this.look.marks.filter((m) => Math.hypot(m.x - at.x, m.y - at.y) < m.r + 8).map((m) => m.y + m.r - at.y));
        const [left, , right] = this._captionBox(ctx, text, at.x, 0);
        const half = (right - left) / 2;
        const inward = left > pad.x - 60 ? Math.max(0, pad.x + 3 - left) - Math.max(0, right - (pad.x + size.x - 3)) : 0;
        const x = at.x + inward;
        const tries = [[x, at.y + reach + 11], [x, at.y - reach - 11], [at.x + reach + half + 4, at.y], [at.x - reach - half - 4, at.y], [x, at.y + reach + 30],
          [x + half, at.y - reach - 11], [x + half, at.y + reach + 11], [x - half, at.y - reach - 11], [x - half, at.y + reach + 11]];
        /* never half of a name at the edge of the view, if the place itself is in it */
        const inView = ([a, , b]) => at.x < pad.x || at.x > pad.x + size.x || (a >= pad.x && b <= pad.x + size.x);
        const fits = (p) => { const box = this._captionBox(ctx, text, ...p); return inView(box) && clear(box); };
        const free = tries.find(fits);
        if (free) boxes.push(this._caption(ctx, text, free[0], free[1], true));
      }
    }

    /* Too many places for symbols: a dot each, in the colour of its latest event, put into the picture point by point. */
    dots({ ctx, full, ratio }, dots) {
      const width = Math.round(full.x * ratio), height = Math.round(full.y * ratio);
      if (!this._picture || this._picture.width !== width || this._picture.height !== height) {
        this._picture = new ImageData(width, height);
        this._pixels = new Uint32Array(this._picture.data.buffer);
      } else this._pixels.fill(0);
      const { style, events } = this.columns;
      const theme = this.look.theme;
      const colours = Uint32Array.from(style.categories, (c) => {
        const [r, g, b] = [1, 3, 5].map((k) => parseInt(c[theme].slice(k, k + 2), 16));
        return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0; /* as the bytes lie on every machine that runs a browser today */
      });
      const side = Math.max(2, Math.round((dots.n > 20000 ? 2 : 4) * ratio));
      const { n, x, y, event } = dots, { category } = events, pixels = this._pixels;
      const shift = 0.5 - side / 2, right = width - side, bottom = height - side;
      for (let k = n - 1; k >= 0; k--) { /* the latest comes first and is painted last */
        const left = Math.floor(x[k] * ratio + shift), top = Math.floor(y[k] * ratio + shift);
        if (left < 0 || top < 0 || left > right || top > bottom) continue;
        const colour = colours[category[event[k]]];
        let at = top * width + left;
        if (side === 2) { /* by far the most, and twice as fast without the loops */
          pixels[at] = pixels[at + 1] = pixels[at + width] = pixels[at + width + 1] = colour;
          continue;
        }
        for (let row = 0; row < side; row++, at += width) {
          for (let column = 0; column < side; column++) pixels[at + column] = colour;
        }
      }
      ctx.putImageData(this._picture, 0, 0);
    }

    precision(ctx, mark, size) {
      const { places } = this.columns;
      const place = mark.places[0];
      if (mark.places.length > 1 || places.precision[place] === EXACT) return;
      const metres = 40075016.686 * Math.abs(Math.cos((places.lat[place] * Math.PI) / 180)) / Math.pow(2, this.look.zoom + 8);
      const disc = places.uncertainty[place] / metres;
      const own = disc > mark.r + 4 && disc < Math.max(size.x, size.y) * 0.55 && !mark.area;
      const r = own ? disc : mark.r + 5;
      const theme = this.look.theme;
      if (r > 60) { ctx.save(); ctx.translate(mark.x, mark.y); this._disc(ctx, r); ctx.restore(); return; }
      const rounded = Math.round(r);
      this.symbols.stamp(ctx, mark.x, mark.y, `disc ${rounded} ${theme}`, rounded + 2, (sheet) => this._disc(sheet, rounded));
    }

    /* A hatched circle of uncertainty around (0, 0): a wide one with few, faint lines. */
    _disc(ctx, r) {
      const { style } = this.columns;
      const theme = this.look.theme;
      const wide = r > 60;
      ctx.beginPath();
      ctx.arc(0, 0, r, 0, 2 * Math.PI);
      if (!wide) {
        ctx.fillStyle = theme === "dark" ? "rgba(255,255,255,0.05)" : "rgba(30,40,50,0.045)";
        ctx.fill();
      }
      ctx.strokeStyle = style.muted[theme];
      ctx.globalAlpha = 0.75;
      ctx.lineWidth = 1;
      ctx.setLineDash([3, 3]);
      ctx.stroke();
      ctx.clip();
      ctx.setLineDash([]);
      ctx.globalAlpha = wide ? 0.13 : 0.45;
      ctx.beginPath();
      const step = wide ? 22 : 5;
      for (let d = -2 * r; d <= 2 * r; d += step) {
        ctx.moveTo(d - r, r);
        ctx.lineTo(d + r, -r);
      }
      ctx.stroke();
    }

    _captionBox(ctx, text, x, y) {
      ctx.font = CAPTION;
      const half = ctx.measureText(text).width / 2 + 4;
      return [x - half, y - 9, x + half, y + 9];
    }

    /* A label of a symbol; returns its box. On a `plate` it stays readable over lines. */
    _caption(ctx, text, x, y, plate) {
      const { style } = this.columns;
      const theme = this.look.theme;
      ctx.save();
      const box = this._captionBox(ctx, text, x, y);
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = ctx.strokeStyle = style.surface[theme];
      if (plate) {
        ctx.beginPath();
        ctx.roundRect(box[0], box[1], box[2] - box[0], 17, 3);
        ctx.globalAlpha = 0.9;
        ctx.fill();
        ctx.globalAlpha = 1;
      } else {
        ctx.lineWidth = 3;
        ctx.strokeText(text, x, y);
      }
      ctx.fillStyle = style.ink[theme];
      ctx.fillText(text, x, y);
      ctx.restore();
      return box;
    }

    mark(ctx, mark) {
      const { events, style } = this.columns;
      const theme = this.look.theme;
      const chosen = mark.events.includes(this.look.selected);
      const reached = this.look.stepping && mark.events.includes(this.look.cursor);
      if (chosen || reached || mark.events[0] === this.look.hover) {
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, mark.r + 5, 0, 2 * Math.PI);
        ctx.strokeStyle = style.surface[theme];
        ctx.lineWidth = 6;
        ctx.stroke();
        ctx.strokeStyle = style.ink[theme];
        ctx.lineWidth = chosen || reached ? 3 : 1.5;
        ctx.stroke();
      }
      if (mark.events.length === 1) {
        const i = mark.events[0];
        this.symbols.draw(ctx, mark.x, mark.y, SINGLE, events.category[i], events.status[i], theme);
        return;
      }
      /* a ring of the families in it, so that the mix stays visible; the number inside */
      const counts = new Map();
      for (const i of mark.events) {
        const family = style.categories[events.category[i]].family;
        counts.set(family, (counts.get(family) || 0) + 1);
      }
      ctx.save();
      ctx.beginPath();
      ctx.arc(mark.x, mark.y, mark.r + 1.5, 0, 2 * Math.PI);
      ctx.fillStyle = style.surface[theme];
      ctx.fill();
      let from = -Math.PI / 2;
      ctx.lineWidth = 5;
      for (const family of style.families) {
        const n = counts.get(family.id);
        if (!n) continue;
        const to = from + (n / mark.events.length) * 2 * Math.PI;
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, mark.r - 2, from, to);
        ctx.strokeStyle = family[theme];
        ctx.stroke();
        from = to;
      }
      ctx.fillStyle = style.ink[theme];
      ctx.font = '700 13px "Source Sans", "Noto Sans", system-ui, sans-serif';
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(String(mark.events.length), mark.x, mark.y + 0.5);
      ctx.restore();
    }

    /* Where the CSTO contingents came from; returns the labels, which are written after the symbols. */
    arcs(ctx, project) {
      const { style, contingents } = this.columns;
      const theme = this.look.theme;
      const labels = [];
      contingents.forEach((c, i) => {
        if (c.from === null || c.to === null) return;
        const { lat, lon } = this.columns.places;
        const a = project(lat[c.from], lon[c.from]), b = project(lat[c.to], lon[c.to]);
        const mx = (a.x + b.x) / 2, my = (a.y + b.y) / 2 - Math.hypot(b.x - a.x, b.y - a.y) * 0.16;
        ctx.save();
        ctx.beginPath();
        ctx.moveTo(a.x, a.y);
        ctx.quadraticCurveTo(mx, my, b.x, b.y);
        ctx.strokeStyle = style.categories.find((x) => x.id === "deployment")[theme];
        ctx.globalAlpha = 0.75;
        ctx.lineWidth = c.role === "total" ? 2 : 1.2;
        ctx.setLineDash(c.official ? [] : [5, 3]);
        ctx.stroke();
        ctx.restore();
        if (this.look.texts.contingents[i]) labels.push([this.look.texts.contingents[i], a]);
      });
      return labels;
    }
  }

  root.QantarPaint = QantarPaint;
})(globalThis);
