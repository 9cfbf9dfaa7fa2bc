// Places moved by keys. In Arabic the left arrow goes on, the right arrow back.

import { wordsOf } from "./article.js";
import { paragraphAt, state } from "./state.js";

/** The place after an arrow key; `near` is where a place begins that is not there yet. */
export function adjusted(place, code, { shift, ctrl }, near) {
  if (!place) {
    const words = wordsOf(paragraphAt(near.start));
    return words.find((word) => word.end > near.start) ?? words[0] ?? null;
  }
  if (code === "ArrowUp" || code === "ArrowDown") return otherParagraph(place, code === "ArrowDown" ? 1 : -1);
  const on = code === "ArrowLeft";
  const moved = shift
    ? { start: ctrl ? place.start + (on ? 1 : -1) : edge(place.start, on, "start"), end: place.end }
    : { start: place.start, end: ctrl ? place.end + (on ? 1 : -1) : edge(place.end, on, "end") };
  const last = state.paragraphs.at(-1).end;
  if (moved.start >= moved.end) return on ? onwards(place) : place;
  return { start: Math.max(0, moved.start), end: Math.min(last, moved.end) };
}

/** The beginning or end of the next or the previous word. */
function edge(offset, on, side) {
  let index = paragraphAt(side === "end" && offset > 0 ? offset - 1 : offset);
  for (; index >= 0 && index < state.paragraphs.length; index += on ? 1 : -1) {
    const edges = wordsOf(index).map((word) => word[side]);
    const found = on ? edges.find((at) => at > offset) : edges.findLast((at) => at < offset);
    if (found !== undefined) return found;
  }
  return offset;
}

/** The place becomes the next word: both its ends go on. */
function onwards(place) {
  const start = edge(place.start, true, "start");
  return start > place.start ? { start, end: Math.max(place.end, edge(start, true, "end")) } : place;
}

function otherParagraph(place, step) {
  const index = paragraphAt(place.start) + step;
  const words = index >= 0 && index < state.paragraphs.length ? wordsOf(index) : [];
  return words[0] ?? place;
}
