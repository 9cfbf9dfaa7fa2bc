// The side list: tabs, filters, cards. A decision redraws two cards, never the list.

import { card, checkCard } from "./card.js";
import { FILTER_NAMES, KINDS, fact, progress, shown, speakerOf, state } from "./state.js";
import { $, bdi, counted, h, t, tNodes } from "./words.js";

let act = () => {};
const TABS = ["all", ...KINDS, "checks"];

export function setUpList(given) {
  act = given;
  $("list").addEventListener("click", (event) => {
    const id = event.target.closest(".fact")?.dataset.id;
    if (id && id !== state.current) act("go", id);
  });
  $("search").addEventListener("input", () => { state.search = $("search").value; act("filtered"); });
  $("state").addEventListener("change", () => { state.only = $("state").value; act("filtered"); });
  $("speaker").addEventListener("change", () => { state.speaker = $("speaker").value; act("filtered"); });
}

export function renderList() {
  renderTabs();
  renderFilters();
  renderProgress();
  renderOrphans();
  const list = $("list");
  if (state.tab === "checks") {
    list.replaceChildren(...state.checks.map((check) => checkCard(check, () => act("check", check))));
    return nothing(state.checks.length === 0, "empty.checks");
  }
  const ids = shown();
  list.replaceChildren(...ids.map((id) => card(fact(id), id === state.current, act)));
  return nothing(ids.length === 0, state.facts.size ? "empty.list" : "empty.article");
}

function nothing(empty, key) {
  $("nothing").hidden = !empty;
  $("nothing").textContent = empty ? t(key) : "";
}

function cardOf(id) { return $("list").querySelector(`.fact[data-id="${CSS.escape(id)}"]`); }

/** Draws one card anew, where it is shown. */
export function redrawCard(id) {
  const old = id ? cardOf(id) : null;
  if (old && fact(id)) old.replaceWith(card(fact(id), id === state.current, act));
}

/** Puts the current card in view and gives it the focus, so that a screen reader reads it. */
export function showCurrent(focus = true) {
  const element = state.current ? cardOf(state.current) : null;
  if (!element) return;
  const list = $("list");
  const top = element.offsetTop;
  if (top < list.scrollTop + 20) list.scrollTop = top - 40;
  else if (top + element.offsetHeight > list.scrollTop + list.clientHeight - 20) list.scrollTop = top + element.offsetHeight - list.clientHeight + 60;
  if (focus) element.focus({ preventScroll: true });
}

function count(tab) {
  if (tab === "checks") return state.checks.length;
  return tab === "all" ? state.facts.size : [...state.facts.values()].filter((item) => item.of === tab).length;
}

function renderTabs() {
  $("tabs").replaceChildren(...TABS.map((tab, i) => h("button", {
    type: "button", "aria-pressed": String(state.tab === tab), "data-tab": tab, title: String(i), onclick: () => act("tab", tab),
  }, t(`tab.${tab}`), " ", bdi(count(tab)))));
}

function renderFilters() {
  const names = [...new Set([...state.facts.values()].filter((item) => item.of === "quotes").map(speakerOf))].filter(Boolean);
  const option = (value, words, chosen) => h("option", { value, selected: value === chosen }, words);
  $("state").replaceChildren(...FILTER_NAMES.map((name) => option(name, t(name ? `filter.${name}` : "filter.any_state"), state.only)));
  $("speaker").replaceChildren(option("", t("filter.any_speaker"), state.speaker), ...names.map((name) => option(name, name, state.speaker)));
}

export function renderProgress() {
  const { done, all } = progress();
  $("progress-words").replaceChildren(...tNodes("progress", { done, all }));
  $("progress").max = Math.max(all, 1);
  $("progress").value = done;
  $("progress").setAttribute("aria-label", t("progress", { done, all }));
  $("undo").disabled = !state.undo;
  $("redo").hidden = !state.redo;
}

function renderOrphans() {
  const box = $("orphans");
  box.hidden = state.orphans.length === 0;
  box.replaceChildren(h("h3", {}, counted("count.orphans", state.orphans.length)), h("ul", {}, state.orphans.map((deed) => h("li", {},
    h("b", {}, t(`of.${deed.of}`)), " · ", deed.status ? t(`state.${deed.status}`) : deed.kind === "edit" ? t("state.edited") : t("state.added"), " · ", bdi(deed.by), " · ", h("span", { lang: "ar" }, deed.words)))));
}
