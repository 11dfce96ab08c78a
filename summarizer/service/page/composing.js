// A new job: documents, what to make of them, the price, start. What was sent is a draft of the service (#draft=ID);
// before that, the options and the pasted text are kept for the tab, so that a reload loses neither.

import { el, money, number, percent, size, t, tell } from "./parts.js";
import { call, send } from "./wire.js";
import { collected } from "./files.js";
import { fill, form as optionsForm, read } from "./options.js";
import { failure, price } from "./showing.js";

const KEPT = "compose";
let chosen = [];

export async function composing(context, id) {
  const { main, session, go, refused } = context;
  const draft = id ? await call("GET", `/v1/jobs/${id}`) : null;
  if (draft && draft.state !== "draft") { go(`job=${id}`); return null; }
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "{}");
  let leftOut = [];
  let key = fresh();

  const list = el("div", { id: "chosen" });
  const text = el("textarea", { id: "text", rows: 4, placeholder: t("paste_hint"), ".value": kept.text || "", oninput: changed });
  const files = el("input", { type: "file", multiple: true, id: "files", class: "vh", tabindex: -1, "aria-hidden": "true", onchange: () => take(files) });
  const folder = el("input", { type: "file", multiple: true, webkitdirectory: true, class: "vh", tabindex: -1, "aria-hidden": "true", onchange: () => take(folder) });
  const zone = el("div", { class: "drop", id: "drop" },
    el("p", { class: "lead" }, t(chosen.length ? "drop_more" : "drop")), el("p", { class: "note" }, t("drop_note")),
    el("div", { class: "actions" },
      el("button", { type: "button", onclick: () => files.click() }, t("choose_files")),
      el("button", { type: "button", onclick: () => folder.click() }, t("choose_folder"))),
    files, folder);
  const options = optionsForm(session, changed, { sent: Boolean(draft) });
  const said = el("div");
  const priced = el("section", { class: "panel pricing", "aria-live": "polite" });
  const documents = draft ? sentDocuments() : el("section", { class: "panel", "aria-labelledby": "h-what" },
    el("h2", { id: "h-what", class: "vh" }, t("documents")), zone, list,
    el("label", { for: "text", class: "paste" }, t("paste")), text);
  main.replaceChildren(
    el("h1", { tabindex: -1 }, t(draft ? "draft_title" : "new_title")),
    el("div", { class: "compose" },
      el("div", {}, documents, el("section", { class: "panel", "aria-label": t("task") }, options)),
      el("aside", { "aria-label": t("price") }, priced, said)));
  fill(options, draft ? draft.options : kept.options || {});
  drawChosen();
  let stale = !draft?.estimate;
  drawPrice();
  if (draft && stale) estimate();

  const stopDrop = draft ? () => {} : dropping(zone, took);
  return () => { keep(); stopDrop(); };

  function keep() {
    if (draft) return;
    const part = { options: read(options, true).options, text: text.value.slice(0, 1_000_000) };
    try { sessionStorage.setItem(KEPT, JSON.stringify(part)); } catch { /* then it is not kept */ }
  }

  function changed() {
    keep();
    key = fresh();
    stale = true;
    drawPrice();
  }

  function take(input) {
    took([...input.files].map(file => ({ file, path: file.webkitRelativePath || file.name })));
    input.value = "";
  }

  function took(found) {
    const sorted = collected(chosen, found);
    const limits = session.limits;
    const bytes = sorted.chosen.reduce((sum, one) => sum + one.file.size, 0);
    if (sorted.chosen.length > limits.files || bytes > limits.upload_bytes) {
      said.replaceChildren(failure({ status: 413 }, t("too_much", { files: limits.files, size: size(limits.upload_bytes) })));
      return;
    }
    said.replaceChildren();
    chosen = sorted.chosen;
    leftOut = sorted.leftOut;
    drawChosen();
    changed();
    tell(t("chosen", { n: chosen.length, size: size(bytes) }));
  }

  function drawChosen() {
    const bytes = chosen.reduce((sum, one) => sum + one.file.size, 0);
    zone.querySelector(".lead").textContent = t(chosen.length ? "drop_more" : "drop");
    zone.classList.toggle("small", chosen.length > 0);
    const rows = chosen.slice(0, 12).map(one => el("li", {},
      el("span", { class: "name" }, one.path), el("span", { class: "note" }, size(one.file.size)),
      el("button", { type: "button", class: "plain", "aria-label": t("remove", { name: one.path }), onclick: () => drop(one) }, "✕")));
    if (chosen.length > 12) rows.push(el("li", { class: "note" }, t("and_more", { n: chosen.length - 12 })));
    list.replaceChildren(...[
      chosen.length ? el("div", { class: "row" }, el("p", { class: "sum" }, t("chosen", { n: chosen.length, size: size(bytes) })),
        el("button", { type: "button", class: "plain", onclick: () => { chosen = []; leftOut = []; drawChosen(); changed(); } }, t("remove_all"))) : null,
      rows.length ? el("ul", { class: "chosen" }, rows) : null,
      leftOut.length ? el("p", { class: "note" }, t("left_out", { n: leftOut.length, names: leftOut.slice(0, 3).join(", ") })) : null,
    ].filter(Boolean));
  }

  function drop(one) {
    chosen = chosen.filter(other => other !== one);
    drawChosen();
    changed();
  }

  function sentDocuments() {
    const shown = draft.files.slice(0, 12).map(file => el("li", {},
      el("span", { class: "name" }, file.name), el("span", { class: "note" }, size(file.bytes))));
    if (draft.files.length > 12) shown.push(el("li", { class: "note" }, t("and_more", { n: draft.files.length - 12 })));
    return el("section", { class: "panel", "aria-labelledby": "h-what" },
      el("h2", { id: "h-what" }, t("chosen", { n: draft.files.length, size: size(draft.bytes) })),
      el("ul", { class: "chosen" }, shown),
      el("button", { type: "button", onclick: discard }, t("remove_all")));
  }

  async function discard() {
    try { await call("DELETE", `/v1/jobs/${id}`); go("new"); } catch (error) { refused(error); }
  }

  function drawPrice() {
    const ready = draft || chosen.length || text.value.trim();
    if (draft?.estimate && !stale) {
      priced.replaceChildren(el("h2", {}, t("price")), price(draft.estimate, session),
        el("div", { class: "actions" }, el("button", { type: "button", class: "primary", id: "start", onclick: start }, t("start"))));
      return;
    }
    priced.replaceChildren(el("h2", {}, t("price")),
      ready ? null : el("p", { class: "note" }, t("nothing_yet")),
      el("div", { class: "actions" },
        el("button", { type: "button", class: "primary", id: "price", disabled: !ready, onclick: draft ? estimate : sendAll }, t("see_price"))));
  }

  function busy(words, part) {
    const bar = el("progress", { "aria-label": words, max: 1 });
    if (part !== undefined) bar.value = part;
    priced.replaceChildren(el("h2", {}, t("price")), el("p", {}, words), bar);
  }

  /** Send the documents as a draft; its own view goes on with the price. */
  async function sendAll() {
    const wanted = read(options);
    if (!wanted.ok) { said.replaceChildren(failure({ status: 422, errors: wanted.errors })); return; }
    const body = new FormData();
    body.append("options", JSON.stringify(wanted.options));
    body.append("start", "false");
    for (const one of chosen) body.append("files", one.file, one.path);
    if (text.value.trim()) body.append("files", new Blob([text.value], { type: "text/plain" }), `${firstWords(text.value)}.txt`);
    for (const file of wanted.glossaries) body.append("glossary", file, file.name);
    said.replaceChildren();
    busy(t("uploading", { percent: percent(0) }), 0);
    try {
      const made = await send("/v1/jobs", body, key, part => busy(t("uploading", { percent: percent(part) }), part));
      chosen = [];
      sessionStorage.removeItem(KEPT);
      text.value = "";
      go(`draft=${made.id}`);
    } catch (error) {
      if (error.status === 401) { refused(error); return; }
      said.replaceChildren(failure(error));
      drawPrice();
    }
  }

  async function estimate() {
    busy(t("estimating"));
    said.replaceChildren();
    try {
      if (!(await brought())) return;
      draft.estimate = await call("POST", `/v1/jobs/${id}/estimate`);
      stale = false;
      tell(draft.estimate.cost_usd ? draft.estimate.cost_usd.map(money).join(" – ") : number(draft.estimate.requests));
    } catch (error) {
      said.replaceChildren(failure(error));
    }
    drawPrice();
  }

  /** The draft has the options of the form. */
  async function brought() {
    const wanted = read(options);
    if (!wanted.ok) {
      said.replaceChildren(failure({ status: 422, errors: wanted.errors }));
      drawPrice();
      return false;
    }
    await call("PATCH", `/v1/jobs/${id}`, wanted.options);
    return true;
  }

  async function start() {
    try {
      await call("POST", `/v1/jobs/${id}/start`);
      go(`job=${id}`);
    } catch (error) {
      said.replaceChildren(failure(error));
    }
  }
}

/** A new Idempotency-Key. (`randomUUID` is there on https and on this machine only.) */
function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** A name for a pasted text: how it begins. */
function firstWords(text) {
  const line = text.trim().split("\n")[0].replace(/[\\/:*?"<>|.\s]+/g, " ").trim();
  return [...line].slice(0, 24).join("").trim() || "text";
}

function dropping(zone, took) {
  let depth = 0;
  const over = on => zone.classList.toggle("over", on);
  const enter = () => { depth += 1; over(true); };
  const leave = () => { depth -= 1; if (depth <= 0) { depth = 0; over(false); } };
  const drop = async event => {
    event.preventDefault();
    depth = 0;
    over(false);
    const { dropped } = await import("./files.js");
    took(await dropped(event.dataTransfer));
  };
  const on = [["dragenter", enter], ["dragleave", leave], ["drop", drop]];
  for (const [kind, listener] of on) addEventListener(kind, listener);
  return () => { for (const [kind, listener] of on) removeEventListener(kind, listener); };
}
