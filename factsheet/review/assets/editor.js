// Editing and adding: fields, some of which are places in the article, set by selecting or by the arrow keys.

import { drawEditing, reveal, selectedPlace } from "./article.js";
import { choiceField, inputField, listField, placeField } from "./fields.js";
import { adjusted } from "./places.js";
import { fact as factOf, speakerOf, state, textBetween } from "./state.js";
import { $, button, h, t } from "./words.js";

let open = null;

export function editing() { return open; }

const words = (place) => ({ start: place.start, end: place.end });
const spans = (list) => (list ?? []).map(words);

/** The fields of each kind of fact: name → its value in the editor, and how it is shown. */
const FORMS = {
  quotes: (fact) => [
    listField("spans", spans(fact?.spans)), choiceField("kind", ["direct", "mixed", "indirect"], fact?.kind ?? "indirect", "kind"),
    listField("verbatim", fact?.kind === "direct" ? [] : spans(fact?.verbatim), { when: (values) => values.kind === "mixed" }),
    placeField("cue", fact?.cue ? words(fact.cue) : null), ...speakerFields(fact), listField("relay", fact?.relay ?? [], { needed: false }),
    placeField("medium", fact?.medium ? words(fact.medium) : null), dateField(fact),
  ],
  claims: (fact) => [
    placeField("span", fact ? words(fact.span) : null, true), ...(fact ? claimFields(fact) : []),
  ],
  dates: (fact) => [
    placeField("span", fact ? words(fact.span) : null, true),
    ...(fact ? [inputField("value", fact.value, t("edit.iso")), choiceField("calendar", ["gregorian", "hijri"], fact.calendar, "calendar")] : []),
  ],
  officials: (fact) => [
    listField("mentions", spans(fact?.mentions)), ...(fact ? [placeField("name", null, false, fact.name)] : []),
    choiceField("kind", ["person", "organization"], fact?.kind ?? "person", "who"),
    placeField("role", null, false, fact?.role), placeField("affiliation", null, false, fact?.affiliation),
  ],
};

function claimFields(fact) {
  return [
    placeField("number", words(fact.number), true), inputField("value", fact.value), inputField("low", fact.low), inputField("high", fact.high),
    inputField("unit", fact.unit, "km, USD, %, year…"), choiceField("kind", ["count", "money", "percent", "measure", "duration", "age", "ratio", "vague"], fact.kind, "claim"),
    choiceField("comparator", ["exact", "about", "more_than", "less_than", "at_least", "at_most"], fact.comparator, "comparator"),
    placeField("counted", fact.counted ? words(fact.counted) : null),
  ];
}

/** The article's sources, a name to be selected, or nobody. */
function speakerFields(fact) {
  const sources = new Map();
  for (const official of state.facts.values()) if (official.of === "officials" && official.review.status !== "rejected") sources.set(`official:${official.id}`, official.name);
  const names = new Set(sources.values());
  for (const quote of state.facts.values()) {
    const name = quote.of === "quotes" ? speakerOf(quote) : "";
    if (name && !names.has(name) && quote.id !== fact?.id) { names.add(name); sources.set(`like:${quote.id}`, name); }
  }
  const same = fact ? [["same", speakerOf(fact) || t("field.unknown")]] : [];
  const choices = [...same, ...sources, ["selection", t("field.selection")], ["none", t("field.unknown")]];
  const selecting = (values) => values.speaker === "selection";
  return [
    choiceField("speaker", choices, fact ? "same" : "none"), { ...placeField("speaker_place", null), when: selecting },
    { ...choiceField("speaker_kind", ["person", "organization", "group", "document", "unnamed"], "person", "who"), when: selecting },
  ];
}

/** When it was said: one of the article's dates. */
function dateField(fact) {
  const dates = [...state.facts.values()].filter((date) => date.of === "dates" && (date.review.status !== "rejected" || date.id === fact?.said_on));
  const named = dates.map((date) => [date.id, [date.span.text, date.value].filter(Boolean).map(isolated).join(" · ")]);
  return choiceField("said_on", [["", t("field.unknown")], ...named], fact?.said_on ?? "");
}

/** Words that keep their own direction where no element can hold them. */
function isolated(words) { return `\u2068${words}\u2069`; }

/** Opens the editor on a fact (or with `of` for one that is missing), the named field first. `done(wish)` sends it. */
export function openEditor({ fact = null, of = fact.of, first = null, start = null, done, closed }) {
  close();
  const fields = FORMS[of](fact);
  const element = h("form", { class: "editor", "aria-label": fact ? t("edit.title") : t("edit.add", { of: t(`of.${of}`) }) });
  open = { fact, of, fields, element, closed, values: {}, started: {}, active: null };
  for (const field of fields) open.started[field.name] = JSON.stringify((open.values[field.name] = field.value));
  const message = h("p", { class: "refused", role: "alert", hidden: true });
  element.append(h("h3", {}, fact ? t("edit.title") : t("edit.add", { of: t(`of.${of}`) })), h("div", { class: "form" }), h("p", { class: "hint" }, t("edit.hint")), message,
    h("div", { class: "actions" }, button(t("action.save"), { class: "button primary", type: "submit" }, "Enter"), button(t("action.cancel"), { onclick: close }, "Esc")));
  element.addEventListener("submit", (event) => { event.preventDefault(); void save(done, message); });
  if (start) setPlace(fields[0].list ? { name: fields[0].name, index: 0 } : { name: fields[0].name, index: null }, start, false);
  document.getSelection().removeAllRanges();
  if (fact) cardElement(fact.id)?.append(element); else $("adding").replaceChildren(element);
  if (of === "quotes" && start && opensSpeech(start)) open.values.kind = "direct";
  render();
  focusField(first ?? fields[0].name);
  element.scrollIntoView({ block: "nearest" });
}

function opensSpeech(place) { return /[«“„‟"‹]\s*$/u.test(textBetween(Math.max(0, place.start - 2), place.start)); }

export function close() {
  if (!open) return;
  const { element, closed } = open;
  const inside = element.contains(document.activeElement);
  open = null;
  element.remove();
  drawEditing([]);
  closed(inside);
}

/** Draws the list anew around the editor: what is begun outlives what others did; not where its fact is gone. */
export function keepEditor(renderList) {
  const focused = open?.element.contains(document.activeElement) ? document.activeElement : null;
  renderList();
  if (!open) return;
  const card = open.fact && cardElement(open.fact.id);
  if (open.fact && !card) { close(); return; }
  card?.append(open.element);
  focused?.focus();
  draw();
}

function cardElement(id) { return document.querySelector(`.fact[data-id="${CSS.escape(id)}"]`); }

function render() {
  const form = open.element.querySelector(".form");
  const focused = document.activeElement?.closest?.("[data-field]")?.dataset.field;
  let n = 0;
  form.replaceChildren(...open.fields.filter((field) => field.when?.(open.values) ?? true).map((field) => field.render(open, (n += 1), {
    set: (value) => { open.values[field.name] = value; render(); draw(); },
    activate: (index) => { open.active = { name: field.name, index }; mark(); draw(); },
  })));
  mark();
  if (focused) form.querySelector(`[data-field="${focused}"]`)?.focus();
}

function mark() {
  for (const element of open.element.querySelectorAll(".place")) {
    const own = open.active?.name === element.dataset.name && String(open.active.index) === element.dataset.index;
    element.setAttribute("aria-pressed", String(own));
  }
}

function draw() {
  const place = activePlace();
  drawEditing(place ? [place] : []);
  if (place) reveal({ start: Math.max(place.start, place.end - 1), end: place.end });
}

function activePlace() {
  if (!open?.active) return null;
  const value = open.values[open.active.name];
  const place = open.active.index === null ? value : value?.[open.active.index];
  return typeof place === "object" ? place : null; // a name that stands there already has no place
}

function setPlace(active, place, shown = true) {
  if (active.index === null) open.values[active.name] = place;
  else {
    const list = [...(open.values[active.name] ?? [])];
    list[active.index] = place;
    open.values[active.name] = list;
  }
  open.active = active;
  if (shown) { render(); draw(); }
}

function focusField(name) {
  const field = open.element.querySelector(`[data-name="${name}"]`) ?? open.element.querySelector("[data-name]");
  field?.focus({ preventScroll: true });
}

/** The nth field of the form gets the focus. */
export function focusNth(n) { open?.element.querySelectorAll(".field")[n - 1]?.querySelector("[data-name]")?.focus(); }

/** A selection in the article goes into the active place, once. One that is still being moved stays selected. */
export function takeSelection(moving) {
  if (!open?.active) return;
  const place = selectedPlace();
  const taken = moving && place?.start === open.taken?.start && place?.end === open.taken?.end;
  open.taken = place;
  if (!place || taken) return;
  setPlace(open.active, place);
  if (!moving) document.getSelection().removeAllRanges();
}

/** Arrow keys move the active place's end (Shift: its beginning), by words or by characters. */
export function arrow(code, { shift, ctrl }) {
  if (!open?.active) return false;
  const from = open.fact ?? factOf();
  const place = adjusted(activePlace(), code, { shift, ctrl }, from ? from.hull : { start: 0, end: 1 });
  if (place) setPlace(open.active, place);
  return true;
}

function changes() {
  const changed = {};
  for (const { name } of open.fields) {
    if (JSON.stringify(open.values[name]) !== open.started[name]) changed[name] = open.values[name];
  }
  for (const name of ["spans", "verbatim", "mentions", "relay"]) if (changed[name]) changed[name] = changed[name].filter(Boolean);
  if ("said_on" in changed) changed.said_on ||= null;
  if (changed.speaker || changed.speaker_place) changed.speaker = speaker(open.values);
  delete changed.speaker_place;
  delete changed.speaker_kind;
  return changed;
}

function speaker({ speaker: chosen, speaker_place: place, speaker_kind: kind }) {
  if (chosen === "none") return null;
  if (chosen === "selection") return { span: place, kind };
  const [how, id] = chosen.split(":");
  return { [how]: id };
}

async function save(done, message) {
  const { fact, of } = open;
  const changed = changes();
  if (!Object.keys(changed).length) { message.textContent = t("edit.nothing"); message.hidden = false; return; }
  if (!fact && of === "quotes") changed.kind ??= open.values.kind;
  const refused = await done(fact ? { kind: "edit", fact: fact.id, changes: changed } : { kind: "add", of, fields: changed });
  if (refused === null) { close(); return; }
  message.textContent = refused;
  message.hidden = !refused;
  message.scrollIntoView({ block: "nearest" });
}
