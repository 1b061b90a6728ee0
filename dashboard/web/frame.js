/* The guest's side of an embed: tells the page around it how high the content is, and the content whether it can be seen.
   The height goes out in every dialect that newsrooms' pages listen to: pym.js, AMP (which @newswire/frames and our host.js
   speak too) and Datawrapper. In comes only a plea to say it again, or a theme, from the page around and from nobody else.
   The page must leave the height of <html> to its content (no 100vh): it is what is measured. */
(function (root) {
  "use strict";

  const ROUNDING = 1; /* a pixel more or less is a host rounding; answering it would go on for ever */

  /* The name that a pym parent gave the frame and expects back; one that could pass for another part of the message is not. */
  function pymName() {
    const name = new URLSearchParams(root.location.search).get("childId");
    return name && name.length <= 200 && !/\s|xPYMx/.test(name) ? name : null;
  }

  const dialects = (id, pym, height) => [
    `pymxPYMx${pym}xPYMxheightxPYMx${height}`,
    { sentinel: "amp", type: "embed-size", height },
    { "datawrapper-height": { [id]: height } },
  ];

  /* "height", "light", "dark", or null for whatever else a page may send. */
  function wish(data) {
    if (typeof data !== "object" || data === null) return null;
    const known = (data.type === "frames-init" && data.sentinel === "amp" && "height")
      || (data.type === "qantar-theme" && ["light", "dark"].includes(data.theme) && data.theme);
    return known && Object.keys(data).length === 2 ? known : null;
  }

  /* A value that callbacks follow: each is told what holds, and what comes. */
  function followed() {
    const callbacks = [];
    let value = null;
    return {
      set(next) {
        if (next === value) return;
        value = next;
        for (const callback of callbacks) callback(value);
      },
      follow(callback) {
        callbacks.push(callback);
        if (value !== null) callback(value);
      },
    };
  }

  /* Says the height to the page around, now and whenever it changes; `says` is called with what that page wishes besides. */
  function speak(id, says) {
    const pym = pymName() || id;
    let told = 0;
    const tell = (again) => {
      const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      if (!height || (!again && Math.abs(height - told) <= ROUNDING)) return;
      told = height;
      /* to any origin: who embeds us is not known beforehand, and a height is no secret */
      for (const message of dialects(id, pym, height)) root.parent.postMessage(message, "*");
    };
    root.addEventListener("message", (event) => {
      const wished = event.source === root.parent ? wish(event.data) : null;
      if (wished === "height") tell(true);
      else if (wished) says(wished);
    });
    new ResizeObserver(() => tell(false)).observe(document.documentElement);
    root.addEventListener("load", () => tell(false)); /* browsers rest the observers of a frame below the fold */
    tell(false);
  }

  /* id: what Datawrapper's dialect calls the embed, and pym's if the address has no childId. Returns
     { visible(callback), theme(callback) }: callbacks get true or false (on screen, in a tab that is looked at), and "light"
     or "dark" when the page around asks for it. */
  function start({ id }) {
    const visible = followed();
    const theme = followed();
    let near = false;
    const look = () => visible.set(near && !document.hidden);
    new IntersectionObserver((entries) => { near = entries.at(-1).isIntersecting; look(); }).observe(document.documentElement);
    document.addEventListener("visibilitychange", look);
    if (root.parent !== root) speak(id, theme.set);
    return { visible: visible.follow, theme: theme.follow };
  }

  root.QantarFrame = { start };
})(globalThis);
