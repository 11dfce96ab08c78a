// The options of a job as a form: shown, filled in, read back as the API takes them.

import { el, t } from "./parts.js";
import { LANGUAGES } from "./words.js";

const FIELDS = ["", "auto", "news", "policy", "notice", "company", "academic", "minutes", "own"];
const FORMATS = ["docx", "xlsx", "source", "tmx", "xliff"];

export function form(session, changed, { sent }) {
  const node = el("form", { class: "options", autocomplete: "off", onsubmit: event => event.preventDefault(), oninput: () => { arrange(); changed(); } },
    el("fieldset", { class: "tasks" }, el("legend", {}, t("task")),
      ["summarize", "translate"].map(task => el("label", { class: "choice" },
        el("input", { type: "radio", name: "task", value: task, checked: task === "summarize" }),
        el("span", {}, el("strong", {}, t(task)), el("span", { class: "note" }, t(`${task}_note`)))))),
    el("fieldset", { class: "to", "data-for": "translate" }, el("legend", {}, t("to")),
      el("div", { class: "chips" }, LANGUAGES.map(([tag, name]) => el("label", { class: "chip" },
        el("input", { type: "checkbox", name: "to", value: tag, checked: tag === "en" }), el("span", { lang: tag }, name)))),
      el("label", { class: "line" }, el("span", {}, t("to_more")),
        el("input", { name: "to_more", placeholder: t("to_more_hint"), maxlength: 40 })),
      el("label", { class: "check" }, el("input", { type: "checkbox", name: "bilingual" }), el("span", {}, t("bilingual")))),
    el("label", { class: "line" }, el("span", {}, t("fields")),
      el("select", { name: "fields" }, FIELDS.map(name => el("option", { value: name }, t(`fields.${name}`))))),
    el("label", { class: "line", "data-for": "own" }, el("span", {}, t("own_fields")),
      el("textarea", { name: "own", rows: 3, placeholder: t("own_fields_hint") })),
    el("details", {}, el("summary", {}, t("more_options")),
      el("label", { class: "line" }, el("span", {}, t("glossary")),
        el("textarea", { name: "glossary", rows: 3, placeholder: t("glossary_hint"), "aria-describedby": "glossary-note" })),
      el("p", { class: "note", id: "glossary-note" }, t("glossary_note")),
      sent ? null : el("label", { class: "line" }, el("span", {}, t("glossary_file")),
        el("input", { type: "file", name: "glossary_files", multiple: true, accept: ".csv,.json,.xlsx,.tbx" })),
      el("fieldset", { class: "formats" }, el("legend", {}, t("formats")),
        FORMATS.map(name => el("label", { class: "check" }, el("input", { type: "checkbox", name: "format", value: name }),
          el("span", {}, t(`format.${name}`))))),
      el("label", { class: "line short" }, el("span", {}, t("max_cost")),
        el("input", { name: "max_cost", inputmode: "decimal", placeholder: t("max_cost_hint"), maxlength: 12 }))));

  function arrange() {
    const values = new FormData(node);
    for (const part of node.querySelectorAll("[data-for]")) {
      part.hidden = part.dataset.for === "own" ? values.get("fields") !== "own" : values.get("task") !== part.dataset.for;
    }
  }
  node.arrange = arrange;
  arrange();
  return node;
}

const lines = text => String(text || "").split("\n").map(line => line.trim()).filter(Boolean);
const parted = (line, marks) => {
  const at = line.search(marks);
  return at < 0 ? [line, ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
};

/** What the form says. `lenient`: as it is, without complaint (to keep it). */
export function read(node, lenient = false) {
  const values = new FormData(node);
  const errors = [];
  const options = { task: values.get("task") };
  const kinds = values.getAll("format");
  if (options.task === "translate") {
    const more = String(values.get("to_more")).split(/[,，;\s]+/).filter(Boolean);
    options.to = [...values.getAll("to"), ...more].join(",") || "en";
    if (values.get("bilingual")) options.bilingual = true;
    if (kinds.length && !kinds.includes("source")) kinds.push("source");
  }
  if (kinds.length) options.format = kinds;
  const fields = values.get("fields");
  if (fields === "own") {
    options.fields = lines(values.get("own")).map(line => {
      const [name, description] = parted(line, /[:：]/);
      return { name, description };
    });
    if (!options.fields.length) errors.push({ where: t("own_fields"), what: t("own_fields_hint") });
  } else if (fields) options.fields = fields;
  const glossary = lines(values.get("glossary")).map(line => {
    const [zh, en] = parted(line, /[=＝\t,，]/);
    if (!zh || !en) errors.push({ where: t("glossary"), what: line });
    return { zh, en };
  });
  if (glossary.length) options.glossary = glossary;
  const bound = String(values.get("max_cost")).replace(",", ".").replace(/^\$/, "").trim();
  if (bound) {
    if (/^\d+(\.\d+)?$/.test(bound) && Number(bound) > 0) options.max_cost = bound;
    else errors.push({ where: t("max_cost"), what: bound });
  }
  const glossaries = values.getAll("glossary_files").filter(file => file.size);
  if (lenient && Array.isArray(options.fields) && !options.fields.length) delete options.fields;
  return { ok: !errors.length, errors, options, glossaries };
}

/** Show options, as the API gives them. */
export function fill(node, options) {
  const named = name => node.elements.namedItem(name);
  const tags = (options.to || "en").split(",");
  const plain = LANGUAGES.map(([tag]) => tag);
  for (const box of node.querySelectorAll("[name=task]")) box.checked = box.value === (options.task || "summarize");
  for (const box of node.querySelectorAll("[name=to]")) box.checked = tags.includes(box.value);
  for (const box of node.querySelectorAll("[name=format]")) box.checked = (options.format || []).includes(box.value);
  named("to_more").value = tags.filter(tag => !plain.includes(tag)).join(", ");
  named("bilingual").checked = Boolean(options.bilingual);
  const own = Array.isArray(options.fields);
  named("fields").value = own ? "own" : options.fields || "";
  named("own").value = own ? options.fields.map(one => (one.description ? `${one.name}: ${one.description}` : one.name)).join("\n") : "";
  named("glossary").value = (options.glossary || []).map(row => `${row.zh} = ${row.en}`).join("\n");
  named("max_cost").value = options.max_cost || "";
  const more = options.glossary || options.format || options.max_cost;
  if (more) node.querySelector("details").open = true;
  node.arrange();
}
