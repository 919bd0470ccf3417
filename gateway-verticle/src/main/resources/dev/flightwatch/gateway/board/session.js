// Who is logged in, and which airports they follow. The session itself is a cookie that scripts cannot read.

import { ApiError, forgetResponses, get, send } from "./api.js";

const NOBODY = { user: null, airports: [], ended: false };

/** The session as known now; `known` turns true with the first response, `ended` if that says that it is over. */
export const session = { ...NOBODY, known: false };

const listeners = new Set();

/** Grows with each change: what was read before one is not applied after it. */
let changes = 0;

/** Tells the other tabs of the browser, which share the cookie, whose session it is now: the user's id, or null. */
const otherTabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("session");

/** Calls a function when another tab has changed the session; it loads the session again. */
export function onSessionElsewhere(load) {
  otherTabs?.addEventListener("message", ({ data: userId }) => {
    forgetResponses();
    if (userId === null) {
      changeTo({ ...NOBODY, ended: session.user !== null });
      return;
    }
    // What another user sees is shown to nobody else, even if the session cannot be loaded now.
    changeTo(userId === session.user?.id ? {} : { ...NOBODY, known: false });
    load();
  });
}

function tellOtherTabs() {
  otherTabs?.postMessage(session.user?.id ?? null);
}

/** Calls a function after each change of the session. */
export function onSession(listener) {
  listeners.add(listener);
}

function changeTo(state) {
  changes++;
  Object.assign(session, { known: true }, state);
  listeners.forEach((listener) => listener());
}

/** Asks who is logged in. A session that has ended is nobody's. */
export async function loadSession() {
  const before = changes;
  let state;
  try {
    const { user } = await get("/sessions/current");
    state = { ...NOBODY, user, airports: user ? await followed() : [] };
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) {
      throw error;
    }
    state = { ...NOBODY, ended: true };
  }
  if (before === changes) {
    changeTo(state);
  }
}

async function followed() {
  return (await get("/interests")).airports;
}

export async function logIn(email, password) {
  const { user } = await send("POST", "/sessions", { email, password, cookie: true });
  forgetResponses();
  changeTo({ ...NOBODY, user });
  tellOtherTabs();
  changeTo({ airports: await followed() });
}

/** Registers a user at most once: a repeat of the same form sends the same id. */
export async function register(requestId, account) {
  await send("POST", "/users", account, { "Request-ID": requestId });
  await logIn(account.email, account.password);
}

export async function logOut(all = false) {
  await send("DELETE", all ? "/sessions?all=true" : "/sessions");
  sessionEnded();
}

/** To be called when a response says that the session is over, or the account is gone. */
export function sessionEnded() {
  forgetResponses();
  changeTo(NOBODY);
  tellOtherTabs();
}

export function userChanged(user) {
  changeTo({ user });
  tellOtherTabs();
}

export async function follow(airport) {
  await send("POST", "/interests", { airport });
  changeTo({ airports: await followed() });
  tellOtherTabs();
}

export async function unfollow(airport) {
  await send("DELETE", `/interests?airport=${encodeURIComponent(airport)}`);
  changeTo({ airports: await followed() });
  tellOtherTabs();
}
