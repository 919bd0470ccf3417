// The page: which view the address names, and what is drawn when something changes.

import { html, render } from "./lib/lit-html.js";
import { drawKeepingFocus, placeOfVisitor, Return } from "./focus.js";
import { visible } from "./paced.js";
import { preferences } from "./preferences.js";
import { startLive, watch } from "./live.js";
import { loadSession, onSession, onSessionElsewhere, session } from "./session.js";
import { language, t } from "./text.js";
import { shell } from "./shell.js";
import { Status } from "./status.js";
import { HomeView } from "./home.js";
import "./text/shell.js";

const RETRY_MS = 5_000;
const TICK_MS = 10_000;
const root = document.getElementById("app");
const status = new Status();
/** Shown until the code of the first view is there: what index.html shows, with the header in use. */
const waiting = { template: () => html`<div class="wait"></div><div class="wait"></div>` };
let view = new URLSearchParams(location.search).has("kiosk") ? null : waiting;
let drawing = false;
let returning = null;

/** What a view needs of the page. */
const page = {
  status,
  /** Draws the page again, at most once a frame. */
  changed() {
    if (!drawing) {
      drawing = true;
      // A hidden tab has no frames: what it shows is drawn when it is looked at.
      requestAnimationFrame(draw);
    }
  },
  /** Goes to another address of the page. */
  go(url) {
    if (url !== location.pathname + location.search) {
      leavePlace();
      history.pushState(null, "", url);
    }
    open({ moveFocus: true });
  },
  /** What the visitor chose on this page of the browser's history, when they come back to it. */
  get recalled() {
    return history.state?.chosen ?? {};
  },
  /** Keeps what the visitor chooses, for when they come back to this page of the browser's history. */
  remember(chosen) {
    history.replaceState({ ...history.state, chosen: { ...page.recalled, ...chosen } }, "");
  },
  watch,
  /** Says something to those who listen to the page instead of looking at it. */
  announce(text) {
    root.querySelector("[data-announcer]").textContent = text;
  },
  /**
   * Runs something that loads data until it succeeds. What may pass (a service that restarts) is repeated; the rest is
   * the view's to show. It ends with the view, unless it is for all views.
   */
  async untilLoaded(load, onFailure, { forAllViews = false } = {}) {
    const of = view;
    try {
      for (;;) {
        try {
          const result = await load();
          return of === view || forAllViews ? result : null;
        } catch (error) {
          if (!error.passes) {
            onFailure(error);
            return null;
          }
          status.failing(load);
          page.changed();
          const wait = error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : RETRY_MS;
          await new Promise((resume) => setTimeout(resume, wait + Math.random() * 1000));
          await visible();
          if (of !== view && !forAllViews) {
            return null;
          }
        }
      }
    } finally {
      status.recovered(load);
      page.changed();
    }
  },
};

/** Views beyond the first are loaded when they are needed. */
async function viewOf(parameters) {
  if (parameters.has("kiosk")) {
    const { KioskView } = await import("./kiosk.js");
    return new KioskView(page, codes(parameters.get("kiosk")), Number(parameters.get("seconds")));
  }
  if (parameters.has("airport")) {
    const { AirportView } = await import("./airport.js");
    return new AirportView(page, codes(parameters.get("airport"))[0] ?? parameters.get("airport"));
  }
  if (parameters.has("account")) {
    const { AccountView } = await import("./account.js");
    return new AccountView(page, parameters.get("account"));
  }
  return new HomeView(page);
}

function codes(text) {
  return text
    .toUpperCase()
    .split(",")
    .map((code) => code.trim())
    .filter((code) => /^[A-Z0-9]{3,4}$/.test(code));
}

/** Keeps where the visitor leaves this page of the browser's history. */
function leavePlace() {
  history.replaceState({ ...history.state, place: placeOfVisitor() }, "");
}

/** Opens the view of the address: at its heading, or where the visitor left it. */
async function open({ moveFocus = false, place = null } = {}) {
  const address = location.search;
  let next;
  try {
    next = await viewOf(new URLSearchParams(address));
  } catch {
    // A part of the page could not be loaded: the gateway restarts. Leave the old view until it can.
    status.failing(open);
    page.changed();
    setTimeout(() => address === location.search && open({ moveFocus, place }), RETRY_MS);
    return;
  }
  status.recovered(open);
  if (address !== location.search) {
    return;
  }
  view?.close?.();
  view = next;
  returning = place && new Return(place);
  view.open?.();
  draw();
  if (moveFocus && !place) {
    window.scrollTo(0, 0);
  }
  if (moveFocus && (!place || returning)) {
    root.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function draw() {
  drawing = false;
  if (view === null) {
    return;
  }
  const { theme } = preferences();
  document.documentElement.lang = language();
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  const title = view.title?.();
  document.title = title ? `${title} - ${t("name")}` : t("name");
  if (root.dataset.test) {
    // The frame of index.html, which is not of lit-html.
    delete root.dataset.test;
    root.replaceChildren();
  }
  drawKeepingFocus(root, () => render(view.bare ? view.template() : shell(page, view), root));
  view.drawn?.(root);
  if (returning?.tried(root)) {
    returning = null;
  }
}

function followLinks(event) {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (link && plain && link.origin === location.origin && link.pathname === "/" && !link.hash && !link.download) {
    event.preventDefault();
    page.go(link.pathname + link.search);
  }
}

document.addEventListener("click", followLinks);
window.addEventListener("popstate", ({ state }) => open({ moveFocus: true, place: state?.place ?? null }));
window.addEventListener("pagehide", leavePlace);
window.addEventListener("pageshow", ({ persisted }) => persisted && untilSessionKnown());
window.addEventListener("storage", () => page.changed());
document.addEventListener("visibilitychange", () => document.hidden || view?.refresh?.());
setInterval(() => document.hidden || page.changed(), TICK_MS);
onSession(() => {
  view?.sessionChanged?.();
  page.changed();
});
startLive((event) => {
  view?.received?.(event);
  page.changed();
});
if (view) {
  draw();
}
open({ place: history.state?.place ?? null });
const untilSessionKnown = () =>
  page.untilLoaded(loadSession, () => {}, { forAllViews: true }).then(() => session.known && page.changed());
onSessionElsewhere(() => visible().then(untilSessionKnown));
untilSessionKnown();
