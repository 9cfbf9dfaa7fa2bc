// The page: what each action does.

import { askedAgain, get, getArticle, onWrites, showSaved, unsaved, write } from "./api.js";
import { chooseParagraph, drawCurrent, drawFact, placesOf, renderArticle, reveal, selectedPlace, setUpHighlights } from "./article.js";
import { drawBrief, printBrief, setUpBrief } from "./brief.js";
import { renderKeys, setUpControls } from "./controls.js";
import { askReason, conflict, help, queue as showQueue, verify } from "./dialogs.js";
import { close as closeEditor, editing, keepEditor, openEditor } from "./editor.js";
import { listen } from "./keys.js";
import { redrawCard, renderList, renderProgress, setUpList, showCurrent } from "./list.js";
import { KINDS, fact, nextPending, paragraphAt, progress, shown, state, statusOf, takeArticle } from "./state.js";
import { $, button, fillPage, h, say, setWords, t, tNodes, whisper } from "./words.js";

const remembered = (name, fallback) => localStorage.getItem(`factsheet.${name}`) ?? fallback;
const remember = (name, value) => localStorage.setItem(`factsheet.${name}`, value);
let opening = 0; // how often an article was asked for: only the last answer counts
let mode = null; // what takes the keys instead of the list: { take(event), leave() }

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
  const place = `${state.key}${id ? `/${id}` : ""}`;
  sessionStorage.setItem("factsheet.place", place); // of this tab
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
  if (!state[kind] && !unsaved()) { say(t(`refused.nothing-to-${kind}`)); return; }
  const problem = await write({ kind });
  if (problem) { say(t("said.failed", { why: problem }), true); return; }
  const undone = state[kind === "undo" ? "redo" : "undo"];
  if (undone && fact(undone.fact)) go(undone.fact);
  say(t(kind === "undo" ? "said.undone" : "said.redone", { what: undone?.words ?? "" }));
}

/** Draws what a write changed; null: everything. */
function changed(ids, wish) {
  if (wish?.fact && !askedAgain(wish.fact)) state.pending.delete(wish.fact);
  if (ids === null) {
    if (!fact()) state.current = shown()[0] ?? null;
    redraw();
  } else redrawAfter(ids);
  drawBrief();
}

function redraw() {
  mode?.leave();
  renderArticle(markParagraph);
  keepEditor(renderList);
  drawCurrent(fact());
}

/** Leaves what is begun and not done: the editor, a choice. */
function leave() {
  mode?.leave();
  closeEditor();
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
  if (problem && !editing()) say(t("said.failed", { why: problem }), true);
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
  openEditor({ fact: current, first, done: sendEdit, closed: showCurrent });
}

function add(place) {
  const leave = () => { const inside = $("adding").contains(document.activeElement); mode = null; $("adding").replaceChildren(); showCurrent(inside); };
  const choose = (of) => { leave(); openEditor({ of, start: place, done: sendEdit, closed: showCurrent }); };
  const choices = KINDS.map((of, i) => button(t(`of.${of}`), { onclick: () => choose(of) }, String(i + 1)));
  const box = h("div", { class: "editor", role: "group", "aria-label": t("edit.choose") }, h("h3", {}, t("edit.choose")), h("div", { class: "kinds" }, choices, button(t("action.cancel"), { onclick: leave }, "Esc")));
  $("adding").replaceChildren(box);
  box.querySelector("button").focus();
  mode = { leave, take: (event) => {
    if (event.code === "Escape") { leave(); return true; }
    const of = KINDS[Number(event.code.match(/^Digit([1-4])$/)?.[1]) - 1];
    if (of) choose(of);
    return Boolean(of) || !["Tab", "Enter", "Space"].includes(event.code);
  } };
}

// ---- paragraphs ---------------------------------------------------------------------------------------------------

async function markParagraph(paragraph) {
  const outside = paragraph.role === "boilerplate" || paragraph.role === "related";
  const problem = await write({ kind: "paragraph", start: paragraph.start, role: outside ? "body" : "boilerplate" });
  say(problem ? t("said.failed", { why: problem }) : t("said.marked"), Boolean(problem));
}

function chooseParagraphs() {
  if (!state.paragraphs.length) return;
  let index = fact() ? paragraphAt(fact().hull.start) : 0;
  const leave = () => { mode = null; chooseParagraph(null); showCurrent(); };
  chooseParagraph(index);
  say(t("paragraph.mode"));
  mode = { leave, take: (event) => {
    if (event.code === "Escape") { leave(); return true; }
    const by = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 }[event.code];
    if (by) { index = Math.max(0, Math.min(state.paragraphs.length - 1, index + by)); chooseParagraph(index); whisper(state.paragraphs[index].text.slice(0, 80)); return true; }
    if (event.code === "Enter" || event.code === "KeyB") { const paragraph = state.paragraphs[index]; leave(); void markParagraph(paragraph); return true; }
    return true;
  } };
}

// ---- the rest -----------------------------------------------------------------------------------------------------

async function copy() {
  const current = fact();
  if (current?.of !== "quotes") { say(t("said.nothing_copied")); return; }
  await navigator.clipboard.writeText(current.copy[state.lang]).then(() => say(t("said.copied")), (error) => say(t("said.failed", { why: error.message }), true));
}

async function openArticle(key) {
  const turn = (opening += 1);
  const view = await getArticle(key);
  if (turn === opening) showArticle(view);
}

function showArticle(view, id = null) {
  leave();
  takeArticle(view);
  Object.assign(state, { pending: new Map(), speaker: "", search: "", only: "", tab: "all" });
  $("search").value = "";
  $("article-id").textContent = state.article.id;
  renderPlace();
  state.current = state.facts.has(id) ? id : null;
  renderArticle(markParagraph);
  renderList();
  const first = state.current ?? state.order.find((item) => statusOf(fact(item)) === "pending") ?? state.order[0] ?? null;
  document.querySelector("main.article").scrollTop = 0;
  go(first);
  drawBrief(0);
}

function renderPlace() {
  const at = state.queue.findIndex((item) => item.key === state.key);
  $("article-place").replaceChildren(...tNodes("place_in_queue", { n: at + 1, all: state.queue.length }));
}

async function otherArticle(by) {
  const at = state.queue.findIndex((item) => item.key === state.key) + by;
  if (at >= 0 && at < state.queue.length) await openArticle(state.queue[at].key);
  else whisper(t("said.end"));
}

const ACTIONS = {
  go, next: () => step(1), previous: () => step(-1), first: () => go(shown()[0] ?? null), last: () => go(shown().at(-1) ?? null),
  accept: () => decide("accepted"), reject: () => decide("rejected"), rejectWithReason: () => askReason((reason) => decide("rejected", reason)), skip: () => step(1),
  undo: () => undo("undo"), redo: () => undo("redo"), edit: () => edit(), speaker: () => edit(fact()?.of === "quotes" ? "speaker" : null), copy,
  add: (place = selectedPlace()) => add(place),
  verify: () => fact() && verify(fact(), async (wish) => { const problem = await write(wish); if (problem === null) say(t("said.verified")); return problem; }),
  boilerplate: chooseParagraphs, print: () => state.key && printBrief(), search: () => { $("search").focus(); $("search").select(); }, help: () => help(setName),
  queue: async () => { state.queue = await get("queue"); showQueue((key) => act("article", key)); }, article: openArticle,
  previousArticle: () => otherArticle(-1), nextArticle: () => otherArticle(1), again: takeAnew,
  language: () => setLanguage(state.lang === "ar" ? "en" : "ar"), theme: () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
  brief: () => { $("toggle-brief").setAttribute("aria-pressed", String(document.body.classList.toggle("show-brief"))); drawBrief(0); },
  tab: (tab) => { state.tab = tab; renderList(); if (tab !== "checks" && !shown().includes(state.current)) go(shown()[0] ?? state.current); else showCurrent(false); },
  filtered: () => { renderList(); const ids = shown(); if (ids.length && !ids.includes(state.current)) go(ids[0], false); },
  check: (check) => { if (check.spans[0]) reveal(check.spans[0]); const id = check.facts[0]; if (id) { state.tab = "all"; state.only = ""; renderList(); go(id); } },
};

const BESIDE = new Set(["theme", "brief", "print"]); // what does not end an edit

async function act(name, ...values) {
  if (!BESIDE.has(name)) leave();
  try { await ACTIONS[name](...values); } catch (error) { say(t("said.failed", { why: error.message }), true); }
}

function setName(name) {
  if (!name || name === state.by) return;
  state.by = name;
  sessionStorage.setItem("factsheet.reviewer", name);
  void act("again");
}

async function setLanguage(lang, words) {
  setWords(words ?? await get(`words?lang=${lang}`));
  state.lang = lang;
  remember("language", lang);
  fillPage(lang);
  $("language").textContent = t("other_language");
  $("language").lang = lang === "ar" ? "en" : "ar";
  if (!unsaved()) showSaved("yes");
  renderKeys(act);
  if (!state.key) return;
  redraw();
  renderPlace();
  showCurrent(false);
  drawBrief(0);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  remember("theme", theme);
}

/** Takes what others did meanwhile, unless something is begun here. */
async function refresh() {
  if (document.hidden || unsaved() || editing() || mode || !state.key) return;
  const { key, version } = state;
  const view = await getArticle(key).catch(() => null);
  if (view && key === state.key && !editing() && !mode && view.version !== version) { takeArticle(view); changed(null, null); }
}

async function takeAnew() {
  const view = await getArticle(state.key);
  if (view.key === state.key) { takeArticle(view); changed(null, null); }
}

async function start() {
  setUpHighlights();
  setTheme(remembered("theme", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  const lang = remembered("language", "ar");
  const [open, id] = (sessionStorage.getItem("factsheet.place") ?? remembered("place", "")).split("/");
  const began = await get(`start?${new URLSearchParams({ lang, open, by: sessionStorage.getItem("factsheet.reviewer") ?? "" })}`);
  Object.assign(state, { by: began.reviewer, template: began.template, queue: began.queue });
  await setLanguage(lang, began.words);
  onWrites({ changed, conflict });
  setUpList(act);
  setUpBrief(began.templates);
  listen(act, () => mode);
  setUpControls(act);
  document.addEventListener("visibilitychange", () => void refresh());
  if (began.article) showArticle(began.article, began.article.key === open ? id : null); else nothingToOpen();
  document.body.dataset.ready = "yes";
  performance.mark("ready");
}

/** No sheet can be read: the queue says of each why. */
function nothingToOpen() {
  $("heading").textContent = t("empty.sheets");
  $("about").textContent = t("empty.sheets_why");
  $("text").replaceChildren(h("ul", { dir: "ltr", lang: "en" }, state.queue.map((item) => h("li", {}, item.error ?? item.id))));
  renderPlace();
}

void start().catch((error) => { say(error.message, true); });
