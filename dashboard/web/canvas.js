/* A Leaflet layer that is one canvas. It reaches beyond the view on each side, so that a pan shows no blank edge, and
   is moved and scaled with the map while a zoom is animated. */
(function () {
  "use strict";

  const PAD = 0.3; /* how far the canvas reaches beyond the view, in widths and heights of the view */

  /* Web Mercator: degrees to a world of 1 by 1. */
  L.QantarMercator = (lon, lat) => {
    const s = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
  };

  L.QantarCanvas = L.Layer.extend({
    /* Make the canvas in the pane of that name; hidden from assistive technology, which has the list. */
    addCanvas(map, pane, className) {
      this._canvas = L.DomUtil.create("canvas", `${className} leaflet-zoom-animated`);
      this._canvas.setAttribute("aria-hidden", "true");
      map.getPane(pane).appendChild(this._canvas);
      map.on("zoomanim", this._animate, this);
    },

    onRemove(map) {
      map.off("zoomanim", this._animate, this);
      this._canvas.remove();
    },

    _animate(e) {
      if (!this._corner) return;
      const scale = this._map.getZoomScale(e.zoom, this._zoom);
      L.DomUtil.setTransform(this._canvas, this._map._latLngToNewLayerPoint(this._corner, e.zoom, e.center), scale);
    },

    /* Clear the canvas and lay it over the present view. Returns the context in CSS pixels with the sizes of view, margin
       (`pad`) and canvas (`full`) and the layer point of its corner; or null while the map has no size. */
    beginDrawing() {
      const map = this._map;
      const size = map.getSize();
      if (!size.x || !size.y) return null;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const pad = L.point(Math.round(size.x * PAD), Math.round(size.y * PAD));
      const full = size.add(pad.multiplyBy(2));
      const canvas = this._canvas;
      const ctx = canvas.getContext("2d");
      if (canvas.width !== full.x * ratio || canvas.height !== full.y * ratio) {
        canvas.width = full.x * ratio;
        canvas.height = full.y * ratio;
        canvas.style.width = `${full.x}px`;
        canvas.style.height = `${full.y}px`;
      } else { /* the same sheet again: wiping it is much cheaper than a new one */
        ctx.setTransform(1, 0, 0, 1, 0, 0);
        ctx.clearRect(0, 0, canvas.width, canvas.height);
      }
      const origin = map.containerPointToLayerPoint(pad.multiplyBy(-1));
      L.DomUtil.setTransform(canvas, origin, 1);
      this._origin = origin;
      this._corner = map.layerPointToLatLng(origin);
      this._zoom = map.getZoom();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      return { ctx, size, pad, full, origin, ratio, zoom: this._zoom };
    },
  });
})();
