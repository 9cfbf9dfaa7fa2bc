// What the page knows: the article as the server has it, what is under way, and what is shown of it.

export const KINDS = ["quotes", "claims", "dates", "officials"];
export const LOW = 0.75;

export const state = {
  lang: "ar", by: "", template: "brief", queue: [], key: null,
  article: null, paragraphs: [], facts: new Map(), order: [],
  version: 0, checks: [], orphans: [], undo: null, redo: null,
  current: null, tab: "all", only: "", speaker: "", search: "",
  pending: new Map(), // fact id → the state that was asked for and is not yet on disk
};

export function takeArticle(view) {
  Object.assign(state, { key: view.key, article: view.article, paragraphs: view.paragraphs });
  state.facts = new Map(view.facts.map((fact) => [fact.id, fact]));
  takeState(view);
}

/** Takes what a write changed; the ids of the facts that are others now. */
export function takeChanges(view) {
  if (view.full) { takeArticle(view.full); return null; }
  for (const fact of view.facts) state.facts.set(fact.id, fact);
  for (const id of view.removed) state.facts.delete(id);
  const order = state.order.length;
  takeState(view);
  return view.removed.length || order !== state.order.length ? null : view.facts.map((fact) => fact.id);
}

function takeState(view) {
  for (const name of ["version", "checks", "orphans", "undo", "redo"]) state[name] = view[name];
  const rank = (fact) => KINDS.indexOf(fact.of);
  state.order = [...state.facts.values()].sort((a, b) => rank(a) - rank(b) || a.hull.start - b.hull.start).map((fact) => fact.id);
  state.checked = new Map();
  for (const check of state.checks) {
    if (check.severity === "info") continue;
    for (const id of check.facts) state.checked.set(id, [...(state.checked.get(id) ?? []), check]);
  }
}

/** The state of a fact as the reviewer sees it: what was just asked for counts at once. */
export function statusOf(fact) { return state.pending.get(fact.id) ?? fact.review.status; }

export function fact(id = state.current) { return state.facts.get(id) ?? null; }

export function speakerOf(quote) { return quote.speaker.name ?? quote.speaker.mention?.text ?? ""; }

const FILTERS = {
  "": () => true,
  pending: (fact) => statusOf(fact) === "pending",
  decided: (fact) => statusOf(fact) !== "pending",
  rejected: (fact) => statusOf(fact) === "rejected",
  low: (fact) => fact.confidence < LOW,
  checked: (fact) => state.checked.has(fact.id) || fact.again !== null,
};
export const FILTER_NAMES = Object.keys(FILTERS);

export function plain(text) {
  return text.normalize("NFKC").replace(/[\u064b-\u065f\u0670\u0640]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
}

function textOf(fact) {
  const words = fact.of === "quotes" ? [...fact.spans.map((span) => span.text), speakerOf(fact)]
    : fact.of === "officials" ? [fact.name, fact.role ?? ""] : [fact.span.text, String(fact.value ?? "")];
  return plain(words.join(" "));
}

/** The ids that the list shows, in order. */
export function shown() {
  const wanted = plain(state.search.trim());
  return state.order.filter((id) => {
    const fact = state.facts.get(id);
    return (state.tab === "all" || fact.of === state.tab) && FILTERS[state.only](fact)
      && (!state.speaker || (fact.of === "quotes" && speakerOf(fact) === state.speaker))
      && (!wanted || textOf(fact).includes(wanted));
  });
}

/** The next shown fact after the current one that nobody decided on; from the top when there is none below. */
export function nextPending() {
  const ids = shown();
  const at = ids.indexOf(state.current);
  const open = (id) => statusOf(state.facts.get(id)) === "pending";
  return ids.slice(at + 1).find(open) ?? ids.slice(0, Math.max(at, 0)).find(open) ?? null;
}

export function progress() {
  let done = 0;
  for (const fact of state.facts.values()) done += statusOf(fact) !== "pending";
  return { done, all: state.facts.size };
}

/** The text between two places, which are offsets of the whole article. */
export function textBetween(start, end) {
  let text = "";
  for (const paragraph of state.paragraphs) {
    if (paragraph.start >= end || paragraph.end <= start) continue;
    text += (text ? " " : "") + paragraph.text.slice(Math.max(0, start - paragraph.start), end - paragraph.start);
  }
  return text;
}

export function paragraphAt(offset) {
  let low = 0;
  let high = state.paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (state.paragraphs[middle].start <= offset) low = middle; else high = middle - 1;
  }
  return low;
}
