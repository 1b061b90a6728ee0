/* What is shown, in one sentence: dashboard/layer/filters.py `sentence`, while the window moves. A test holds the two together. */
(function (root) {
  "use strict";

  const { number } = globalThis.QantarTools;

  /* texts and clock (a QantarClock) of a language; spec: { from, to, known } in minutes or null; count: how many events are
     shown; qualities: what else the filter asks for, in words. */
  root.QantarSentence = function sentence(texts, clock, { from, to, known }, count, qualities, lang) {
    const parts = [...qualities];
    if (from !== null || to !== null) parts.unshift(clock.window(from, to));
    if (known !== null) parts.push(texts.time.known.replace("{time}", clock.moment(known)));
    const head = texts.of.replace("{n}", number(count, lang));
    return parts.length ? `${head}: ${parts.join(" · ")}` : head;
  };
})(globalThis);
