// What surrounds every view but the kiosk: header, state of the data, footer.

import { html, nothing } from "./lib/lit-html.js";
import { prefer, preferences } from "./preferences.js";
import { Search } from "./search.js";
import { logOut, session, sessionEnded } from "./session.js";
import { language, t } from "./text.js";

let search = null;

export function shell(page, view) {
  search ??= new Search(page, "search");
  return html`
    <a class="skip" href="#main">${t("skip")}</a>
    <header class="top">
      <a class="brand" href="/">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path
            d="M16 4c1.3 0 2 1.6 2 3.500V13l9 5.500V21l-9-2.800v5.300l2.6 2V27L16 25.7 11.4 27v-1.500l2.6-2v-5.300L5 21v-2.500L14 13V7.500C14 5.6 14.7 4 16 4z"
          />
        </svg>
        ${t("name")}
      </a>
      ${view.ownSearch ? nothing : search.template()}
      <nav class="top-actions">${settings(page)} ${account(page)}</nav>
    </header>
    <section class="page-state" aria-label=${t("status.label")}>${page.status.ribbon()} ${page.status.bar()}</section>
    <main id="main" tabindex="-1">${view.template()}</main>
    <footer class="foot small soft">
      <p>${t("foot.source")} ${t("foot.estimate")}</p>
      <p><a href="/docs">${t("foot.api")}</a></p>
    </footer>
    <div class="hidden-text" role="status" aria-live="polite" data-announcer></div>
  `;
}

/** A choice of a few values, as buttons of which one is pressed. */
export function choice(label, options, chosen, onChoice) {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${options.map(
      ([value, text]) =>
        html`<button type="button" aria-pressed=${value === chosen} data-value=${value} @click=${() => onChoice(value)}>
          ${text}
        </button>`,
    )}
  </div>`;
}

function settings(page) {
  const set = (changes) => {
    prefer(changes);
    page.changed();
  };
  const { theme, zone } = preferences();
  const themes = ["auto", "light", "dark"].map((value) => [value, t(`theme.${value}`)]);
  const languages = [
    ["en", "English"],
    ["it", "Italiano"],
  ];
  const zones = ["local", "utc"].map((value) => [value, t(`zone.${value}`)]);
  const row = (name, control) => html`<div class="menu-row"><span>${name}</span>${control}</div>`;
  return html`<details class="menu" data-test="settings" @keydown=${closeOnEscape} @focusout=${closeWhenLeft}>
    <summary class="button" aria-label=${t("menu.settings")}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M2 5h9M15 5h3M2 10h3M9 10h9M2 15h7M13 15h5" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
        <g fill="currentColor"><circle cx="13" cy="5" r="2" /><circle cx="7" cy="10" r="2" /><circle cx="11" cy="15" r="2" /></g>
      </svg>
    </summary>
    <div class="menu-panel">
      ${row(t("theme.label"), choice(t("theme.label"), themes, theme, (value) => set({ theme: value })))}
      ${row(t("zone.label"), choice(t("zone.label"), zones, zone, (value) => set({ zone: value })))}
      ${row(t("language.label"), choice(t("language.label"), languages, language(), (value) => set({ language: value })))}
    </div>
  </details>`;
}

function closeOnEscape(event) {
  if (event.key === "Escape") {
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary").focus();
  }
}

function closeWhenLeft(event) {
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
    event.currentTarget.open = false;
  }
}

/** Logs out, as soon as the service responds. */
async function leave(page) {
  await page.untilLoaded(() => logOut(), sessionEnded, { forAllViews: true });
  page.go("/");
}

function account(page) {
  if (!session.known) {
    return html`<span class="button" aria-hidden="true">&nbsp;</span>`;
  }
  if (session.user === null) {
    return html`<a class="button" href="/?account=login" data-test="log-in">${t("session.logIn")}</a>`;
  }
  const name = session.user.nome || session.user.email;
  return html`<a class="button" href="/?account" data-test="account" title=${session.user.email}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="7" r="3.5" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="M3 18c1-4 4-5 7-5s6 1 7 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      <span class="account-name">${name}</span>
      <span class="hidden-text">, ${t("session.account")}</span>
    </a>
    <button
      class="button"
      type="button"
      data-test="log-out"
      @click=${() => leave(page)}
    >
      ${t("session.logOut")}
    </button>`;
}
