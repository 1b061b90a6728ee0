/* Presentation mode: a row of scenes, and the keys of a remote control that step through them. */
const { element } = globalThis.QantarTools;

const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };
let listening = null;

/* data: { scenes: [{ id, label }], scene, ui: { scenes, leave, keys } }; tells the app `scene` or `leave` */
export function fillPresenter(root, { scenes, scene, ui }, tell) {
  const here = scenes.findIndex((s) => s.id === scene);
  const go = (step) => {
    const next = Math.max(0, Math.min(scenes.length - 1, here + step));
    if (next !== here) tell("scene", { id: scenes[next].id, at: performance.now() });
  };
  const row = element("nav", "scenes");
  row.setAttribute("aria-label", ui.scenes);
  scenes.forEach((s, i) => {
    const button = element("button", "", s.label);
    button.type = "button";
    if (i === here) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => go(i - here));
    row.append(button);
  });
  const leave = element("button", "leave", ui.leave);
  leave.type = "button";
  leave.addEventListener("click", () => tell("leave", performance.now()));
  root.replaceChildren(row, element("small", "", ui.keys), leave);
  /* one listener for the page, whatever is drawn anew; a control that has the keys itself keeps them */
  if (listening) document.removeEventListener("keydown", listening);
  listening = (e) => {
    const at = e.composedPath()[0];
    if (!root.isConnected) { document.removeEventListener("keydown", listening); listening = null; return; }
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || at.matches?.("input, select, textarea, [role=slider]")) return;
    if (e.key === "Escape") tell("leave", performance.now());
    else if (e.key === " " && at.matches?.("button")) return;
    else if (STEPS[e.key]) go(STEPS[e.key]);
    else return;
    e.preventDefault();
  };
  document.addEventListener("keydown", listening);
}
