// The bars' buttons, what is pressed and selected in the article, and what the window tells.

import { unsaved } from "./api.js";
import { factsAt, selectedPlace } from "./article.js";
import { editing, takeSelection } from "./editor.js";
import { showCurrent } from "./list.js";
import { shown } from "./state.js";
import { $, h, t } from "./words.js";

export function setUpControls(act) {
  for (const [id, action] of [["undo", "undo"], ["redo", "redo"], ["print", "print"], ["open-queue", "queue"], ["language", "language"], ["theme", "theme"], ["toggle-brief", "brief"]]) $(id).addEventListener("click", () => act(action));
  $("text").addEventListener("click", (event) => {
    if (editing() || selectedPlace()) return;
    const [found] = factsAt(event.clientX, event.clientY);
    if (found && !shown().includes(found.id)) void act("tab", "all");
    if (found) void act("go", found.id);
  });
  $("dialog").addEventListener("close", () => { if (!editing()) showCurrent(); });
  listenToSelections();
  window.addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });
}

/** A selection goes into the editor: the mouse's when its button is let go, that of a finger as its handles are moved. */
function listenToSelections() {
  let dragging = false;
  document.addEventListener("mousedown", () => { dragging = true; });
  document.addEventListener("mouseup", () => { dragging = false; takeSelection(false); });
  document.addEventListener("selectionchange", () => { if (!dragging) takeSelection(true); });
}

/** What the keys at hand do; for who has no keyboard, buttons. A selection in the article outlives a press on them. */
export function renderKeys(act) {
  const keys = [["K", "previous"], ["J", "next"], ["A", "accept"], ["X", "reject"], ["Space", "skip"], ["E", "edit"], ["N", "add"], ["?", "help"]];
  $("keys").replaceChildren(...keys.map(([key, name]) => {
    let place = null;
    return h("button", { type: "button", "data-action": name, "aria-keyshortcuts": key, onpointerdown: () => { place = selectedPlace(); }, onmousedown: (event) => event.preventDefault(), onclick: () => (name === "add" ? act(name, place ?? selectedPlace()) : act(name)) },
      h("kbd", { "aria-hidden": "true" }, key), " ", t(`action.${name}`));
  }));
}
