// What one who is logged in sees of the account, and can change.

import { html, nothing } from "./lib/lit-html.js";
import { repeat } from "./lib/directives/repeat.js";
import { get, send } from "./api.js";
import { Sections } from "./account-section.js";
import { TokenSection } from "./account-tokens.js";
import { RULES } from "./form.js";
import { problemText } from "./problem.js";
import { logOut, session, sessionEnded, unfollow, userChanged } from "./session.js";
import { longDay, moment, t, zoneOfVisitor } from "./text.js";

const MOST_NAMED = 20;

export class AccountSettings {
  #page;
  #left;
  #account = null;
  #failure = null;
  #loading = false;
  #codeToName = new Map();
  #sections;
  #tokens;
  #forms;

  /** Creates the settings. `left` is called, with a function that makes the reason's text, when the session is over. */
  constructor(page, left) {
    this.#page = page;
    this.#left = left;
    this.#sections = new Sections(page, (error) => this.#ended(error));
    this.#tokens = new TokenSection(page, this.#sections);
    const form = (name, options) => this.#sections.form(name, options);
    this.#forms = {
      name: form("name", {
        rules: { nome: RULES.optionalName, cognome: RULES.optionalName },
        send: (values) => this.#rename(values),
        keepsValues: true,
      }),
      password: form("password", {
        rules: { current_password: RULES.password, password: RULES.newPassword },
        send: (values) => this.#changePassword(values),
        codeToField: { wrong_password: "current_password" },
      }),
      delete: form("delete", {
        rules: { password: RULES.password, confirmed: RULES.confirmed },
        send: (values) => this.#deleteAccount(values),
        codeToField: { wrong_password: "password" },
      }),
    };
  }

  async load() {
    if (this.#loading) {
      return;
    }
    this.#loading = true;
    const account = await this.#page.untilLoaded(
      () => get("/users/me"),
      (error) => this.#ended(error) || (this.#failure = problemText(error)),
    );
    this.#loading = false;
    if (account !== null) {
      this.#account = account;
      this.#tokens.list = account.tokens;
    }
    this.#page.changed();
    await this.#nameAirports();
  }

  /** The names of the first airports; a list of hundreds stays a list of codes. */
  async #nameAirports() {
    for (const code of session.airports.slice(0, MOST_NAMED)) {
      if (!this.#codeToName.has(code)) {
        const details = await get(`/airports/${code}`).catch(() => null);
        if (details) {
          this.#codeToName.set(code, details.city || details.name);
          this.#page.changed();
        }
      }
    }
  }

  /** Returns whether the failure is that the session is over. If so, the settings are left. */
  #ended(error) {
    const over = (error.status === 401 && error.code !== "wrong_password") || error.code === "user_not_found";
    if (over) {
      this.#leave("account.notice.ended");
    }
    return over;
  }

  #leave(reason) {
    this.#left(() => t(reason));
    sessionEnded();
  }

  async #rename({ nome, cognome }) {
    const change = {};
    for (const [name, value] of Object.entries({ nome: nome.trim(), cognome: cognome.trim() })) {
      if (value !== (this.#account[name] ?? "")) {
        change[name] = value;
      }
    }
    if (Object.keys(change).length > 0) {
      this.#account = await send("PATCH", "/users/me", change);
      const { id, email, nome: first, cognome: last } = this.#account;
      userChanged({ id, email, nome: first, cognome: last });
    }
    return () => t("account.name.done");
  }

  async #changePassword({ current_password, password }) {
    this.#account = await send("PATCH", "/users/me", { current_password, password });
    this.#tokens.list = this.#account.tokens;
    return () => t("account.password.done");
  }

  async #unfollow(code) {
    await unfollow(code);
    this.#sections.focus("account-airports");
    this.#page.announce(t("account.airports.unfollowed", { name: this.#codeToName.get(code) ?? code }));
  }

  async #logOut(all) {
    await logOut(all);
    if (all) {
      this.#left(() => t("account.notice.everywhere"));
    } else {
      this.#page.go("/");
    }
  }

  async #download() {
    const account = await get("/users/me");
    const { airports } = await get("/interests");
    const link = document.createElement("a");
    const json = JSON.stringify({ ...account, followed_airports: airports }, null, 2);
    link.href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
    link.download = "flightwatch-account.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async #deleteAccount({ password }) {
    const { propagated } = await send("DELETE", "/users", { email: this.#account.email, password });
    this.#leave(propagated ? "account.notice.deleted" : "account.notice.deletedLater");
    return null;
  }

  drawn(root) {
    this.#sections.drawn(root);
  }

  template() {
    const { email } = session.user;
    const created = this.#account && longDay(new Date(this.#account.created_at), zoneOfVisitor());
    return html`
      <header class="account-heading">
        <div>
          <h1 tabindex="-1">${t("account.title")}</h1>
          <p class="soft">
            <span data-test="email">${email}</span>
            ${created ? html`· ${t("account.since", { day: created })}` : nothing}
          </p>
        </div>
      </header>
      ${this.#body()}
    `;
  }

  #body() {
    if (this.#account === null) {
      return html`<div class="account" aria-busy=${this.#failure === null}>
        <p class="error" role="alert">${this.#failure?.()}</p>
      </div>`;
    }
    return html`<div class="account">
      <div class="account-column">${this.#airports()} ${this.#tokens.template()} ${this.#sessions()}</div>
      <div class="account-column">${this.#name()} ${this.#password()} ${this.#export()} ${this.#deletion()}</div>
    </div>`;
  }

  #airports() {
    const codes = session.airports;
    const row = (code) => {
      const name = this.#codeToName.get(code) ?? "";
      const stop = () => this.#unfollow(code);
      const of = name || code;
      return html`<li class="account-row">
        <a class="account-row-main" href="/?airport=${code}">
          <span class="code">${code}</span>
          <span class="account-airport">${name}</span>
        </a>
        ${this.#sections.button("airports", `unfollow-${code}`, t("account.airports.unfollow"), stop, { of })}
      </li>`;
    };
    return this.#sections.template(
      "airports",
      codes.length === 0
        ? html`<p class="soft">${t("account.airports.none")} <a href="/">${t("account.airports.find")}</a></p>`
        : html`<p class="soft small">${t("account.airports.count", { count: codes.length })}</p>
            <ul
              class="account-rows account-rows-long"
              tabindex=${codes.length > 8 ? 0 : nothing}
              aria-labelledby="account-airports"
            >
              ${repeat(codes, (code) => code, row)}
            </ul>`,
    );
  }

  #name() {
    const form = this.#forms.name;
    const { nome, cognome } = this.#account;
    return this.#sections.template(
      "name",
      form.template(
        html`<div class="field-pair">
          ${form.field("nome", t("account.nome"), { autocomplete: "given-name", value: nome ?? "" })}
          ${form.field("cognome", t("account.cognome"), { autocomplete: "family-name", value: cognome ?? "" })}
        </div>`,
        t("account.name.button"),
        "",
      ),
    );
  }

  /** The address in the form tells password managers whose password it is. */
  #username() {
    return html`<input
      class="hidden-text"
      type="text"
      name="username"
      autocomplete="username"
      tabindex="-1"
      aria-hidden="true"
      readonly
      value=${this.#account.email}
    />`;
  }

  #password() {
    const form = this.#forms.password;
    return this.#sections.template(
      "password",
      form.template(
        html`
          ${this.#username()}
          ${form.field("current_password", t("account.password.current"), {
            type: "password",
            autocomplete: "current-password",
          })}
          ${form.field("password", t("account.password.new"), {
            type: "password",
            autocomplete: "new-password",
            hint: t("account.passwordHint"),
          })}
          <p class="small soft">${t("account.password.others")}</p>
        `,
        t("account.password.button"),
        "",
      ),
    );
  }

  #sessions() {
    const { sessions } = this.#account;
    const logOutButton = (id, label, all) => this.#sections.button("sessions", id, label, () => this.#logOut(all));
    const zone = zoneOfVisitor();
    const row = ({ created_at: created, expires_at: expires, current }) =>
      html`<li class="account-row">
        <div class="account-row-main">
          <span class="account-row-title">
            ${t("account.sessions.since", { when: moment(new Date(created), zone) })}
            ${current ? html`<b class="badge">${t("account.sessions.current")}</b>` : nothing}
          </span>
          <span class="small soft">${t("account.sessions.until", { day: longDay(new Date(expires), zone) })}</span>
        </div>
      </li>`;
    return this.#sections.template(
      "sessions",
      html`<ul
          class="account-rows account-rows-long"
          tabindex=${sessions.length > 8 ? 0 : nothing}
          aria-labelledby="account-sessions"
        >
          ${repeat(sessions, ({ id }) => id, row)}
        </ul>
        <div class="form-end">
          ${logOutButton("log-out-here", t("account.sessions.logOut"), false)}
          ${logOutButton("log-out-everywhere", t("account.sessions.everywhere"), true)}
        </div>`,
    );
  }

  #export() {
    return this.#sections.template(
      "export",
      html`<p class="soft">${t("account.export.lead")}</p>
        <div class="form-end">
          ${this.#sections.button("export", "export", t("account.export.button"), () => this.#download())}
        </div>`,
    );
  }

  #deletion() {
    const form = this.#forms.delete;
    return this.#sections.template(
      "delete",
      html`<p>${t("account.delete.lead")}</p>
        <p class="soft">${t("account.delete.stays")}</p>
        ${form.template(
          html`
            ${this.#username()}
            ${form.field("password", t("account.password"), { type: "password", autocomplete: "current-password" })}
            ${form.checkbox("confirmed", t("account.delete.confirm"))}
          `,
          t("account.delete.button"),
          "danger",
        )}`,
      "account-danger",
    );
  }
}
