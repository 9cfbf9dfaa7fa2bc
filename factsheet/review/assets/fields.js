// The fields of the editor. A field knows its name, its value, and how to show itself.

import { textBetween } from "./state.js";
import { button, h, t } from "./words.js";

function row(field, n, control) {
  return h("div", { class: "field", role: "group", "aria-label": t(`field.${field.name}`) }, h("span", { class: "name" }, n < 10 ? h("kbd", { "aria-hidden": "true" }, String(n)) : null, t(`field.${field.name}`)), control);
}

function placeButton(field, place, index, tools, shown = null) {
  const words = typeof place === "string" ? place : place ? textBetween(place.start, place.end) : shown;
  return h("button", {
    type: "button", class: `place${words ? "" : " empty"}`, "data-name": field.name, "data-field": `${field.name}-${index}`, "data-index": String(index), dir: words ? "rtl" : null, lang: words ? "ar" : null, "aria-pressed": "false",
    onfocus: () => tools.activate(index), onclick: () => tools.activate(index),
  }, words || t("field.none"));
}

/** One place in the article; null when it is left empty, unless it must be there. `shown` is what stood there before. */
export function placeField(name, value, needed = false, shown = null) {
  const field = { name, value };
  field.render = (open, n, tools) => {
    const place = open.values[name];
    const clear = !needed && (place || (shown && place !== null)) ? button("×", { class: "button quiet", "aria-label": t("action.clear"), onclick: () => { field.cleared = true; tools.set(null); open.started[name] = field.started ?? open.started[name]; } }) : null;
    return row(field, n, h("div", { class: "part" }, placeButton(field, place, null, tools, field.cleared ? null : shown), clear));
  };
  if (shown) { field.value = undefined; }
  return field;
}

/** Several places in the article (or names that stand there already), at least one of which is shown. */
export function listField(name, value, { when = null, needed = true } = {}) {
  const field = { name, value, list: true, when };
  field.render = (open, n, tools) => {
    const places = open.values[name]?.length ? open.values[name] : [null];
    const parts = places.map((place, i) => h("div", { class: "part" }, placeButton(field, place, i, tools),
      places.length > 1 || (place && !needed) ? button("×", { class: "button quiet", "aria-label": t("action.clear"), onclick: () => tools.set(places.filter((_, j) => j !== i)) }) : null));
    const more = button("+", { class: "button quiet", "aria-label": t("action.more"), title: t("action.more"), onclick: () => tools.set([...places, null]) });
    parts.at(-1).append(more);
    return row(field, n, h("div", { class: "parts" }, parts));
  };
  return field;
}

/** One of several values: names of strings below `prefix`, or pairs of a value and its words. */
export function choiceField(name, choices, value, prefix = null) {
  const field = { name, value };
  field.render = (open, n, tools) => row(field, n, h("select", {
    "data-name": name, "data-field": name, "aria-label": t(`field.${name}`), onchange: (event) => tools.set(event.target.value),
  }, choices.map((choice) => {
    const [key, words] = Array.isArray(choice) ? choice : [choice, t(`${prefix}.${choice}`)];
    return h("option", { value: key, selected: key === open.values[name] }, words);
  })));
  return field;
}

/** A value that is typed. */
export function inputField(name, value, placeholder = "") {
  const field = { name, value: value === null || value === undefined ? null : String(value) };
  field.render = (open, n) => row(field, n, h("input", {
    type: "text", dir: "ltr", "data-name": name, "data-field": name, "aria-label": t(`field.${name}`), placeholder, autocomplete: "off", value: open.values[name] ?? "",
    oninput: (event) => { open.values[name] = event.target.value.trim() || null; },
  }));
  return field;
}
