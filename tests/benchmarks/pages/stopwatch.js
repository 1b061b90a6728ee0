/* From the moment at which the system took up a move of the pointer to the moment after its picture was handed over. Only
   moves that changed the window count: one that stays within its bin changes nothing and would flatter everyone. */
(function (root) {
  "use strict";

  const watch = { changed: false, moves: [], frames: [], running: false };
  let last = null;

  /* After the next paint: a frame's callbacks run before it is painted, a message sent from there is taken up after it. */
  watch.painted = (then) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(0);
    });
  };

  /* On the window and while bubbling: the brush has then done its part. */
  addEventListener("pointermove", (e) => {
    if (!watch.changed) return;
    watch.changed = false;
    if (watch.running) watch.painted(() => watch.moves.push(performance.now() - e.timeStamp));
  });

  function frame(now) {
    if (!watch.running) return;
    if (last !== null) watch.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  }

  watch.begin = () => {
    Object.assign(watch, { moves: [], frames: [], running: true });
    last = null;
    requestAnimationFrame(frame);
  };

  watch.end = () => {
    watch.running = false;
    return { moves: watch.moves, frames: watch.frames };
  };

  root.stopwatch = watch;
})(globalThis);
