// A job while it goes on and afterwards: how far it is, document by document, then its report.

import { duration, el, lang, money, number, t, tell, when } from "./parts.js";
import { call, watch } from "./wire.js";
import { badge, failure } from "./showing.js";

const OPEN = ["queued", "running"];

export async function job(context, id) {
  const { main, go, refused } = context;
  let now = await call("GET", `/v1/jobs/${id}`);
  if (now.state === "draft") { go(`draft=${id}`); return null; }
  const documents = new Map();
  const head = el("div", { class: "job-head" });
  const sum = el("div", { class: "panel sum" });
  const said = el("div");
  const list = el("ul", { class: "documents" });
  const listed = el("section", { class: "panel", "aria-labelledby": "h-documents" },
    el("h2", { id: "h-documents" }, t("documents")), list);
  const lost = el("p", { class: "note lost", role: "status", hidden: true }, t("lost_line"));
  main.replaceChildren(head, sum, said, lost, listed);
  redraw();

  const stop = watch(id, {
    document: one => { documents.set(one.path, one); redraw(); },
    progress: next => { now = next; redraw(); },
    end: () => { ended(); },
    open: () => { lost.hidden = true; },
    lost: () => { if (OPEN.includes(now.state)) lost.hidden = false; },
  });
  const clock = setInterval(() => { if (now.state === "running") redrawSum(); }, 1000);

  async function ended() {
    lost.hidden = true;
    try {
      now = await call("GET", `/v1/jobs/${id}`);
    } catch (error) {
      refused(error);
      return;
    }
    redraw();
    tell(verdict());
  }

  function verdict() {
    const failed = now.state === "done" ? now.documents.failed : 0;
    return failed ? t("ended_some", { n: failed }) : t(`ended_${now.state}`);
  }

  function redraw() {
    head.replaceChildren(
      el("div", { class: "row" }, el("h1", { tabindex: -1 }, now.name), badge(now.state)),
      el("p", { class: "note" }, `${t("made")} ${when(now.created_at)}`,
        now.position ? ` · ${t("position", { n: now.position })}` : ""));
    redrawSum();
    said.replaceChildren(...[now.problem ? failure(now.problem) : null,
      now.state === "cancelled" ? el("p", { class: "note" }, t("ended_cancelled")) : null,
      now.warnings.length ? el("details", { class: "panel" }, el("summary", {}, t("warnings")),
        el("ul", {}, now.warnings.map(text => el("li", { lang: "en" }, text)))) : null].filter(Boolean));
    redrawList();
  }

  function redrawSum() {
    const counted = now.documents;
    const done = counted.verified + counted.flagged + counted.failed;
    const found = counted.found || now.files.length;
    const until = now.ended_at ? new Date(now.ended_at) : new Date();
    const seconds = now.started_at ? (until - new Date(now.started_at)) / 1000 : 0;
    const bar = el("progress", { max: Math.max(1, found), "aria-label": t("documents") });
    if (done) bar.value = done; // before that, it wanders
    const focused = document.activeElement?.dataset.do;
    sum.replaceChildren(
      OPEN.includes(now.state) ? bar : el("p", { class: "verdict" }, verdict()),
      el("dl", { class: "figures" },
        figure(t("documents"), counted.found ? `${number(done)} / ${number(found)}` : number(found)),
        figure(t("verified"), number(counted.verified), counted.verified ? "verified" : ""),
        figure(t("flagged"), number(counted.flagged), counted.flagged ? "flagged" : ""),
        figure(t("failed"), number(counted.failed), counted.failed ? "failed" : ""),
        figure(t("cost"), money(now.cost_usd), "",
          [t("requests", { n: now.requests }), now.cached ? t("cached", { n: now.cached }) : ""].filter(Boolean).join(", ")),
        figure(t("time"), duration(seconds))),
      el("div", { class: "actions" }, actions(counted)));
    if (focused) sum.querySelector(`[data-do="${focused}"]`)?.focus();
  }

  function actions(counted) {
    if (OPEN.includes(now.state)) return [act("cancel", "cancel", () => change("POST", "/cancel"))];
    const some = counted.verified + counted.flagged > 0;
    const redo = now.state !== "done" || counted.failed > 0;
    return [
      some ? el("a", { class: "button primary", href: `/v1/jobs/${id}/report`, target: "_blank", rel: "noopener" }, t("open_report")) : null,
      some ? el("a", { class: "button", href: `/v1/jobs/${id}/archive` }, t("download")) : null,
      redo ? act("again", "again", () => change("POST", "/start"), t("again_note")) : null,
      act("delete", "delete", sure),
    ];
  }

  function act(name, key, does, title) {
    return el("button", { type: "button", "data-do": name, title, onclick: does }, t(key));
  }

  function sure() {
    const asked = el("dialog", { "aria-labelledby": "h-sure" },
      el("h2", { id: "h-sure" }, t("delete_sure")),
      el("div", { class: "actions" },
        el("button", { type: "button", class: "danger", onclick: remove }, t("really_delete")),
        el("button", { type: "button", onclick: () => asked.close() }, t("keep"))));
    asked.addEventListener("close", () => asked.remove());
    main.append(asked);
    asked.showModal();
    async function remove() {
      asked.close();
      stop();
      try { await call("DELETE", `/v1/jobs/${id}`); go("history"); } catch (error) { refused(error); }
    }
  }

  async function change(method, path) {
    try {
      now = await call(method, `/v1/jobs/${id}${path}`);
      if (path === "/start") context.again(); else redraw();
    } catch (error) {
      said.replaceChildren(failure(error));
    }
  }

  function redrawList() {
    const rows = new Map();
    const known = now.files.filter(file => !file.name.toLowerCase().endsWith(".zip"));
    if (OPEN.includes(now.state)) for (const file of known) rows.set(file.name, { path: file.name, status: "pending" });
    for (const [path, one] of documents) rows.set(path, one);
    listed.hidden = !rows.size;
    const shown = [...rows.values()].slice(0, 500);
    list.replaceChildren(...shown.map(row), ...(rows.size > shown.length
      ? [el("li", { class: "note" }, t("and_more", { n: rows.size - shown.length }))] : []));
  }

  return () => { stop(); clearInterval(clock); };
}

function row(one) {
  const titles = [["en", one.title?.en], ["zh-CN", one.title?.zh]].filter(([, text]) => text);
  if (lang() === "zh") titles.reverse();
  const [first, second] = titles;
  return el("li", { class: one.status },
    el("span", { class: "mark", "aria-hidden": "true" }, { verified: "✓", flagged: "!", failed: "✕" }[one.status] || "·"),
    el("div", {},
      el("p", { class: "name" }, first ? el("span", { lang: first[0] }, first[1]) : one.path),
      second ? el("p", { class: "zh", lang: second[0] }, second[1]) : null,
      el("p", { class: "meta" }, first ? el("span", {}, one.path) : null,
        one.status === "pending" ? null : el("span", { class: `count ${one.status}` }, t(one.status)),
        one.findings ? el("span", {}, t("findings", { n: one.findings })) : null),
      one.error ? el("p", { class: "why", lang: "en" }, `${one.error} ${one.hint || ""}`) : null));
}

function figure(name, value, kind = "", more = "") {
  return el("div", { class: kind }, el("dt", {}, name), el("dd", { class: "figure" }, value), more ? el("dd", {}, more) : null);
}
