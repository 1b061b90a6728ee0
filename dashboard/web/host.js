/* The host's side of an embed, for the newsroom's page: gives iframe[data-qantar] the height that its content asks for, and
   makes <qantar-embed src title alt theme> out of a figure. No global, no style sheet, nothing of the page is touched but the
   embeds; may be inserted at any time and more than once. Under `script-src 'self'` and `style-src 'self'` it works as well. */
(function () {
  "use strict";
  const TAG = "qantar-embed";
  if (customElements.get(TAG)) return;

  const LEAST = 100; /* px; what asks for less or more is not one of ours */
  const MOST = 4000;
  const PLAIN = "iframe[data-qantar]";
  const THEMES = ["light", "dark", "auto"];
  const embeds = new Set();

  /* Nothing that could run in the page itself; file: is for a page unpacked from a zip. */
  function address(src) {
    try {
      const url = new URL(src, document.baseURI);
      return src && /^(https?:|file:)$/.test(url.protocol) ? url : null;
    } catch {
      return null;
    }
  }

  const say = (frame, message) => frame.contentWindow && frame.contentWindow.postMessage(message, "*");

  function heightIn(data) {
    const ours = data && data.sentinel === "amp" && data.type === "embed-size" && Object.keys(data).length === 3;
    return ours && Number.isInteger(data.height) && data.height >= LEAST && data.height <= MOST ? data.height : 0;
  }

  /* A frame is found by its window when it speaks, so it does not matter when it came. */
  addEventListener("message", (event) => {
    const height = heightIn(event.data);
    if (!height || !event.source) return;
    for (const frame of [...embeds, ...document.querySelectorAll(PLAIN)]) {
      if (frame.contentWindow !== event.source) continue;
      frame.style.height = `${height}px`;
      if (embeds.has(frame)) frame.className = "live";
    }
  });
  /* Those that are there may have spoken before this script came. */
  for (const frame of document.querySelectorAll(PLAIN)) say(frame, { sentinel: "amp", type: "frames-init" });

  /* Until the embed has spoken the figure stays, and holds its place; it is also what is printed. */
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host{display:block;position:relative}
    iframe{position:absolute;top:0;left:0;width:100%;height:100%;border:0;visibility:hidden}
    .live{position:static;display:block;visibility:visible}
    @media screen{.live+slot{display:none}}
    @media print{:host(:not(:empty)) iframe{display:none}}`);

  customElements.define(TAG, class extends HTMLElement {
    static observedAttributes = ["src", "title", "alt", "theme"];

    constructor() {
      super();
      /* no origin, no way out but by a link; a source that it opens is a page like any other, or it would lack its storage */
      const sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
      const fixed = { loading: "lazy", sandbox, referrerpolicy: "strict-origin-when-cross-origin" };
      this._frame = document.createElement("iframe");
      for (const name in fixed) this._frame.setAttribute(name, fixed[name]);
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      shadow.append(document.createElement("slot"));
    }

    connectedCallback() {
      embeds.add(this._frame);
      if (!this._fill()) console.warn(`<${TAG}> needs a title, and a web address as src`, this);
    }

    disconnectedCallback() {
      embeds.delete(this._frame);
    }

    attributeChangedCallback(name, before, theme) {
      if (!this.isConnected) return;
      const told = name === "theme" && this._frame.className && /^(light|dark)$/.test(theme); /* without loading it anew */
      if (!told) return this._fill();
      this._frame.style.colorScheme = theme;
      say(this._frame, { type: "qantar-theme", theme });
    }

    /* Shows the embed, and says whether there is one to show. */
    _fill() {
      const [src, title, alt, theme] = ["src", "title", "alt", "theme"].map((name) => this.getAttribute(name));
      const frame = this._frame;
      const url = address(src);
      if (!url || !title) {
        frame.remove();
        return false;
      }
      if (THEMES.includes(theme)) url.searchParams.set("theme", theme);
      /* a frame whose scheme is not that of its element is drawn on an opaque ground */
      frame.style.colorScheme = theme === "light" || theme === "dark" ? theme : "";
      frame.title = title;
      if (alt) frame.setAttribute("aria-description", alt);
      else frame.removeAttribute("aria-description");
      if (frame.src !== url.href) frame.src = url.href;
      if (!frame.isConnected) this.shadowRoot.prepend(frame);
      return true;
    }
  });
})();
