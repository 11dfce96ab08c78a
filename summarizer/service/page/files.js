// Files as people give them: some, many, folders dropped whole. What is no document stays out, and is named.

const DOCUMENTS = new Set(("txt text md markdown html htm xhtml shtml pdf docx epub xlsx srt vtt eml mht mhtml zip csv jsonl " +
  "doc docm dot dotx xls xlsm ppt pptx odt ods odp rtf wps et dps ofd caj").split(" "));
const MOST = 5000;

const ending = name => {
  const at = name.lastIndexOf(".");
  return at > 0 ? name.slice(at + 1).toLowerCase() : "";
};
const isDocument = path => {
  const name = path.split("/").pop();
  if (name.startsWith(".") || name.startsWith("~$")) return false;
  const end = ending(name);
  return !end || DOCUMENTS.has(end) || !/^[a-z0-9]*[a-z][a-z0-9]*$/.test(end);
};

/** What was chosen before, with what is new: each path once. */
export function collected(before, found) {
  const byPath = new Map(before.map(one => [one.path, one]));
  const leftOut = [];
  for (const one of found) {
    if (isDocument(one.path)) byPath.set(one.path, one);
    else leftOut.push(one.path);
  }
  return { chosen: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), leftOut };
}

/** The files of a drop, folders opened. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map(file => ({ file, path: file.name }));
  const found = [];
  for (const entry of entries) await walk(entry, "", found);
  return found;
}

async function walk(entry, base, found) {
  if (found.length >= MOST) return;
  const path = base + entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => { entry.file(resolve, reject); });
    found.push({ file, path });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const part = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (!part.length) return;
    for (const inner of part) await walk(inner, `${path}/`, found);
  }
}
