// The interface's words, and the few pieces of DOM that everything is made of.

let table = {};

export function setWords(words) { table = words; }

export function has(key) { return key in table; }

/** The string of a key as plain text, its places filled. */
export function t(key, values = {}) {
  return (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A number with what it counts, in the form that the language has for it. */
export function counted(key, n) {
  const form = `${key}.${new Intl.PluralRules(document.documentElement.lang).select(n)}`;
  return t(has(form) ? form : `${key}.other`, { n });
}

/** The string of a key as nodes: what stands in its places keeps its own direction. */
export function tNodes(key, values = {}) {
  return (table[key] ?? key).split(/(\{\w+\})/).map((part) => {
    const name = part.slice(1, -1);
    return part.startsWith("{") && name in values ? (values[name] instanceof Node ? values[name] : bdi(values[name])) : part;
  });
}

/** An element: attributes, `on…` listeners, `class`, and children (nodes, strings, null). Never HTML. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A value that keeps its own direction; what holds no Arabic (numbers, dates, codes) runs from left to right. */
export function bdi(value) {
  const text = String(value);
  return h("bdi", { dir: /\p{Script=Arabic}/u.test(text) ? null : "ltr" }, text);
}

export function button(words, attributes = {}, key = null) {
  return h("button", { type: "button", class: "button", ...attributes }, words, key ? [" ", h("kbd", { "aria-hidden": "true" }, key)] : null);
}

export const $ = (id) => document.getElementById(id);

/** Fills the fixed parts of the page in the chosen language. */
export function fillPage(lang) {
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
}

/** A day in words, with the digits of the page. */
export function day(iso) {
  const date = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  if (iso.length < 10 || Number.isNaN(date.getTime())) return bdi(iso);
  const locale = document.documentElement.lang === "ar" ? "ar-EG-u-nu-latn" : "en-GB";
  return h("bdi", {}, new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(date));
}

let toastTimer = 0;

/** Says something for a moment, to the eye and to a screen reader. */
export function say(text, bad = false) {
  $("live").textContent = "";
  $("live").textContent = text;
  $("toast").textContent = text;
  $("toast").className = bad ? "bad" : "";
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, bad ? 7000 : 2200);
}

/** Tells a screen reader alone. */
export function whisper(text) { $("live").textContent = text; }
