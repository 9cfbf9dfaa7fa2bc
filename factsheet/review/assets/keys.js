// Keys by their place on the keyboard (`event.code`), so that an Arabic layout, which types ش for a, works the same.

import { arrow, close as closeEditor, editing, focusNth } from "./editor.js";
import { dialogOpen } from "./dialogs.js";

const ACTIONS = {
  KeyJ: "next", ArrowDown: "next", KeyK: "previous", ArrowUp: "previous", KeyA: "accept", KeyX: "reject", Space: "skip", Backspace: "undo", KeyE: "edit",
  KeyS: "speaker", KeyN: "add", KeyC: "copy", KeyV: "verify", KeyB: "boilerplate", KeyP: "print", Slash: "search", KeyQ: "queue",
  BracketLeft: "previousArticle", BracketRight: "nextArticle", Home: "first", End: "last",
};
const SHIFTED = { KeyX: "rejectWithReason", Backspace: "redo", Slash: "help" };

export function listen(act, mode) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || dialogOpen()) return;
    const taken = inField(event.target) ? fieldKey(event) : editing() ? editorKey(event) : mode() ? mode().take(event) : pageKey(event, act);
    if (taken) event.preventDefault();
  });
}

function inField(target) { return target.matches?.("input, textarea, select, [contenteditable]"); }

/** In a text field only Escape means something; Enter in the editor saves, in a list of choices as well. */
function fieldKey(event) {
  if (event.code === "Enter" && event.target.matches(".editor select")) { editing()?.element.requestSubmit?.(); return true; }
  if (event.code !== "Escape") return false;
  if (event.target.closest(".editor")) closeEditor(); else event.target.blur();
  return true;
}

function editorKey(event) {
  if (event.code === "Escape") { closeEditor(); return true; }
  if (event.altKey || event.metaKey) return false;
  if (event.code.startsWith("Arrow")) return arrow(event.code, { shift: event.shiftKey, ctrl: event.ctrlKey });
  if (/^Digit[1-9]$/.test(event.code) && !event.ctrlKey) { focusNth(Number(event.code.slice(5))); return true; }
  if (event.code === "Enter" && !event.target.matches("button:not(.place)")) { editing().element.requestSubmit?.(); return true; }
  return false;
}

function pageKey(event, act) {
  const { code } = event;
  if ((event.ctrlKey || event.metaKey) && code === "KeyZ" && !event.altKey) { act(event.shiftKey ? "redo" : "undo"); return true; }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if ((code === "Space" || code === "Enter") && event.target.matches?.("button, a, summary")) return false;
  if (/^Digit[0-5]$/.test(code)) { act("tab", ["all", "quotes", "claims", "dates", "officials", "checks"][Number(code.slice(5))]); return true; }
  const name = event.key === "?" || event.key === "؟" ? "help" : event.shiftKey ? SHIFTED[code] : ACTIONS[code];
  if (!name) return false;
  act(name);
  return true;
}
