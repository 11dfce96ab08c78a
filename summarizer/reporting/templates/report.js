
// The behaviour of the report. Everything from pages and models is set as text: no markup is ever parsed here.
// The address after # is the whole state: #q=...&place=...&kind=... is the list, #doc=...&s=s2 a document with a
// sentence (s2), point (p1) or field (fields.events.0) pointed at, or a line (&line=12).
(() => {
"use strict";

const FILTERS = ["q", "place", "organisation", "person", "kind", "status", "from", "to", "sort"];
const NAMED = ["place", "organisation", "person"];
const PAGE = 40;  // documents shown at once
const MOST_EVENTS = 200;
const HAN = /([\p{Script=Han}〇][\p{Script=Han}〇，。、；：（）《》〔〕]*)/u;

const $ = (id) => document.getElementById(id);
const files = JSON.parse($("files").textContent);
const blocks = new Map();   // name -> promise of its JSON
const arriving = new Map(); // name -> what to do when its file has run
const pointer = { x: -1, y: -1 };  // where it was last
let core, texts, shown, claims = [], pinned = null, listAddress = "#", listScroll = 0, latest, order = [];

// ------------------------------------------------------------------------------------------------ data

// One policy, one kind of address: the data files of this report.
const policy = Object.keys(files).length && window.trustedTypes?.createPolicy("report", {
  createScriptURL: (address) => {
    if (/^report\/[a-z]+-\d+\.[0-9a-f]{12}\.js$/.test(address)) return address;
    throw new TypeError("not a data file of this report");
  },
});

window.reportData = (name, data) => arriving.get(name)?.(data);

function fromFile(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    arriving.set(name, resolve);
    script.onerror = () => reject(new Error(`${files[name]} is missing. Keep the folder “report” beside this page.`));
    script.src = policy ? policy.createScriptURL(files[name]) : files[name];
    document.head.append(script);
  });
}

async function unpack(base64) {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(base64) : Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

function block(name) {
  if (!blocks.has(name)) {
    const inside = $(`block-${name}`);
    blocks.set(name, (inside ? Promise.resolve(inside.textContent) : fromFile(name)).then(unpack));
  }
  return blocks.get(name);
}

/** All values of a series, in order: its blocks are numbered without gaps. */
async function series(name) {
  const wanted = [];
  for (let n = 0; $(`block-${name}-${n}`) || files[`${name}-${n}`]; n += 1) wanted.push(block(`${name}-${n}`));
  return (await Promise.all(wanted)).flat();
}

function asRow(row) {
  const [id, block, at, status, kind, date, en, zh, lead, findings, place, organisation, person] = row;
  return { id, block, at, status, kind, date, en, zh, lead, findings, place, organisation, person };
}

// -------------------------------------------------------------------------------------------- elements

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** English text in which runs of Chinese say that they are Chinese: for fonts and for screen readers. */
function mixed(text) {
  return text.split(HAN).map((part, index) => (index % 2 ? el("span", { lang: "zh" }, part) : part));
}

/** The text with the words that were searched for marked. */
function marked(text, words) {
  const low = text.toLowerCase();
  const found = words.map((word) => [low.indexOf(word), word.length]).filter(([at]) => at >= 0);
  if (!found.length || low.length !== text.length) return mixed(text);
  const [at, size] = found.sort((a, b) => a[0] - b[0])[0];
  return [...mixed(text.slice(0, at)), el("mark", {}, text.slice(at, at + size)), ...marked(text.slice(at + size), words)];
}

const counted = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
const linesText = (lines) => `${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
const heading = (level, text) => el(`h${level}`, {}, mixed(text));
const panel = (title, ...children) => el("section", { class: "panel" }, heading(2, title), ...children);
const address = (state) => `#${new URLSearchParams(Object.entries(state).filter(([, value]) => value))}`;
const documentAddress = (row, where) => address({ doc: row.id, s: where });
const tell = (text) => { $("told").textContent = text; };
const isNarrow = () => matchMedia("(max-width: 1000px)").matches;

// ------------------------------------------------------------------------------------------- the list

const wordsOf = (query) => (query ?? "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);

/** The numbers of the names that are meant: those that are exactly this, else those that contain it. */
function meant(kind, value) {
  const low = value.trim().toLowerCase();
  const names = core.names[kind].map((pair, number) => [number, ...pair.map((name) => name.toLowerCase())]);
  const exact = names.filter(([, zh, en]) => zh === low || en === low);
  return new Set((exact.length ? exact : names.filter(([, zh, en]) => zh.includes(low) || en.includes(low))).map(([n]) => n));
}

async function matching(state) {
  const words = wordsOf(state.q);
  if (words.length) texts ??= await series("text");
  const wanted = NAMED.filter((kind) => state[kind]).map((kind) => [kind, meant(kind, state[kind])]);
  const fits = (row, index) => (!state.kind || row.kind === state.kind)
    && (!state.status || row.status === state.status)
    && (!state.from || (row.date && row.date >= state.from.slice(0, row.date.length)))
    && (!state.to || (row.date && row.date <= state.to))
    && wanted.every(([kind, numbers]) => row[kind].some((number) => numbers.has(number)))
    && words.every((word) => texts[index].includes(word));
  return sorted(core.rows.filter(fits), state.sort);
}

function sorted(rows, by) {
  const { compare } = new Intl.Collator("en");  // many times as fast as localeCompare
  const dated = (sign) => (a, b) => !a.date - !b.date || sign * compare(a.date, b.date);
  const orders = {
    newest: dated(-1), oldest: dated(1),
    title: (a, b) => compare(a.en || a.zh, b.en || b.zh),
    findings: (a, b) => b.findings - a.findings,
  };
  return orders[by] ? rows.toSorted(orders[by]) : rows;
}

function item(row, words) {
  const nameOf = (kind, number) => core.names[kind][number][1] || core.names[kind][number][0];
  const places = row.place.slice(0, 3).map((number) => nameOf("place", number)).join(", ");
  return el("li", {},
    el("h3", {}, el("a", { href: documentAddress(row) }, marked(row.en || row.zh || row.id, words))),
    row.zh && row.en ? el("p", { class: "zh", lang: "zh" }, marked(row.zh, words)) : null,
    el("p", {}, marked(row.lead, words)),
    el("p", { class: "meta" },
      el("span", { class: `badge ${row.status}` }, row.status === "verified" ? "✓ verified" : "⚠ flagged"),
      row.findings ? el("span", {}, counted(row.findings, "finding")) : null,
      row.date ? el("time", { datetime: row.date }, row.date) : null,
      row.kind ? el("span", {}, row.kind.replaceAll("_", " ")) : null,
      places ? el("span", {}, mixed(places)) : null,
      el("span", {}, mixed(row.id))));
}

async function showList(state) {
  const asked = shown = { state };
  const rows = await matching(state);
  if (shown !== asked) return;  // something else was asked for meanwhile
  order = rows;
  const filtered = FILTERS.some((name) => name !== "sort" && state[name]);
  $("found").textContent = filtered
    ? `${rows.length.toLocaleString("en")} of ${counted(core.rows.length, "document")}`
    : counted(rows.length, "document");
  $("list").replaceChildren();
  showMore(wordsOf(state.q));
}

function showMore(words) {
  const count = $("list").children.length;
  $("list").append(...order.slice(count, count + PAGE).map((row) => item(row, words)));
  const left = order.length - count - PAGE;
  $("more").hidden = left <= 0;
  $("more").textContent = `Show ${Math.min(PAGE, left)} more of ${left.toLocaleString("en")}`;
  return $("list").children[count];
}

function fillForm(state) {
  const form = $("filters");
  for (const name of FILTERS) {
    const field = form.elements[name];
    const known = NAMED.includes(name) && core.names[name].find(([zh]) => zh === state[name]);
    const value = (known && known[1]) || state[name] || "";
    if (field !== document.activeElement) field.value = value;
  }
}

const formState = () => Object.fromEntries([...new FormData($("filters"))].filter(([, value]) => value.trim()));

function filtersChanged() {
  const state = formState();
  history.replaceState(null, "", address(state));
  listAddress = location.hash || "#";
  return showList(state);
}

// ----------------------------------------------------------------------------------------- the pictures

async function showEvents(key) {
  if (!$("events")) return; // no event of the folder has a date
  latest ??= [...$("events").children];
  for (const link of document.querySelectorAll(".timeline a")) {
    link.classList.toggle("chosen", link.getAttribute("href") === `#events=${key}`);
  }
  if (!key) { $("events").replaceChildren(...latest); return; }
  const events = (await series("events")).filter(([iso]) => iso.startsWith(key));
  const items = events.slice(0, MOST_EVENTS).map(([, row, where, en, zh, status, when]) => el("li", { class: status },
    el("span", { class: "when" }, when),
    el("span", {}, el("a", { href: documentAddress(core.rows[row], where) }, mixed(en || zh)),
      status === "done" ? null : el("span", { class: "tag" }, ` ${status.replaceAll("_", " ")}`))));
  const more = events.length - items.length;
  $("events").replaceChildren(
    heading(3, counted(events.length, "event") + (more > 0 ? `, the first ${MOST_EVENTS}` : "")),
    el("ol", { class: "events" }, items),
    el("p", {}, el("a", { href: "#" }, "Show the latest instead")));
  $("h-time").scrollIntoView();
}

/** Pointing at a name lights up its arcs and those it appears with. */
function watchNetwork(network) {
  const paths = [...network.querySelectorAll("path")], rows = [...network.querySelectorAll("li")];
  const point = (row) => {
    const on = new Set([row]);
    for (const path of paths) {
      const { a, b } = path.dataset;
      path.classList.toggle("on", row === a || row === b);
      if (row === a || row === b) on.add(a).add(b);
    }
    for (const entry of rows) entry.classList.toggle("on", on.has(entry.dataset.row));
    network.classList.toggle("pointed", row !== undefined);
  };
  for (const entry of rows) {
    entry.addEventListener("pointerenter", () => point(entry.dataset.row));
    entry.addEventListener("focusin", () => point(entry.dataset.row));
  }
  network.addEventListener("pointerleave", () => point());
  network.addEventListener("focusout", () => point());
}

// ----------------------------------------------------------------------------------------- a document

async function showDocument(row, state) {
  const view = (await block(`docs-${row.block}`))[row.at];
  claims = [];
  pinned = null;
  const number = order.indexOf(row);
  const left = el("div", {},
    brief(view, row), details(view), findings(view, row), translations(view), panel("How this was made", facts(view.making)));
  $("document").replaceChildren(
    way(number), ...head(view, row), el("div", { class: "sides" }, left, source(view)));
  $("document").dataset.id = row.id;
  flag(view, row);
  document.title = view.title.en || view.title.zh || row.id;
  $("d-title").focus({ preventScroll: true });
  scrollTo(0, 0);
  pointAt(state);
}

function way(number) {
  const link = (row, text, kind) => (row ? el("a", { href: documentAddress(row), class: kind }, text) : null);
  return el("nav", { class: "way", "aria-label": "Documents" },
    el("a", { href: listAddress }, "← All documents"),
    number >= 0 ? el("span", { class: "note" }, `${number + 1} of ${order.length}`) : null,
    number > 0 ? link(order[number - 1], "Previous", "next") : null,
    number >= 0 ? link(order[number + 1], "Next", number > 0 ? "" : "next") : null);
}

function head(view, row) {
  const title = el("h1", { id: "d-title", tabindex: "-1" }, mixed(view.title.en || view.title.zh || row.id));
  const chinese = view.title.en && view.title.zh ? [el("span", { lang: "zh" }, view.title.zh)] : [];
  return [
    title,
    claim("p", "title", view.title.lines, "title", chinese),
    el("p", {}, el("strong", { class: view.status }, `${view.status === "verified" ? "✓" : "⚠"} ${view.verdict}`)),
    facts(view.facts),
  ];
}

const facts = (pairs) => el("dl", { class: "facts" },
  pairs.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, mixed(value)))));

/** Something that rests on lines of the source: pointing at it lights them up, a click keeps them lit. */
function claim(tag, where, lines, label, children, { pair = false, at = null } = {}) {
  const entry = { where, lines, label };
  const node = entry.node = el(tag, { class: `claim${pair ? " pair" : ""}`, "data-where": where }, children);
  claims.push(entry);
  if (lines.length) {
    node.dataset.lines = lines.join(" ");
    entry.button = el("button", {
      type: "button", class: "refs", "aria-pressed": "false", "aria-label": `Source ${linesText(lines)}, for ${label}`,
      focus: () => light(entry), blur: () => light(pinned),
    }, lines.join(", "));
    (at ?? node).append(" ", entry.button);
    node.addEventListener("pointerenter", (event) => { if (hasMoved(event)) light(entry); });
    node.addEventListener("pointerleave", () => light(pinned));
    node.addEventListener("click", (event) => { if (!event.target.closest("a") && getSelection().isCollapsed) pin(entry); });
  }
  return node;
}

function bilingual(tag, one, label) {
  const english = el("p", {}, mixed(one.en || ""));
  const chinese = el("p", { class: "zh", lang: "zh" }, one.zh || "");
  return claim(tag, one.where, one.lines, label, [english, chinese], { pair: true, at: english });
}

function brief(view) {
  const sentences = view.sentences.map((one, index) => bilingual("li", one, `summary sentence ${index + 1}`));
  const points = view.points.map((one, index) => bilingual("li", one, `key point ${index + 1}`));
  const whole = sentences.length ? el("ol", {}, sentences) : bilingual("div", { ...view.summary, where: "summary", lines: [] }, "summary");
  const summary = panel("Summary", whole);
  if (points.length) summary.append(el("h2", {}, "Key points"), el("ul", {}, points));
  return summary;
}

function details(view) {
  if (!view.sections.length) return null;
  const card = panel("Details");
  card.classList.add("card");
  for (const section of view.sections) card.append(heading(3, section.heading), table(section));
  return card;
}

/** Columns that say what a row is about: the Chinese of the row stands there. */
const SUBJECTS = ["What", "Statement", "Name", "English"];

function table({ heading: name, columns, rows }) {
  const subject = Math.max(0, columns.indexOf(SUBJECTS.find((column) => columns.includes(column))));
  const header = el("tr", {}, columns.map((column) => el("th", { scope: "col" }, column)), el("th", { scope: "col" }, "Lines"));
  const body = rows.map((row, number) => {
    const cells = row.cells.map((cell, index) => el(index ? "td" : "th",
      index ? { "data-label": cell ? columns[index] : null } : { scope: "row" }, mixed(cell)));
    if (row.zh) cells[subject].append(el("span", { class: "zh", lang: "zh" }, ` ${row.zh}`));
    const cite = el("td", { class: "cite" });
    return claim("tr", row.where, row.lines, `${name} ${number + 1}`, [cells, cite], { at: cite });
  });
  return el("table", {}, el("caption", { class: "vh" }, name), el("thead", {}, header), el("tbody", {}, body));
}

function findings(view, row) {
  const made = view.findings.map((one, index) => {
    const first = el("p", {}, el("strong", { class: one.severity }, `${index + 1}. ${one.severity === "error" ? "Error" : "Warning"}`),
      one.place ? [" in ", el("a", { href: documentAddress(row, one.where) }, one.place)] : "", ": ", one.meaning || [mixed(one.text), "."]);
    const more = el("p", { class: "zh" }, one.meaning ? [mixed(one.text), ". "] : "",
      one.quote && !one.text.includes(one.quote) ? ["It is about “", el("span", { lang: "zh" }, one.quote), "”."] : "");
    return claim("li", `finding.${index + 1}`, one.lines, `finding ${index + 1}`, [first, more], { at: first });
  });
  const issues = view.issues.map((one, index) => claim("li", `issue.${index + 1}`, one.lines, `remark ${index + 1}`, [
    el("span", {}, mixed(one.text)), one.quote ? el("span", {}, " “", el("span", { lang: "zh" }, one.quote), "”") : null]));
  return el("div", {},
    made.length ? panel("Findings", el("p", { class: "note" }, "What code found when it compared this brief with the source. An error has made the document flagged; a warning is worth a look."), el("ol", { class: "findings" }, made)) : null,
    issues.length ? panel("About the source", el("ul", { class: "findings" }, issues)) : null);
}

/** The full translations, one panel a language. */
function translations(view) {
  const line = new Map(view.lines.map(([n, , text]) => [n, text]));
  return view.translations.map((made) => {
    const rows = made.rows.map(([where, n, text, instead, reviewed, zh]) => {
      const shown = text ? el("p", { lang: made.language }, text) : el("p", { class: "note" }, `(${instead})`);
      if (reviewed) shown.append(" ", el("span", { class: "note", lang: "en" }, "✓ reviewed"));
      return claim("li", where, [n], `translation of line ${n}`,
        [shown, el("p", { lang: view.language }, zh || line.get(n) || "")], { pair: true, at: shown });
    });
    return panel(made.heading, made.coverage ? el("p", { class: "note" }, made.coverage) : null, el("ol", { class: "translation" }, rows));
  });
}

/** The lines of the source in order; runs of noise folded. */
function source(view) {
  const cited = new Set(claims.flatMap((entry) => entry.lines));
  const list = el("div", { class: "lines", lang: view.language });
  let folded = null;
  for (const [n, role, text] of view.lines) {
    const node = sourceLine(n, role, text, cited.has(n));
    if (role !== "noise") { list.append(node); folded = null; continue; }
    if (!folded) list.append(folded = el("details", { class: "noise" }, el("summary", { lang: "en" })));
    folded.append(node);
    folded.firstChild.textContent = `${counted(folded.children.length - 1, "line")} left out: not the article`;
  }
  return el("section", { class: "panel source", "aria-labelledby": "h-source", tabindex: "0" },
    el("h2", { id: "h-source" }, "Source"),
    el("p", { class: "note" }, "Point at a statement to light up its lines, or at a numbered line to see what came from it."),
    list);
}

function sourceLine(n, role, text, isCited) {
  const number = isCited
    ? el("button", { type: "button", class: "n", lang: "en", "aria-pressed": "false", "aria-label": `What came from line ${n}`, focus: () => lightLine(n), blur: () => light(pinned) }, String(n))
    : el("span", { class: "n" }, String(n));
  const node = el("div", { class: `line ${role}`, "data-n": n }, number, el("span", {}, text));
  if (isCited) {
    node.addEventListener("pointerenter", (event) => { if (hasMoved(event)) lightLine(n); });
    node.addEventListener("pointerleave", () => light(pinned));
    node.addEventListener("click", () => { if (getSelection().isCollapsed) pin({ line: n }); });
  }
  return node;
}

/** Marks what findings are about, with the way to the finding. */
function flag(view, row) {
  // From the last to the first: each mark is put before the marks of later findings.
  [...view.findings.entries()].reverse().forEach(([index, one]) => {
    const entry = claims.find(({ where }) => where === one.where) ?? claims.find(({ where }) => `${one.where}.`.startsWith(`${where}.`));
    const link = el("a", { class: `flag ${one.severity}`, href: documentAddress(row, `finding.${index + 1}`) }, `⚠ ${index + 1}`, el("span", { class: "vh" }, ` ${one.severity}: see finding ${index + 1}`));
    if (entry?.button) entry.button.after(link);
    else (entry?.node.querySelector("p") ?? entry?.node)?.append(link);
  });
}

// ------------------------------------------------------------------------------------------- evidence

/** Whether the pointer has moved, and not the page under it: that would put out what was just pointed at. */
const hasMoved = (event) => event.clientX !== pointer.x || event.clientY !== pointer.y;

const lineNode = (n) => document.querySelector(`.line[data-n="${Number(n)}"]`);

function clearLight() {
  for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
  window.CSS?.highlights?.delete("quote");
}

/** Lights up a claim and its lines; a line and what came from it; or nothing. */
function light(entry) {
  if (entry?.line) { lightLine(entry.line); return; }
  clearLight();
  if (!entry) return;
  const nodes = entry.lines.map(lineNode).filter(Boolean);
  for (const node of [entry.node, ...nodes]) node.classList.add("lit");
  for (const node of nodes) if (node.parentNode.localName === "details") node.parentNode.open = true;
  quote(entry, nodes);
  reveal(nodes[0]);
}

function lightLine(n) {
  clearLight();
  lineNode(n).classList.add("lit");
  for (const entry of claims) if (entry.lines.includes(n)) entry.node.classList.add("lit");
}

/** Where the Chinese of a field was copied from its line, marks it there. */
function quote(entry, nodes) {
  const copied = [...entry.node.querySelectorAll("[lang=zh]")].map((node) => node.textContent.trim()).filter((text) => text.length > 1);
  const ranges = [];
  for (const text of nodes.map((node) => node.lastChild.firstChild)) {
    for (const wanted of copied) {
      const at = text.data.indexOf(wanted);
      if (at >= 0) { ranges.push(new StaticRange({ startContainer: text, startOffset: at, endContainer: text, endOffset: at + wanted.length })); }
    }
  }
  if (ranges.length && window.CSS?.highlights) CSS.highlights.set("quote", new Highlight(...ranges));
}

/** Scrolls the source, not the page, to a line. */
function reveal(node) {
  const side = document.querySelector(".source");
  if (!node || isNarrow() || side.scrollHeight <= side.clientHeight) return;
  const box = node.getBoundingClientRect(), frame = side.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) side.scrollTop += box.top - frame.top - frame.height / 3;
}

/** Keeps a claim (or {line}) lit, says so, and puts it into the address; the same again lets it go. */
function pin(entry) {
  const again = pinned && pinned.where === entry.where && pinned.line === entry.line;
  pinned = again ? null : entry;
  light(pinned);
  const id = $("document").dataset.id;
  history.replaceState(null, "", address({ doc: id, s: pinned?.where, line: pinned?.line }));
  for (const button of document.querySelectorAll("#document [aria-pressed]")) {
    button.setAttribute("aria-pressed", String(Boolean(pinned) && button === (pinned.button ?? lineNode(pinned.line)?.querySelector("button"))));
  }
  if (pinned?.line && !isNarrow()) showFirstLit();
  const rows = pinned ? (pinned.line ? cameFrom(pinned.line) : restsOn(pinned)) : [];
  tell(rows.map((row) => row.textContent).join(" "));
  $("tray").hidden = !rows.length;
  $("tray").replaceChildren(el("header", {},
    el("h2", {}, pinned?.line ? `What came from line ${pinned.line}` : `The source of ${pinned?.label}`),
    el("button", { type: "button", click: letGo }, "Close")), ...rows);
}

/** Brings what came from a line into view, if none of it is. */
function showFirstLit() {
  const lit = [...document.querySelectorAll(".claim.lit")];
  const isSeen = (node) => { const box = node.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
  if (lit.length && !lit.some(isSeen)) show(lit[0]);
}

function restsOn(entry) {
  return entry.lines.map(lineNode).filter(Boolean)
    .map((node) => el("p", {}, `${node.dataset.n}: `, el("span", { lang: "zh" }, node.lastChild.textContent)));
}

function cameFrom(n) {
  return claims.filter((entry) => entry.lines.includes(n)).map((entry) => el("p", {},
    el("button", { type: "button", class: "refs", click: () => { pin(entry); show(entry.node); } }, entry.label), " ",
    mixed((entry.node.querySelector("p, th, td, span") ?? entry.node).textContent.trim())));
}

const show = (node) => node.scrollIntoView({ block: "center" });

const letGo = () => { if (pinned) pin(pinned); };

/** What the address points at within a document. */
function pointAt(state) {
  const where = state.s ?? "", line = Number(state.line);
  if (line && lineNode(line)) {
    pin({ line });
    if (lineNode(line).parentNode.localName === "details") lineNode(line).parentNode.open = true;
    show(lineNode(line));
    return;
  }
  const entry = claims.find((one) => one.where === where) ?? claims.find((one) => one.where.endsWith(`.${where}`) && where)
    ?? claims.find((one) => where.startsWith(`${one.where}.`));
  if (!entry) return;
  if (pinned?.where !== entry.where) pin(entry);
  show(entry.node);
  (entry.button ?? entry.node).focus({ preventScroll: true });
}

// ---------------------------------------------------------------------------------------------- ways

async function route() {
  const state = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const row = state.doc === undefined ? undefined : core.rows.find(({ id }) => id === state.doc);
  if (row && !$("document").hidden && $("document").dataset.id === row.id) { pointAt(state); return; }
  const wasList = $("document").hidden;
  if (row && wasList) listScroll = scrollY;
  $("overview").hidden = Boolean(row);
  $("document").hidden = !row;
  $("tray").hidden = true;
  if (row) {
    if (!order.length) order = core.rows;
    await showDocument(row, state);
  } else {
    await overview(state, wasList);
  }
}

async function overview(state, wasList) {
  const last = $("document").dataset.id;
  delete $("document").dataset.id;
  $("document").replaceChildren();
  document.title = `Report on ${counted(core.rows.length, "document")}`;
  listAddress = location.hash || "#";
  fillForm(state);
  await showList(state);
  await showEvents(state.events);
  if (!wasList) {
    scrollTo(0, listScroll);
    document.querySelector(`#list a[href="${CSS.escape(address({ doc: last }))}"]`)?.focus({ preventScroll: true });
  } else if (FILTERS.some((name) => state[name])) {
    $("h-list").scrollIntoView();
  }
  if (state.doc !== undefined) $("found").textContent = `There is no document “${state.doc}” here.`;
}

function changeColours() {
  const themes = ["automatic", "light", "dark"];
  const root = document.documentElement;
  const next = themes[(themes.indexOf(root.dataset.theme ?? "automatic") + 1) % 3];
  root.dataset.theme = next;
  $("theme").textContent = `Colours: ${next}`;
}

function listen() {
  let waiting;
  $("filters").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => filtersChanged().catch(failed), 150); });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(() => filtersChanged().catch(failed)));
  $("more").addEventListener("click", () => showMore(wordsOf(formState().q))?.querySelector("a").focus());
  $("theme").addEventListener("click", changeColours);
  $("print").addEventListener("click", () => print());
  for (const link of document.querySelectorAll("[data-jump]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); jump($(link.dataset.jump)); });
  }
  document.addEventListener("pointermove", ({ clientX, clientY }) => Object.assign(pointer, { x: clientX, y: clientY }));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") letGo(); });
  addEventListener("hashchange", () => route().catch(failed));
  document.querySelectorAll(".network").forEach(watchNetwork);
}

/** Goes to a part of the page without changing the address, which is the state. */
function jump(node) {
  node.scrollIntoView();
  node.focus({ preventScroll: true });
}

function failed(error) {
  $("found").textContent = error.message;
  tell(error.message);
  $("overview").hidden = false;
  $("document").hidden = true;
}

async function start() {
  document.documentElement.classList.remove("no-script");
  const { rows, names } = await block("core");
  core = { rows: rows.map(asRow), names };
  listen();
  await route();
  document.documentElement.dataset.ready = "";
}

start().catch(failed);
})();
