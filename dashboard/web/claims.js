/* Published figures and sources as lists of texts: card, reading view and embeds show them alike. */
(function (root) {
  "use strict";

  const { element } = globalThis.QantarTools;

  function figures(list) {
    const ul = element("ul", "figures");
    for (const f of list) {
      const li = element("li", f.retracted ? "retracted" : "");
      const line = element("p");
      line.append(element("b", "", f.value), element("span", "", f.what));
      li.append(line, element("small", "", `${f.claimant}, ${f.claimed}`));
      if (f.status) li.append(element("small", "fate", f.status));
      ul.append(li);
    }
    return ul;
  }

  function sources(list) {
    const ol = element("ol", "sources");
    for (const s of list) {
      const li = element("li");
      const link = element("a", "", s.title || s.publisher);
      if (/^https?:\/\//.test(s.url)) link.href = s.url; /* nothing else becomes a link */
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      if (s.lang) link.lang = s.lang;
      li.append(link, element("small", "", [s.title ? s.publisher : "", s.published, s.kind, s.language, s.same].filter(Boolean).join(" · ")));
      ol.append(li);
    }
    return ol;
  }

  root.QantarClaims = { figures, sources };
})(globalThis);
