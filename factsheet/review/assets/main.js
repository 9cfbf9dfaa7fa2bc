// The page: what each action does.

import { get, getArticle, onWrites, showSaved, unsaved, write } from "./api.js";
import { chooseParagraph, drawAll, drawCurrent, drawFact, factsAt, placesOf, renderArticle, reveal, selectedPlace, setUpHighlights } from "./article.js";
import { drawBrief, printBrief, setUpBrief } from "./brief.js";
import { askReason, conflict, help, queue as showQueue, verify } from "./dialogs.js";
import { close as closeEditor, editing, openEditor, takeSelection } from "./editor.js";
import { listen } from "./keys.js";
import { redrawCard, renderList, renderProgress, setUpList, showCurrent } from "./list.js";
import { KINDS, fact, nextPending, paragraphAt, progress, shown, state, statusOf, takeArticle } from "./state.js";
import { $, bdi, button, fillPage, h, say, setWords, t, tNodes, whisper } from "./words.js";

const remembered = (name, fallback) => localStorage.getItem(`factsheet.${name}`) ?? fallback;
const remember = (name, value) => localStorage.setItem(`factsheet.${name}`, value);
let placeTimer = 0;
let mode = null; // keys that something else than the list takes

// ---- moving -------------------------------------------------------------------------------------------------------

function go(id, focus = true) {
  const before = state.current;
  state.current = id;
  if (before !== id) redrawCard(before);
  redrawCard(id);
  const current = fact();
  drawCurrent(current);
  if (current) reveal(placesOf(current)[0]);
  showCurrent(focus);
  clearTimeout(placeTimer); // after what is to be seen
  placeTimer = setTimeout(keepPlace, 120, `${state.key}${id ? `/${id}` : ""}`);
}

function keepPlace(place) {
  history.replaceState(null, "", `#${place}`);
  remember("place", place);
}

function step(by) {
  const ids = shown();
  const at = ids.indexOf(state.current) + by;
  if (ids.length === 0 || at < 0 || at >= ids.length) { whisper(t("said.end")); return; }
  go(ids[at]);
}

function advance() {
  const next = nextPending();
  if (next) { go(next); return; }
  redrawCard(state.current);
  showCurrent();
  const { done, all } = progress();
  say(done === all ? t("said.complete") : t("said.end"));
}

// ---- deciding -----------------------------------------------------------------------------------------------------

async function decide(status, reason = null) {
  const current = fact();
  if (!current) return;
  state.pending.set(current.id, status === "accepted" && current.review.original ? "edited" : current.rule === "human" && status === "accepted" ? "added" : status);
  drawFact(current);
  redrawCard(current.id);
  advance();
  renderProgress();
  const problem = await write({ kind: "decide", fact: current.id, status, reason });
  if (problem !== null) { state.pending.delete(current.id); redrawAfter([current.id]); }
  if (problem) say(t("said.failed", { why: problem }), true);
}

async function undo(kind) {
  const deed = state[kind];
  if (!deed && !unsaved()) { say(t(`refused.nothing-to-${kind}`)); return; }
  const problem = await write({ kind });
  if (problem) { say(t("said.failed", { why: problem }), true); return; }
  const undone = deed ?? state[kind === "undo" ? "redo" : "undo"];
  if (undone && fact(undone.fact)) go(undone.fact);
  say(t(kind === "undo" ? "said.undone" : "said.redone", { what: undone?.words ?? "" }));
}

/** Draws what a write changed; null: everything. */
function changed(ids, wish) {
  if (wish?.fact) state.pending.delete(wish.fact);
  if (ids === null) {
    const open = editing();
    if (!fact()) state.current = shown()[0] ?? null;
    renderArticle(markParagraph);
    if (open) closeEditor();
    renderList();
    drawCurrent(fact());
  } else redrawAfter(ids);
  drawBrief();
}

function redrawAfter(ids) {
  for (const id of ids) {
    if (fact(id)) drawFact(fact(id));
    if (!(editing()?.fact?.id === id)) redrawCard(id);
  }
  if (ids.includes(state.current)) { drawCurrent(fact()); if (!editing() && !document.activeElement?.matches("input, select, textarea")) showCurrent(); }
  renderProgress();
}

async function sendEdit(wish) {
  const before = new Set(state.facts.keys());
  const problem = await write(wish);
  if (problem !== null) return problem;
  const added = [...state.facts.keys()].find((id) => !before.has(id));
  closeEditor();
  if (added) { state.tab = state.tab === "all" ? "all" : fact(added).of; renderList(); go(added); } else { redrawCard(wish.fact); drawCurrent(fact()); showCurrent(); }
  say(t(wish.kind === "add" ? "said.added" : "said.edited"));
  return null;
}

function edit(first = null) {
  const current = fact();
  if (!current) return;
  openEditor({ fact: current, first, done: sendEdit, closed: () => showCurrent() });
}

function add() {
  const place = selectedPlace();
  const choose = (of) => openEditor({ of, start: place, done: sendEdit, closed: () => { $("adding").replaceChildren(); showCurrent(); } });
  const box = h("div", { class: "editor", role: "group", "aria-label": t("edit.choose") }, h("h3", {}, t("edit.choose")), h("div", { class: "kinds" }, KINDS.map((of, i) => button(t(`of.${of}`), { onclick: () => { mode = null; choose(of); } }, String(i + 1)))));
  $("adding").replaceChildren(box);
  box.querySelector("button").focus();
  mode = (event) => {
    if (event.code === "Escape") { mode = null; $("adding").replaceChildren(); showCurrent(); return true; }
    const of = KINDS[Number(event.code.match(/^Digit([1-4])$/)?.[1]) - 1];
    if (!of) return event.code === "Tab" || event.code === "Enter" || event.code === "Space" ? false : true;
    mode = null;
    choose(of);
    return true;
  };
}

// ---- paragraphs ---------------------------------------------------------------------------------------------------

async function markParagraph(paragraph) {
  const outside = paragraph.role === "boilerplate" || paragraph.role === "related";
  const problem = await write({ kind: "paragraph", start: paragraph.start, role: outside ? "body" : "boilerplate" });
  say(problem ? t("said.failed", { why: problem }) : t("said.marked"), Boolean(problem));
}

function chooseParagraphs() {
  let index = fact() ? paragraphAt(fact().hull.start) : 0;
  const leave = () => { mode = null; chooseParagraph(null); showCurrent(); };
  chooseParagraph(index);
  say(t("paragraph.mode"));
  mode = (event) => {
    if (event.code === "Escape") { leave(); return true; }
    const by = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 }[event.code];
    if (by) { index = Math.max(0, Math.min(state.paragraphs.length - 1, index + by)); chooseParagraph(index); whisper(state.paragraphs[index].text.slice(0, 80)); return true; }
    if (event.code === "Enter" || event.code === "KeyB") { const paragraph = state.paragraphs[index]; leave(); void markParagraph(paragraph); return true; }
    return true;
  };
}

// ---- the rest -----------------------------------------------------------------------------------------------------

async function copy() {
  const current = fact();
  if (current?.of !== "quotes") { say(t("said.nothing_copied")); return; }
  await navigator.clipboard.writeText(current.copy[state.lang]).then(() => say(t("said.copied")), (error) => say(t("said.failed", { why: error.message }), true));
}

async function openArticle(key, id = null) {
  closeEditor();
  mode = null;
  takeArticle(await getArticle(key));
  Object.assign(state, { pending: new Map(), speaker: "", search: "", only: "", tab: "all" });
  $("search").value = "";
  $("article-id").textContent = state.article.id;
  const at = state.queue.findIndex((item) => item.key === key);
  $("article-place").replaceChildren(...tNodes("place_in_queue", { n: at + 1, all: state.queue.length }));
  state.current = state.facts.has(id) ? id : null;
  renderArticle(markParagraph);
  renderList();
  const first = state.current ?? state.order.find((item) => statusOf(fact(item)) === "pending") ?? state.order[0] ?? null;
  document.querySelector("main.article").scrollTop = 0;
  go(first);
  keepPlace(key); // at once: a reload must not go back to the article before
  drawBrief(0);
}

async function otherArticle(by) {
  const at = state.queue.findIndex((item) => item.key === state.key) + by;
  if (at >= 0 && at < state.queue.length) await openArticle(state.queue[at].key);
  else whisper(t("said.end"));
}

const ACTIONS = {
  go, next: () => step(1), previous: () => step(-1), first: () => go(shown()[0] ?? null), last: () => go(shown().at(-1) ?? null),
  accept: () => decide("accepted"), reject: () => decide("rejected"), rejectWithReason: () => askReason((reason) => decide("rejected", reason)), skip: () => step(1),
  undo: () => undo("undo"), redo: () => undo("redo"), edit: () => edit(), speaker: () => edit(fact()?.of === "quotes" ? "speaker" : null), add, copy,
  verify: () => fact() && verify(fact(), async (wish) => { const problem = await write(wish); if (problem === null) say(t("said.verified")); return problem; }),
  boilerplate: chooseParagraphs, print: printBrief, search: () => { $("search").focus(); $("search").select(); }, help: () => help(setName),
  queue: async () => { state.queue = await get("queue"); showQueue((key) => openArticle(key)); },
  previousArticle: () => otherArticle(-1), nextArticle: () => otherArticle(1),
  tab: (tab) => { state.tab = tab; renderList(); if (tab !== "checks" && !shown().includes(state.current)) go(shown()[0] ?? state.current); else showCurrent(false); },
  filtered: () => { renderList(); const ids = shown(); if (ids.length && !ids.includes(state.current)) go(ids[0], false); },
  check: (check) => { if (check.spans[0]) reveal(check.spans[0]); const id = check.facts[0]; if (id) { state.tab = "all"; state.only = ""; renderList(); go(id); } },
};

function act(name, ...values) { void ACTIONS[name](...values); }

function setName(name) {
  if (!name || name === state.by) return;
  state.by = name;
  sessionStorage.setItem("factsheet.reviewer", name);
  void getArticle(state.key).then((view) => { takeArticle(view); renderProgress(); });
}

async function setLanguage(lang) {
  state.lang = lang;
  remember("language", lang);
  const began = await get(`start?lang=${lang}`);
  setWords(began.words);
  fillPage(lang);
  $("language").textContent = t("other_language");
  $("language").lang = lang === "ar" ? "en" : "ar";
  if (!unsaved()) showSaved("yes");
  const keys = [["J", "K", "next"], ["A", "accept"], ["X", "reject"], ["Space", "skip"], ["E", "edit"], ["N", "add"], ["?", "help"]];
  $("keys").replaceChildren(...keys.map((list) => h("span", {}, list.slice(0, -1).map((key) => [h("kbd", {}, key), " "]), t(`help.${list.at(-1)}`).split(" (")[0])));
  return began;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
}

async function refresh() {
  if (document.hidden || unsaved() || editing() || !state.key) return;
  const view = await getArticle(state.key).catch(() => null);
  if (view && !unsaved() && !editing() && view.version !== state.version) { takeArticle(view); changed(null, null); }
}

async function start() {
  setUpHighlights();
  setTheme(remembered("theme", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  const began = await setLanguage(remembered("language", "ar"));
  Object.assign(state, { by: sessionStorage.getItem("factsheet.reviewer") ?? began.reviewer, template: began.template, queue: began.queue });
  onWrites({ changed, conflict });
  setUpList(act);
  setUpBrief(began.templates);
  listen(act, () => mode);
  for (const [id, action] of [["undo", "undo"], ["redo", "redo"], ["print", "print"], ["open-queue", "queue"]]) $(id).addEventListener("click", () => act(action));
  $("language").addEventListener("click", async () => { await setLanguage(state.lang === "ar" ? "en" : "ar"); await openArticle(state.key, state.current); });
  $("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  $("toggle-brief").addEventListener("click", (event) => { const on = document.body.classList.toggle("show-brief"); event.currentTarget.setAttribute("aria-pressed", String(on)); drawBrief(0); });
  $("text").addEventListener("click", (event) => { if (!editing() && !selectedPlace()) { const [found] = factsAt(event.clientX, event.clientY); if (found) { if (!shown().includes(found.id)) act("tab", "all"); go(found.id); } } });
  document.addEventListener("mouseup", () => setTimeout(takeSelection));
  document.addEventListener("touchend", () => setTimeout(takeSelection, 50));
  document.addEventListener("visibilitychange", () => void refresh());
  window.addEventListener("beforeunload", (event) => { if (unsaved()) event.preventDefault(); });
  const known = ([key]) => state.queue.some((item) => item.key === key && !item.error);
  const open = state.queue.find((item) => !item.error && item.decided < item.facts) ?? state.queue[0];
  const places = [location.hash.slice(1), remembered("place", "")].map((place) => place.split("/"));
  await openArticle(...(places.find(known) ?? [open.key]));
  document.body.dataset.ready = "yes";
  performance.mark("ready");
}

void start().catch((error) => { say(error.message, true); });
