// The brief beside the article: drawn anew after a change, in a frame in which nothing runs.

import { settled } from "./api.js";
import { state } from "./state.js";
import { $, h, t } from "./words.js";

let timer = 0;
let shownFor = "";

function address(name) {
  return `${name}/${state.key}?lang=${state.lang}&template=${encodeURIComponent(state.template)}&v=${state.version}`;
}

export function setUpBrief(templates) {
  const select = $("template");
  select.replaceChildren(...templates.map((name) => h("option", { value: name, selected: name === state.template }, name)));
  select.parentElement.hidden = templates.length < 2;
  select.addEventListener("change", () => { state.template = select.value; drawBrief(0); });
  new ResizeObserver(fit).observe($("paper"));
}

/** Draws the brief after a moment in which nothing else changed; the old one stays until the new one is there. */
export function drawBrief(delay = 900) {
  clearTimeout(timer);
  $("paper").setAttribute("aria-busy", "true");
  timer = setTimeout(draw, delay);
}

function draw() {
  const paper = $("paper");
  const wanted = address("preview");
  if (wanted !== shownFor && paper.offsetParent !== null) {
    shownFor = wanted;
    paper.querySelectorAll("iframe.waiting").forEach((frame) => frame.remove());
    const frame = h("iframe", { sandbox: "allow-same-origin", title: t("brief.title"), class: "waiting", tabindex: "-1" });
    frame.addEventListener("load", () => arrived(frame));
    frame.src = wanted;
    paper.append(frame);
  }
  rest();
}

/** The new brief takes the place of the old one; an answer that did not come leaves that where it is. */
function arrived(frame) {
  if (frame.contentDocument?.contentType === "text/html") {
    $("paper").querySelectorAll("iframe:not(.waiting)").forEach((old) => old.remove());
    frame.classList.remove("waiting");
    fit();
  } else {
    frame.remove();
    shownFor = "";
  }
  rest();
}

function rest() { $("paper").setAttribute("aria-busy", String(Boolean($("paper").querySelector("iframe.waiting")))); }

/** The sheet is as wide as its column, and as high as its content. */
function fit() {
  const paper = $("paper");
  const frame = paper.querySelector("iframe:not(.waiting)");
  if (!frame) return;
  const scale = paper.clientWidth / 794;
  const height = frame.contentDocument?.documentElement?.scrollHeight || 1123;
  frame.style.height = `${height}px`;
  frame.style.transform = `scale(${scale})`;
  if (document.documentElement.dir === "rtl") frame.style.transformOrigin = "100% 0"; else frame.style.transformOrigin = "0 0";
  frame.style.marginInlineEnd = `${paper.clientWidth - 794}px`;
  paper.style.height = `${Math.ceil(height * scale)}px`;
}

/** The brief in a tab of its own: opened at once, as a browser allows only then, and filled when all is on disk. */
export async function printBrief() {
  const tab = window.open("", "_blank");
  if (!tab) throw new Error(t("said.blocked"));
  tab.document.title = tab.document.body.textContent = t("said.printing");
  await settled();
  tab.location.replace(new URL(address("print"), document.baseURI).href);
}
