// Talks to the service: the API of the same address, with the cookie of the session. Nothing else is contacted.

export class Refused extends Error {
  constructor(problem) {
    super(problem.detail || problem.title || "");
    this.problem = problem;
    this.status = problem.status || 0;
  }
}

export async function call(method, path, body) {
  const options = { method, headers: {} };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refused({ status: 0 });
  }
  return read(answer.status, await answer.text());
}

function read(status, text) {
  let value = null;
  try { value = text ? JSON.parse(text) : null; } catch { value = null; }
  if (status >= 400 || status === 0) throw new Refused(value && value.status ? value : { status });
  return value;
}

/** Send documents; `told` hears which part has gone out. (`fetch` does not say that.) */
export function send(path, form, key, told) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("Idempotency-Key", key);
    request.upload.addEventListener("progress", event => event.lengthComputable && told(event.loaded / event.total));
    request.addEventListener("load", () => {
      try { resolve(read(request.status, request.responseText)); } catch (error) { reject(error); }
    });
    for (const name of ["error", "abort", "timeout"]) {
      request.addEventListener(name, () => reject(new Refused({ status: 0 })));
    }
    request.send(form);
  });
}

/** Watch a job. After an interruption the browser goes on where it was (`Last-Event-ID`); where it gives up, we ask
 * again from the start: the same events change nothing. Returns a way to stop. */
export function watch(job, on) {
  let source = null, timer = 0;
  function open() {
    source = new EventSource(`/v1/jobs/${job}/events`);
    for (const kind of ["state", "document", "progress", "end"]) {
      source.addEventListener(kind, event => {
        if (kind === "end") source.close();
        on[kind]?.(JSON.parse(event.data));
      });
    }
    source.addEventListener("open", () => on.open?.());
    source.addEventListener("error", () => {
      on.lost?.();
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 4000);
    });
  }
  open();
  return () => { clearTimeout(timer); source.close(); };
}
