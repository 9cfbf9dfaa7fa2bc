// Requests. Writes go one after the other, each with the version that the page has seen; one that gets no answer is
// sent again under the same id, which the server never takes twice.

import { state, takeArticle, takeChanges } from "./state.js";
import { $, counted, say, t } from "./words.js";

export async function get(path) {
  const response = await fetch(path, { cache: "no-store" }).catch(() => { throw new Error(t("said.offline")); });
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail || response.statusText);
  return response.json();
}

/** The article as it is when nothing of ours is under way: an answer to a write never meets a newer or another article. */
export async function getArticle(key) {
  for (;;) {
    await settled();
    const view = await get(`article/${key}?by=${encodeURIComponent(state.by)}`);
    if (!unsaved()) return view;
  }
}

const waiting = [];
const resting = []; // what waits until every write has its answer
let busy = false;
let listeners = { changed: () => {}, conflict: async () => false };

export function onWrites(given) { listeners = { ...listeners, ...given }; }

export function unsaved() { return busy || waiting.length > 0; }

/** When every write has its answer. */
export function settled() { return unsaved() ? new Promise((done) => resting.push(done)) : Promise.resolve(); }

/** Whether something else was asked for the fact after what is being sent. */
export function askedAgain(id) { return waiting.slice(1).some((job) => job.wish.fact === id); }

/** Sends a wish; resolves to null when it is on disk, else to the words that say why it is not. */
export function write(wish) {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    waiting.push({ wish: { ...wish, id }, key: state.key, before: JSON.stringify(state.facts.get(wish.fact)?.review ?? null), resolve });
    showSaved("waiting");
    if (!busy) void drain();
  });
}

async function drain() {
  busy = true;
  while (waiting.length) {
    const job = waiting[0];
    const problem = await send(job);
    waiting.shift();
    job.resolve(problem);
  }
  busy = false;
  showSaved("yes");
  for (const done of resting.splice(0)) done();
}

async function send(job) {
  for (let again = 0; ; again += 1) {
    const response = await post(job).catch(() => null);
    if (response === null || response.status >= 502) {
      showSaved("no");
      await new Promise((done) => setTimeout(done, Math.min(3000, 300 * 2 ** again)));
      continue;
    }
    const body = await response.json().catch(() => ({ refused: "failed", detail: response.statusText }));
    if (response.ok) {
      if (job.key === state.key) listeners.changed(takeChanges(body), job.wish);
      return null;
    }
    if (response.status === 409) {
      if (await merged(job, body.now)) continue;
      return "";
    }
    return t(`refused.${body.refused}`, { detail: body.detail ?? "" });
  }
}

function post(job) {
  return fetch(`article/${job.key}`, {
    method: "POST", headers: { "content-type": "application/json" },
    body: JSON.stringify({ version: state.version, by: state.by, wishes: [job.wish] }),
  });
}

/** Takes what others did; whether the wish is to be sent again. Only a decision on the same fact asks the reviewer. */
async function merged(job, now) {
  const others = now.version - state.version;
  takeArticle(now);
  const mine = job.wish.fact ? state.facts.get(job.wish.fact) : null;
  listeners.changed(null, null);
  if (job.wish.fact && !mine) { say(t("said.gone"), true); return false; }
  const theirs = JSON.stringify(mine?.review ?? null);
  if (mine && theirs !== job.before) {
    job.before = theirs;
    return listeners.conflict(mine, job.wish);
  }
  say(counted("count.merged", others));
  return true;
}

export function showSaved(how) {
  const element = $("saved");
  element.textContent = t(`saved.${how}`);
  element.className = how === "no" ? "failed" : how === "waiting" ? "waiting" : "";
  element.dataset.state = how;
}
