// One's jobs, the newest first.

import { el, money, t, when } from "./parts.js";
import { call } from "./wire.js";
import { badge, counts } from "./showing.js";

export async function history({ main, refused }) {
  const list = el("ol", { class: "jobs" });
  const more = el("button", { type: "button", hidden: true, onclick: () => next().catch(refused) }, t("history_more"));
  let after = "";
  async function next() {
    const page = await call("GET", `/v1/jobs?limit=30${after ? `&after=${after}` : ""}`);
    list.append(...page.jobs.map(row));
    after = page.next;
    more.hidden = !after;
  }
  await next();
  const empty = list.children.length ? null : el("div", { class: "panel empty" },
    el("p", {}, t("history_none")), el("a", { href: "#new", class: "button primary" }, t("first_job")));
  main.replaceChildren(el("h1", { tabindex: -1 }, t("history_title")), empty || el("div", { class: "panel" }, list, more));
  return null;
}

function row(job) {
  const address = job.state === "draft" ? `#draft=${job.id}` : `#job=${job.id}`;
  const found = job.documents.found || job.files.length;
  return el("li", {},
    el("div", { class: "row" }, el("a", { href: address, class: "name" }, job.name), badge(job.state)),
    el("div", { class: "meta" },
      el("time", { datetime: job.created_at }, when(job.created_at)),
      el("span", {}, `${t("documents")}: ${found}`), ...counts(job.documents),
      job.cost_usd !== null ? el("span", {}, money(job.cost_usd)) : null));
}
