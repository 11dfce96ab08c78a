// What every view uses: words, elements, numbers. All text is set as text; no markup is ever parsed.

import { WORDS } from "./words.js";

const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* then it is forgotten */ } };

let language = stored("language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
let theme = stored("theme") || "automatic";

export const lang = () => language;

export function setLanguage(to) {
  language = to;
  store("language", to);
  document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
}

export const themeNow = () => theme;

export function setTheme(to) {
  theme = to;
  store("theme", to);
  if (to === "automatic") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = to;
}

/** The words for a key, with `{name}` filled in; where there are two forms, `n` chooses. */
export function t(key, values = {}) {
  let text = WORDS[language][key];
  if (text && typeof text === "object") text = values.n === 1 ? text.one : text.other;
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? number(value) : value;
  });
}

export const has = key => WORDS[language][key] !== undefined;

/** An element: attributes, `on...` listeners, properties after a dot, children (nodes or texts). */
export function el(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.startsWith(".")) node[name.slice(1)] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const locale = () => (language === "zh" ? "zh-CN" : "en-GB");
export const number = value => new Intl.NumberFormat(locale()).format(value);
export const percent = part => new Intl.NumberFormat(locale(), { style: "percent" }).format(part);

export function size(bytes) {
  const [unit, scale] = bytes < 1e3 ? ["byte", 1] : bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  const digits = bytes >= 1e6 && bytes < 1e7 ? 1 : 0;
  return new Intl.NumberFormat(locale(), { style: "unit", unit, maximumFractionDigits: digits }).format(bytes / scale);
}

/** An amount of US dollars: as exact as it is small. */
export function money(amount) {
  if (amount === null || amount === undefined) return t("cost_unknown");
  const digits = amount === 0 || amount >= 1 ? 2 : amount >= 0.01 ? 3 : 4;
  return `$${amount.toFixed(digits)}`;
}

export const when = text =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(text));

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (!parts[0]) parts.shift();
  return parts.map((part, at) => (at ? String(part).padStart(2, "0") : String(part))).join(":");
}

/** Say something to those who do not see the page change. */
export function tell(text) {
  const place = document.getElementById("told");
  place.textContent = "";
  place.textContent = text;
}
