/* The gallery's copy buttons. */
(function () {
  "use strict";

  document.addEventListener("click", async (e) => {
    const button = e.target.closest("button.copy");
    if (!button) return;
    const code = button.previousElementSibling;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = document.body.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2000);
    } catch { /* a browser that refuses: mark the text, so that the keyboard can take it */
      getSelection().selectAllChildren(code);
    }
  });
})();
