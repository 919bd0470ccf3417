// Requests to the services, through the gateway that served the page.

const TIMEOUT_MS = 20_000;
const MOST_KEPT = 60;

/** What the last responses were, by path, so that an unchanged one is a 304 without a body. */
const kept = new Map();

/** A request that failed. `code` is the problem's; `unreachable` when no response came. */
export class ApiError extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? "");
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "unreachable" : "unavailable");
    this.correlationId = problem.correlation_id ?? null;
    this.retryAfterSeconds = Number(retryAfter) || null;
    this.fieldToMessage = new Map((problem.errors ?? []).map(({ field, message }) => [field, message]));
  }

  /** Whether the same request may succeed later without any change to it. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(new URL(`../api${path}`, import.meta.url), { signal: AbortSignal.timeout(TIMEOUT_MS), ...options });
  } catch {
    throw new ApiError(0, {});
  }
  if (response.ok || response.status === 304) {
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  throw new ApiError(response.status, problem, response.headers.get("Retry-After"));
}

/**
 * Returns the JSON at a path. `fresh` asks for what is newer than this moment, not for a kept response. The same object
 * comes back as long as nothing has changed.
 */
export async function get(path, { fresh = false } = {}) {
  const last = kept.get(path);
  const headers = { ...(last && { "If-None-Match": last.etag }), ...(fresh && { "Cache-Control": "no-cache" }) };
  const response = await request(path, { headers, cache: "no-store" });
  if (response.status === 304) {
    return last.body;
  }
  const body = await json(response);
  const etag = response.headers.get("ETag");
  if (etag) {
    kept.delete(path);
    kept.set(path, { etag, body });
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value);
    }
  }
  return body;
}

/** Returns the file at a path, whole or not at all, however long it takes. */
export async function getFile(path, type) {
  const response = await request(path, { headers: { Accept: type }, signal: undefined });
  return response.blob().catch(() => {
    throw new ApiError(0, {});
  });
}

/** Sends a request that changes something, and returns the JSON of its response, or null. */
export async function send(method, path, body, headers = {}) {
  const response = await request(path, {
    method,
    headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  return response.status === 204 ? null : json(response);
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    throw new ApiError(0, {});
  }
}

/** Forgets what belonged to the visitor who logged out. */
export function forgetResponses() {
  kept.clear();
}
