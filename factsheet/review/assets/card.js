// One fact in the list: who, what, in which state; and all about it when it is the current one.

import { LOW, paragraphAt, speakerOf, state, statusOf, textBetween } from "./state.js";
import { bdi, button, h, has, t, tNodes } from "./words.js";

export function card(fact, current, act) {
  const status = statusOf(fact);
  const element = h("li", { class: `fact ${status}`, "data-id": fact.id, "data-of": fact.of, tabindex: current ? "0" : "-1", "aria-current": current ? "true" : null });
  element.append(head(fact, status), words(fact));
  if (current) element.append(...details(fact, act), actions(fact, act));
  element.setAttribute("aria-label", `${t(`of.${fact.of}`)}: ${title(fact)}. ${t(`state.${status}`)}`);
  return element;
}

function title(fact) {
  if (fact.of === "quotes") return speakerOf(fact) || t("field.unknown");
  return fact.of === "officials" ? fact.name : fact.span.text;
}

function head(fact, status) {
  const tags = {
    quotes: () => [tag(t(`kind.${fact.kind}`)), !fact.speaker.named && fact.speaker.name ? tag(t("source.unnamed"), "warn") : null, fact.speaker.resolved === "none" ? tag(t("source.unresolved"), "warn") : null],
    claims: () => [claimValue(fact), fact.comparator !== "exact" ? tag(t(`comparator.${fact.comparator}`)) : null],
    dates: () => [fact.value ? tag(bdi(fact.value)) : tag(t("field.unknown"), "warn")],
    officials: () => [tag(t(`who.${fact.kind}`)), fact.role ? tag(bdi(fact.role)) : null],
  }[fact.of]();
  const low = fact.confidence < LOW && status === "pending" ? tag(bdi(fact.confidence.toFixed(2)), "warn") : null;
  if (low) low.title = t("detail.confidence", { n: fact.confidence.toFixed(2) });
  const checks = (state.checked.get(fact.id) ?? []).filter((check) => !["unnamed_source", "unresolved_source"].includes(check.code)).map((check) => tag(checkTitle(check), "warn"));
  const verified = fact.review.verification.status;
  return h("div", { class: "head" }, h("span", { class: "who", lang: "ar", dir: "auto" }, title(fact)), tags, low, checks,
    verified !== "unchecked" ? tag(t(`verify.${verified}`), verified === "confirmed" ? "ok" : "no") : null,
    status === "pending" ? null : h("span", { class: `state ${status}` }, t(`state.${status}`)));
}

function claimValue(fact) {
  const unit = fact.unit ? (has(`unit.${fact.unit}`) ? t(`unit.${fact.unit}`) : fact.unit) : "";
  const value = fact.value !== null ? number(fact.value) : fact.low !== null ? `${number(fact.low)} – ${number(fact.high)}` : null;
  return value === null ? tag(t("comparator.vague"), "warn") : [tag(bdi(value)), unit ? tag(bdi(unit)) : null];
}

function number(value) { return Number(value).toLocaleString("en-US", { maximumFractionDigits: 10 }); }

function tag(words, kind = "") { return h("span", { class: `tag ${kind}` }, words); }

function words(fact) {
  const element = h("div", { class: "words", dir: "rtl", lang: "ar" });
  if (fact.of === "quotes") fact.spans.forEach((span, i) => element.append(...(i ? [" … "] : []), ...quoted(span, fact.verbatim)));
  else element.append(...around(fact.of === "officials" ? fact.mentions[0] : fact.span));
  return element;
}

/** The words of a span; only verbatim speech is set off by marks. The article's own marks beside it are left out. */
function quoted(span, verbatim) {
  const made = [];
  let at = span.start;
  const between = (start, end) => span.text.slice(start - span.start, end - span.start);
  for (const part of verbatim.filter((v) => span.start <= v.start && v.end <= span.end)) {
    made.push(between(at, part.start).replace(/[«»“”„‟"‘’‹›]\s*$/u, ""), h("span", { class: "verbatim" }, part.text));
    at = part.end;
  }
  const rest = between(at, span.end);
  made.push(at > span.start ? rest.replace(/^\s*[«»“”„‟"‘’‹›]/u, "") : rest);
  return made;
}

/** The words beside a place, and the place itself marked. */
function around(place) {
  const paragraph = state.paragraphs[paragraphAt(place.start)];
  if (!paragraph) return [place.text];
  const before = textBetween(Math.max(paragraph.start, place.start - 70), place.start);
  const after = textBetween(place.end, Math.min(paragraph.end, place.end + 70));
  const cutStart = place.start - 70 > paragraph.start;
  const cutEnd = place.end + 70 < paragraph.end;
  return [cutStart ? `… ${before.replace(/^\S*\s/, "")}` : before, h("mark", {}, place.text), cutEnd ? `${after.replace(/\s\S*$/, "")} …` : after];
}

function details(fact, act) {
  const lines = [];
  const line = (...parts) => lines.push(h("div", { class: "detail" }, ...parts));
  const { review } = fact;
  if (fact.again) line(h("span", { class: "tag warn" }, t("detail.again", { what: t(`state.${fact.again.status ?? "edited"}`) })));
  if (fact.of === "quotes") {
    const evidence = fact.speaker.evidence;
    const said = [fact.cue ? tNodes("detail.cue", { words: fact.cue.text }) : null, evidence && fact.speaker.resolved !== "explicit" ? tNodes("detail.source", { words: evidence.text }) : null,
      fact.speaker.role ? [bdi(fact.speaker.role)] : null, fact.relay.length ? tNodes("source.relay", { names: fact.relay.join(t("comma")) }) : null, fact.said_on ? tNodes("source.said_on", { date: dayOf(fact.said_on) }) : null,
      fact.medium ? tNodes("detail.said", { words: fact.medium.text }) : null].filter(Boolean);
    if (said.length) line(...said.flatMap((part, i) => (i ? [" · ", ...part] : part)));
  }
  if (fact.notes?.length) line(...fact.notes.flatMap((note, i) => [i ? " · " : "", noteWords(note)]));
  const paragraph = fact.paragraph ?? state.paragraphs[paragraphAt(fact.hull.start)]?.index;
  line(paragraph ? [bdi(`¶${paragraph}`), " · "] : null, ...tNodes("detail.rule", { rule: fact.rule }), " · ", ...tNodes("detail.confidence", { n: fact.confidence.toFixed(2) }));
  if (review.status !== "pending" && review.by) line(...tNodes("detail.by", { name: review.by, at: moment(review.at) }), review.reason ? [" · ", ...tNodes("detail.reason", { words: review.reason })] : null);
  if (review.original) line(...was(fact, review.original));
  line(...verification(review.verification), " ", actionButton("verify", "V", act, { class: "button quiet" }));
  return lines;
}

export function moment(at) { return (at ?? "").slice(0, 16).replace("T", " "); }

function noteWords(note) {
  const [code, value] = note.split(": ");
  return has(`note.${code}`) ? t(`note.${code}`, { words: value ?? "" }) : bdi(note);
}

/** A date that a quote refers to: its day, else its words. */
function dayOf(id) {
  const date = state.facts.get(id);
  return date?.value ?? date?.span.text ?? id;
}

/** The original beside an edit: every field that is another now. */
function was(fact, original) {
  const show = (name, value) => {
    if (value === null || value === undefined) return t("field.none").split(":")[0];
    if (name === "speaker") return value.name ?? t("field.unknown");
    if (name === "said_on") return dayOf(value);
    if (Array.isArray(value)) return value.map((item) => item.text ?? item).join(" … ") || "–";
    return value.text ?? String(value);
  };
  const parts = [];
  for (const [name, value] of Object.entries(original)) {
    if (!has(`field.${name}`) || show(name, value) === show(name, fact[name])) continue;
    parts.push(parts.length ? " · " : "", h("b", {}, t(`field.${name}`)), " ", ...tNodes("detail.was", { words: h("span", { class: "was" }, show(name, value)) }));
  }
  return parts;
}

function verification(mark) {
  const parts = tNodes("verify.line", { state: t(`verify.${mark.status}`) });
  if (mark.note) parts.push(" · ", bdi(mark.note));
  if (/^https?:\/\//.test(mark.source_url ?? "")) parts.push(" · ", h("a", { href: mark.source_url, target: "_blank", rel: "noreferrer noopener" }, t("verify.source")));
  return parts;
}

function actionButton(name, key, act, extra = {}) {
  return button(t(`action.${name}`), { onclick: (event) => { event.stopPropagation(); act(name); }, "aria-keyshortcuts": key, ...extra }, key);
}

function actions(fact, act) {
  const make = (name, key, extra) => actionButton(name, key, act, extra);
  const list = [make("accept", "A", { class: "button primary" }), make("reject", "X"), make("edit", "E")];
  if (fact.of === "quotes") list.push(make("speaker", "S"), make("copy", "C"));
  return h("div", { class: "actions" }, list);
}

function checkTitle(check) {
  const key = `check.${check.message.key}.title`;
  return has(key) ? t(key, check.message.values) : check.code;
}

export function checkCard(check, go) {
  const advice = `check.${check.message.key}.advice`;
  return h("li", { class: "check" }, h("button", { type: "button", class: "go", onclick: go },
    h("div", {}, h("b", {}, checkTitle(check)), " ", h("span", { class: `tag ${check.severity === "info" ? "" : "warn"}` }, check.severity === "info" ? "ⓘ" : "!")),
    check.spans[0] ? h("div", { class: "words", dir: "rtl", lang: "ar" }, check.spans[0].text) : null,
    has(advice) ? h("div", { class: "detail" }, t(advice)) : null));
}
