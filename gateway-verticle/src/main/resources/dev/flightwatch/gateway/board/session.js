// Who is logged in, and which airports they follow. The session itself is a cookie that scripts cannot read.

import { ApiError, forgetResponses, get, send } from "./api.js";

const NOBODY = { user: null, airports: [], ended: false };

/** The session as known now; `known` turns true with the first response, `ended` if that says that it is over. */
export const session = { ...NOBODY, known: false };

const listeners = new Set();

/** Tells the other tabs of the browser, which share the cookie, that the session is another one. */
const otherTabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("session");

/** Calls a function when another tab has changed the session; it should load the session again. */
export function onSessionElsewhere(listener) {
  otherTabs?.addEventListener("message", () => {
    forgetResponses();
    listener();
  });
}

/** Calls a function after each change of the session. */
export function onSession(listener) {
  listeners.add(listener);
}

function changeTo(state) {
  Object.assign(session, state, { known: true });
  listeners.forEach((listener) => listener());
}

/** Asks who is logged in. A session that has ended is nobody's. */
export async function loadSession() {
  try {
    const { user } = await get("/sessions/current");
    changeTo({ user, airports: user ? await followed() : [] });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      changeTo({ ...NOBODY, ended: true });
    } else {
      throw error;
    }
  }
}

async function followed() {
  return (await get("/interests")).airports;
}

export async function logIn(email, password) {
  const { user } = await send("POST", "/sessions", { email, password, cookie: true });
  forgetResponses();
  otherTabs?.postMessage("logged in");
  changeTo({ ...NOBODY, user });
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
  otherTabs?.postMessage("ended");
  changeTo(NOBODY);
}

export function userChanged(user) {
  changeTo({ user });
}

export async function follow(airport) {
  await send("POST", "/interests", { airport });
  changeTo({ airports: await followed() });
}

export async function unfollow(airport) {
  await send("DELETE", `/interests?airport=${encodeURIComponent(airport)}`);
  changeTo({ airports: await followed() });
}
