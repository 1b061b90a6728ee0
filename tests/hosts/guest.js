/* Keeps what it was told, for the tests to read. */
globalThis.seen = [];
globalThis.themes = [];
const frame = globalThis.QantarFrame.start({ id: "almaty" });
frame.visible((visible) => globalThis.seen.push(visible));
frame.theme((theme) => globalThis.themes.push(theme));
