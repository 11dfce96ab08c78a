// The views of the page and the way between them. The address says which view it is, so that a reload loses nothing:
// #new, #draft=ID, #job=ID, #history. Everything that matters is kept by the service.

import { el, lang, number, setLanguage, setTheme, t, tell, themeNow } from "./parts.js";
import { call, Refused } from "./wire.js";
import { composing } from "./composing.js";
import { history } from "./history.js";
import { job } from "./job.js";
import { failure } from "./showing.js";

const main = document.getElementById("main");
const state = { session: null, leave: null };

/** Show a view; it returns how to leave it. What it cannot do is said in its place. */
async function show() {
  state.leave?.();
  state.leave = null;
  const address = decodeURIComponent(location.hash.slice(1)) || "new";
  const [name, id] = address.split("=");
  frame(name);
  if (!state.session && !(await signedIn())) return;
  const context = { session: state.session, main, go, again: show, refused };
  try {
    if (name === "job" && id) state.leave = await job(context, id);
    else if (name === "history") state.leave = await history(context);
    else state.leave = await composing(context, name === "draft" ? id : null);
  } catch (error) {
    refused(error);
  }
  document.title = `${main.querySelector("h1")?.textContent || "Summarizer"} – Summarizer`;
}

function go(address) {
  if (location.hash === `#${address}`) show();
  else location.hash = address;
}

/** What could not be done: back to the door where it needs a token, else in words. */
function refused(error) {
  if (!(error instanceof Refused)) throw error;
  if (error.status === 401) {
    state.session = null;
    door();
  } else {
    main.replaceChildren(el("h1", { tabindex: -1 }, t("problem")), failure(error));
  }
}

async function signedIn() {
  try {
    state.session = await call("GET", "/v1/session");
  } catch (error) {
    refused(error);
    return false;
  }
  frame();
  return true;
}

function door() {
  frame("door");
  const token = el("input", { type: "password", id: "token", autocomplete: "current-password", required: true, spellcheck: "false" });
  const said = el("div");
  const form = el("form", { class: "panel door", onsubmit: enter },
    el("h1", { tabindex: -1 }, t("sign_in_title")),
    el("p", { class: "note" }, t("sign_in_text")),
    el("input", { type: "text", name: "username", autocomplete: "username", hidden: true, value: "summarizer" }),
    el("label", { for: "token" }, t("token")), token,
    said,
    el("button", { class: "primary" }, t("sign_in")));
  async function enter(event) {
    event.preventDefault();
    try {
      state.session = await call("POST", "/v1/session", { token: token.value.trim() });
    } catch (error) {
      said.replaceChildren(failure(error, error.status === 401 ? t("wrong_token") : undefined));
      return;
    }
    show();
  }
  main.replaceChildren(form);
  document.title = `${t("sign_in_title")} – Summarizer`;
  token.focus();
}

async function leave() {
  await call("DELETE", "/v1/session");
  sessionStorage.clear();
  state.session = null;
  go("new");
  show();
}

/** What stands around every view. */
function frame(name) {
  const at = name || document.body.dataset.view || "new";
  document.body.dataset.view = at;
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("foot").textContent = t("foot");
  const link = (address, key, views) =>
    el("a", { href: `#${address}`, "aria-current": views.includes(at) ? "page" : null }, t(key));
  document.getElementById("nav").replaceChildren(
    link("new", "new_job", ["new", "draft"]), link("history", "history", ["history", "job"]));
  document.getElementById("nav").hidden = at === "door";
  document.getElementById("tools").replaceChildren(...tools());
}

function tools() {
  const other = lang() === "zh" ? "en" : "zh";
  const themes = ["automatic", "light", "dark"];
  const themed = el("select", {
    id: "theme", "aria-label": t("colours"), title: t("colours"), onchange: () => setTheme(themed.value),
  }, themes.map(name => el("option", { value: name, selected: name === themeNow() }, t(name))));
  const translated = el("button", {
    type: "button", id: "language", lang: other === "zh" ? "zh-CN" : "en",
    onclick: () => { setLanguage(other); show(); },
  }, t("other_language"));
  const session = state.session;
  const out = session?.needs_token
    ? el("button", { type: "button", id: "out", title: session.user, onclick: leave }, t("sign_out")) : null;
  const who = session?.needs_token ? el("span", { class: "who" }, session.user) : null;
  return [who, translated, themed, out].filter(Boolean);
}

// A file that misses the place for it must not replace the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, event => event.preventDefault());
document.getElementById("skip").addEventListener("click", event => { event.preventDefault(); main.focus(); });
document.getElementById("skip").href = "#main";
addEventListener("hashchange", async () => { await show(); main.querySelector("h1")?.focus(); tell(document.title); });
setLanguage(lang());
setTheme(themeNow());
show().then(() => { document.documentElement.dataset.ready = number(1); });
