/* Outlines of buildings, coloured by what had happened to them in the window that is shown. */
(function (root) {
  "use strict";

  /* The state of a building in [from, to), and whether it is sure: attacked, entered, ended, attacked_held, unclear or none.
     Each turn is known between two bounds only; what lies between them is said to be unsure, and so is how long a building
     was held if nobody says when it was left. With both sides open it is the summary of the record. */
  function stateOf(o, from, to) {
    if (from === null && to === null) return { state: o.state, sure: o.state !== "unclear" };
    const start = from ?? -Infinity, end = to ?? Infinity;
    const first = (b) => b[0] ?? b[1];
    const over = o.ended[1] !== null && start >= o.ended[1];
    if (over) return { state: "ended", sure: true };
    const until = (b) => o.ended[0] ?? b[1] ?? Infinity;
    const turn = (b) => end >= (b[1] ?? Infinity) && start < until(b);
    if (o.state === "entered" && first(o.entered) !== null && end > first(o.entered)) {
      return { state: "entered", sure: turn(o.entered) };
    }
    if (first(o.attacked) !== null && end > first(o.attacked)) {
      const state = o.state === "entered" ? "attacked" : o.state;
      return { state, sure: o.state !== "unclear" && turn(o.attacked) };
    }
    const told = [o.entered, o.attacked, o.ended].some((b) => first(b) !== null);
    return told ? { state: null, sure: true } : { state: o.state, sure: false };
  }

  class QantarFootprints {
    constructor(columns) {
      const index = new Map((columns.places.id || []).map((id, i) => [id, i]));
      const occupations = new Map((columns.occupations || []).map((o) => [o.place, o]));
      this.style = columns.style;
      this.shapes = (columns.footprints?.features || []).map((f) => ({
        ring: f.geometry.coordinates[0],
        occupation: occupations.get(index.get(f.properties.place_id)),
      })).sort((a, b) => Boolean(a.occupation) - Boolean(b.occupation));
    }

    draw(ctx, project, theme, from, to) {
      for (const { ring, occupation } of this.shapes) {
        const { state, sure } = occupation ? stateOf(occupation, from, to) : { state: null, sure: true };
        ctx.beginPath();
        ring.forEach(([lon, lat], i) => {
          const p = project(lat, lon);
          if (i) ctx.lineTo(p.x, p.y); else ctx.moveTo(p.x, p.y);
        });
        ctx.closePath();
        ctx.save();
        const colour = state ? this.style.occupations[state][theme] : this.style.muted[theme];
        ctx.globalAlpha = state === "entered" && sure ? 0.5 : state ? 0.22 : 0.14;
        ctx.fillStyle = colour;
        ctx.fill();
        ctx.globalAlpha = state ? 1 : 0.6;
        ctx.strokeStyle = colour;
        ctx.lineWidth = state ? 1.8 : 1;
        ctx.setLineDash(sure ? [] : [4, 3]);
        ctx.stroke();
        ctx.restore();
      }
    }
  }

  QantarFootprints.stateOf = stateOf;
  root.QantarFootprints = QantarFootprints;
})(globalThis);
