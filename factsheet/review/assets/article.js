// The article: one text node a paragraph, exactly the article's own; highlights are drawn over it, nothing is inserted.

import { state, statusOf, paragraphAt } from "./state.js";
import { $, bdi, day, h, t, tNodes } from "./words.js";

const FACTS = ["official", "date", "claim", "cue", "indirect", "quote", "rejected"];
const NAMES = [...FACTS, "current", "editing"];
const layers = {};
let nodes = []; // text node of each paragraph
const drawn = new Map(); // fact id → [[layer, range], …]
const near = new Set(); // paragraphs in view or close to it: the browser paints every highlight anew when one changes
const MARGIN = 300;
let observer = null;

export function setUpHighlights() {
  NAMES.forEach((name, priority) => {
    layers[name] = new Highlight();
    layers[name].priority = priority;
    CSS.highlights.set(name, layers[name]);
  });
}

export function renderArticle(onMark) {
  const { article } = state;
  $("heading").textContent = article.heading;
  const about = [];
  if (!article.title && !state.paragraphs.some((p) => p.role === "headline")) about.push([t("untitled")]);
  if (article.publisher) about.push([bdi(article.publisher)]);
  if (article.byline) about.push([bdi(article.byline)]);
  if (article.published) {
    const from = article.published_from ? ` (${t(`published_from.${article.published_from}`)})` : "";
    about.push([...tNodes("published_on", { date: day(article.published) }), from]);
  }
  if (/^https?:\/\//.test(article.url ?? "")) about.push([h("a", { href: article.url, target: "_blank", rel: "noreferrer noopener" }, t("address"))]);
  $("about").replaceChildren(...about.flatMap((part, i) => (i ? [" · ", ...part] : part)));
  nodes = state.paragraphs.map((paragraph) => document.createTextNode(paragraph.text));
  $("text").replaceChildren(...state.paragraphs.map((paragraph, i) => paragraphElement(paragraph, nodes[i], onMark)));
  watch();
  drawAll();
}

/** Keeps account of the paragraphs near the view, and draws what comes there. */
function watch() {
  observer?.disconnect();
  near.clear();
  for (let i = 0; i < Math.min(12, nodes.length); i += 1) near.add(i);
  const elements = [...$("text").children];
  const places = new Map(elements.map((element, i) => [element, i]));
  observer = new IntersectionObserver((entries) => {
    const moved = entries.map(({ target }) => places.get(target));
    for (const { target, isIntersecting } of entries) near[isIntersecting ? "add" : "delete"](places.get(target));
    for (const fact of state.facts.values()) if (standsIn(fact, moved)) drawFact(fact);
  }, { root: document.querySelector("main.article"), rootMargin: `${MARGIN}px 0px` });
  for (const element of elements) observer.observe(element);
}

function isNear(place) {
  for (let i = paragraphAt(place.start); i < nodes.length && state.paragraphs[i].start < place.end; i += 1) if (near.has(i)) return true;
  return false;
}

/** Whether some of the paragraphs hold some of the fact. */
function standsIn(fact, paragraphs) {
  const places = shapes(fact).flatMap(([, list]) => list);
  return paragraphs.some((i) => places.some((place) => place.start < state.paragraphs[i].end && state.paragraphs[i].start < place.end));
}

function paragraphElement(paragraph, node, onMark) {
  const outside = paragraph.role === "boilerplate" || paragraph.role === "related";
  const mark = h("button", { type: "button", class: "mark", tabindex: "-1", "aria-pressed": String(outside), onclick: () => onMark(paragraph) });
  mark.setAttribute("aria-label", t(outside ? "paragraph.in" : "paragraph.out"));
  mark.title = mark.getAttribute("aria-label");
  return h("div", { class: `para ${paragraph.role}${outside ? " outside" : ""}`, "data-number": paragraph.index ?? "", "data-start": paragraph.start }, mark, h("p", {}, node));
}

/** Ranges over places of the article; a place that runs over paragraphs is one range. */
function rangeOf(place) {
  const first = paragraphAt(place.start);
  const last = paragraphAt(place.end - 1);
  const range = new Range();
  range.setStart(nodes[first], within(first, place.start));
  range.setEnd(nodes[last], within(last, place.end));
  return range;
}

function within(index, offset) {
  return Math.max(0, Math.min(nodes[index].length, offset - state.paragraphs[index].start));
}

/** The layers that show a fact, with the places of each. */
function shapes(fact) {
  const status = statusOf(fact);
  if (fact.of === "officials") return status === "rejected" ? [] : [["official", fact.mentions]];
  if (status === "rejected") return [["rejected", fact.of === "quotes" ? fact.spans : [fact.span]]];
  if (fact.of === "claims") return [["claim", [fact.span]]];
  if (fact.of === "dates") return [["date", [fact.span]]];
  return [["quote", fact.verbatim], ["indirect", fact.kind === "direct" ? [] : fact.spans], ["cue", fact.cue ? [fact.cue] : []]];
}

export function drawFact(fact) {
  eraseFact(fact.id);
  const made = shapes(fact).flatMap(([layer, places]) => places.filter(isNear).map((place) => [layer, rangeOf(place)]));
  for (const [layer, range] of made) layers[layer].add(range);
  drawn.set(fact.id, made);
}

function eraseFact(id) {
  for (const [layer, range] of drawn.get(id) ?? []) layers[layer].delete(range);
  drawn.delete(id);
}

function drawAll() {
  for (const name of FACTS) layers[name].clear();
  drawn.clear();
  for (const fact of state.facts.values()) drawFact(fact);
}

export function placesOf(fact) {
  if (fact.of === "quotes") return fact.spans;
  return fact.of === "officials" ? fact.mentions.slice(0, 1) : [fact.span];
}

export function drawCurrent(fact) {
  layers.current.clear();
  if (fact) for (const place of placesOf(fact)) layers.current.add(rangeOf(place));
}

export function drawEditing(places) {
  layers.editing.clear();
  for (const place of places) layers.editing.add(rangeOf(place));
}

/** Brings a place into view, if it is not there already. */
export function reveal(place) {
  const view = document.querySelector("main.article");
  const box = rangeOf(place).getBoundingClientRect();
  const frame = view.getBoundingClientRect();
  if (box.top < frame.top + 30 || Math.min(box.bottom, box.top + frame.height * 0.7) > frame.bottom - 30) {
    view.scrollTop += box.top - frame.top - frame.height * 0.3;
  }
}

/** The offset in the article of a place in the DOM; null outside the text. */
function offsetOf(node, offset) {
  const index = nodes.indexOf(node);
  if (index >= 0) return state.paragraphs[index].start + offset;
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const para = element?.closest?.(".para");
  if (!para) return null;
  const paragraph = state.paragraphs.find((p) => p.start === Number(para.dataset.start));
  const p = para.querySelector("p");
  return node === p && offset > 0 ? paragraph.end : paragraph.start;
}

/** What is selected in the article, as a place; null when nothing is. */
export function selectedPlace() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!$("text").contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end };
}

/** The facts under a point of the screen, the shortest first. */
export function factsAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? range?.startContainer;
  const index = nodes.indexOf(node);
  if (index < 0) return [];
  const at = state.paragraphs[index].start + (caret?.offset ?? range.startOffset);
  const size = (fact) => fact.hull.end - fact.hull.start;
  const places = (fact) => (fact.of === "officials" ? fact.mentions : placesOf(fact));
  return [...state.facts.values()].filter((fact) => places(fact).some((p) => p.start <= at && at <= p.end)).sort((a, b) => size(a) - size(b));
}

const WORD = /[\p{L}\p{M}\p{N}\p{Cf}_\u0640]+(?:[.,٫٬:/-][\p{L}\p{M}\p{N}]+)*[%٪]?|[^\s]/gu;

/** The words of a paragraph as places; every sign is a word of its own. */
export function wordsOf(index) {
  const { start, text } = state.paragraphs[index];
  return [...text.matchAll(WORD)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}

export function chooseParagraph(index) {
  document.querySelectorAll(".para.chosen").forEach((element) => element.classList.remove("chosen"));
  if (index === null) return;
  const element = $("text").children[index];
  element.classList.add("chosen");
  element.scrollIntoView({ block: "nearest" });
}
