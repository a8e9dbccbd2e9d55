// A key pushes the first visible thing of the page that carries it: data-key="p" on a link, a button, a choice or a
// field. "?" lists what this page has. Never inside a field, never while an input method composes, never with
// Ctrl, Alt or the like. Without it everything is there to be pressed.
(() => {
  const TYPED = "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox]):not([type=submit])";
  const isFree = (one) => one.getClientRects().length > 0 && !one.disabled && one.getAttribute("aria-disabled") !== "true";
  const all = () => [...document.querySelectorAll("[data-key]")].filter(isFree);
  const nameOf = (one) => {
    const told = one.getAttribute("aria-label") || (one.labels && one.labels[0] && one.labels[0].textContent);
    if (told) return told.trim();
    const copy = one.cloneNode(true);
    for (const hint of copy.querySelectorAll("kbd")) hint.remove();
    return copy.textContent.trim();
  };
  const mark = () => {
    document.documentElement.classList.add("has-keys");
    for (const one of document.querySelectorAll("[data-key]")) one.setAttribute("aria-keyshortcuts", one.dataset.key);
  };
  const push = (one) => {
    if (!one.matches(TYPED)) return one.click();
    one.focus();
    if (one.select) one.select();
  };
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const list = () => {
    const open = document.querySelector("dialog.keys");
    if (open) return open.close();
    const sheet = document.createElement("dialog");
    if (!sheet.showModal) return;
    sheet.className = "dialog keys";
    sheet.setAttribute("aria-label", "快捷键");
    const rows = make("dl", "");
    for (const one of all()) {
      const row = make("div", "");
      const key = make("dt", "");
      key.append(make("kbd", one.dataset.key.toUpperCase()));
      row.append(key, make("dd", nameOf(one)));
      rows.append(row);
    }
    const form = make("form", "");
    form.method = "dialog";
    form.className = "actions";
    const close = make("button", "关闭");
    close.className = "btn";
    form.append(close);
    sheet.append(make("h2", "本页快捷键"), rows, make("p", "正在输入文字时不起作用。"), form);
    sheet.addEventListener("close", () => sheet.remove());
    document.body.append(sheet);
    sheet.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.repeat || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(TYPED)) return;
    const key = event.key.toLowerCase();
    const found = document.querySelector("dialog[open]") ? key === "?" && document.querySelector("[data-keys]") : all().find((one) => one.dataset.key === key);
    if (!found) return;
    event.preventDefault();
    push(found);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) list();
  });
  mark();
})();
