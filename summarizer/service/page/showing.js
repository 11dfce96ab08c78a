// Pieces that several views show: what went wrong, what something costs, how a job does.

import { el, has, money, t } from "./parts.js";

/** A problem in words: of this page's first, then what the service says, and what to do. */
export function failure(problem, words) {
  const it = problem.problem || problem;
  const key = `problem.${it.status || 0}`;
  const rows = (it.errors || []).map(row => el("li", { lang: "en" }, row.where ? `${row.where}: ${row.what}` : row.what));
  return el("div", { class: "failure", role: "alert" },
    el("p", {}, el("strong", {}, words || (has(key) ? t(key) : t("problem")))),
    it.detail ? el("p", { lang: "en" }, it.detail) : null,
    rows.length ? el("ul", {}, rows) : null,
    it.hint ? el("p", { lang: "en" }, it.hint) : null);
}

/** The estimate as a panel: the range, what it is for, what cannot be read. */
export function price(estimate, session) {
  const documents = estimate.documents;
  const bad = documents.filter(one => one.error);
  const cost = estimate.cost_usd;
  return el("div", { class: "price" },
    el("p", { class: "figure" }, cost ? t("price_range", { low: money(cost[0]), high: money(cost[1]) }) : t("price_unknown")),
    el("p", {}, t("price_of", { n: documents.length - bad.length, requests: estimate.requests, model: session.model })),
    session.budget_left_usd !== null ? el("p", {}, t("budget_left", { amount: money(session.budget_left_usd) })) : null,
    el("p", { class: "note" }, t("price_note")),
    bad.length ? el("div", { class: "failure" }, el("p", {}, t("unreadable", { n: bad.length })),
      el("ul", {}, bad.slice(0, 20).map(one => el("li", {}, `${one.path}: `, el("span", { lang: "en" }, one.error))))) : null);
}

export const badge = state => el("span", { class: `badge ${state}` }, t(`state.${state}`));

/** Counts of a job that are not 0, as small marks. */
export function counts(documents) {
  const names = ["verified", "flagged", "failed"].filter(name => documents[name]);
  return names.map(name => el("span", { class: `count ${name}` }, `${t(name)} ${documents[name]}`));
}
