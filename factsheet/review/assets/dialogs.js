// Questions in a dialog: keys, queue, verification, a reason, a conflict. The browser keeps the focus inside.

import { moment } from "./card.js";
import { plain, state } from "./state.js";
import { $, bdi, button, counted, h, t, tNodes } from "./words.js";

function show(title, ...content) {
  const dialog = $("dialog");
  if (dialog.open) dialog.close();
  dialog.replaceChildren(h("h2", { id: "dialog-title" }, title), ...content);
  dialog.showModal();
  return dialog;
}

export function dialogOpen() { return $("dialog").open; }

function closeDialog() { $("dialog").close(); }

const KEYS = [
  ["J K", "next"], ["A", "accept"], ["X", "reject"], ["Space", "skip"], ["⌫", "undo"], ["E", "edit"], ["S", "speaker"], ["N", "add"], ["C", "copy"],
  ["V", "verify"], ["B", "boilerplate"], ["P", "print"], ["/", "search"], ["Q", "queue"], ["[ ]", "articles"], ["0–5", "tabs"], ["?", "help"],
];

export function help(setName) {
  const name = h("input", { value: state.by, maxlength: "80", "aria-label": t("settings.reviewer") });
  show(t("help.title"),
    h("dl", {}, KEYS.flatMap(([keys, what]) => [h("dt", {}, keys.split(" ").map((key) => [h("kbd", {}, key), " "])), h("dd", {}, t(`help.${what}`))])),
    h("label", { class: "block" }, t("settings.reviewer"), name),
    h("div", { class: "row" }, button(t("action.close"), { class: "button primary", onclick: () => { setName(name.value.trim()); closeDialog(); } })));
}

export function queue(go) {
  const search = h("input", { type: "search", "aria-label": t("queue.search"), placeholder: t("queue.search") });
  const only = h("select", { "aria-label": t("filter.state") }, ["all", "open", "low", "checks"].map((name) => h("option", { value: name }, t(`queue.${name}`))));
  const list = h("div", { class: "queue" });
  const tests = { all: () => true, open: (a) => a.decided < a.facts, low: (a) => a.low > 0, checks: (a) => a.checks > 0 };
  const render = () => {
    const wanted = plain(search.value.trim());
    list.replaceChildren(...state.queue.filter((a) => tests[only.value](a) && plain(`${a.title} ${a.id} ${a.publisher ?? ""}`).includes(wanted)).map((a) => h("button", {
      type: "button", "aria-current": a.key === state.key ? "true" : null, onclick: () => { closeDialog(); go(a.key); },
    }, h("span", { class: "name", lang: "ar", dir: "auto" }, a.title), h("progress", { max: Math.max(a.facts, 1), value: a.decided, "aria-label": t("progress", { done: a.decided, all: a.facts }) }),
      h("small", {}, bdi(a.id), " · ", a.error ? bdi(a.error) : far(a)))));
  };
  search.addEventListener("input", render);
  only.addEventListener("change", render);
  render();
  show(t("queue.title"), h("div", { class: "filters" }, search, only), list, h("div", { class: "row" }, button(t("action.close"), { onclick: closeDialog })));
  search.focus();
}

/** How far an article is, and what in it wants a look. */
function far(article) {
  if (!article.facts) return t("empty.article");
  const parts = [tNodes("progress", { done: article.decided, all: article.facts })];
  for (const name of ["low", "checks"]) if (article[name]) parts.push(" · ", counted(`count.${name}`, article[name]));
  return parts.flat();
}

export function verify(fact, send) {
  const mark = fact.review.verification;
  const choices = ["unchecked", "confirmed", "disputed"].map((status) => h("label", {}, h("input", { type: "radio", name: "status", value: status, checked: status === mark.status }), " ", t(`verify.${status}`)));
  const url = h("input", { type: "url", dir: "ltr", name: "url", value: mark.source_url ?? "", placeholder: "https://" });
  const note = h("textarea", { rows: "3", name: "note", dir: "auto" });
  note.value = mark.note ?? "";
  const refused = h("p", { class: "refused", role: "alert" });
  const form = h("form", { onsubmit: async (event) => {
    event.preventDefault();
    const status = new FormData(form).get("status");
    const problem = await send({ kind: "verify", fact: fact.id, status, source_url: url.value.trim() || null, note: note.value.trim() || null });
    if (problem === null) closeDialog(); else refused.textContent = problem;
  } }, h("p", { class: "soft" }, t("verify.explain")), h("div", { class: "choices", role: "radiogroup", "aria-label": t("verify.title") }, choices),
    h("label", { class: "block" }, t("verify.url"), url), h("label", { class: "block" }, t("verify.note"), note), refused,
    h("div", { class: "row" }, button(t("action.save"), { type: "submit", class: "button primary" }), button(t("action.cancel"), { onclick: closeDialog })));
  show(t("verify.title"), form);
}

export function askReason(send) {
  const reason = h("textarea", { rows: "3", dir: "auto", "aria-label": t("reject.title") });
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); closeDialog(); send(reason.value.trim() || null); } }, h("label", { class: "block" }, reason),
    h("div", { class: "row" }, button(t("action.reject"), { type: "submit", class: "button primary" }), button(t("action.cancel"), { onclick: closeDialog })));
  reason.addEventListener("keydown", (event) => { if (event.code === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); } });
  show(t("reject.title"), form);
  reason.focus();
}

/** Somebody else decided on the same fact: resolves to whether the reviewer's own wish is to be sent nevertheless. */
export function conflict(theirs, wish) {
  return new Promise((resolve) => {
    const mine = wish.kind === "decide" ? t(`state.${wish.status}`) : t(wish.kind === "edit" ? "state.edited" : "action.verify");
    let answer = false;
    const dialog = show(t("conflict.title"), h("p", { class: "soft" }, t("conflict.explain")), h("dl", {},
      h("dt", {}, t("conflict.theirs")), h("dd", {}, t(`state.${theirs.review.status}`), " · ", bdi(theirs.review.by ?? "–"), " · ", bdi(moment(theirs.review.at))),
      h("dt", {}, t("conflict.mine")), h("dd", {}, mine)),
    h("div", { class: "row" }, button(t("conflict.keep"), { class: "button primary", "data-answer": "keep", onclick: closeDialog }),
      button(t("conflict.use"), { "data-answer": "use", onclick: () => { answer = true; closeDialog(); } })));
    dialog.addEventListener("close", () => resolve(answer), { once: true });
  });
}
