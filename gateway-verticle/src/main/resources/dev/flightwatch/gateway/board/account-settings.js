// What one who is logged in sees of the account, and can change.

import { html, nothing } from "./lib/lit-html.js";
import { repeat } from "./lib/directives/repeat.js";
import { get, send } from "./api.js";
import { Form, problemText, RULES } from "./form.js";
import { preferences } from "./preferences.js";
import { logOut, session, sessionEnded, unfollow, userChanged } from "./session.js";
import { longDay, moment, number, t } from "./text.js";

const MOST_NAMED = 20;
const TOKEN_DAYS = [7, 30, 90, 365];
const SCOPES = [["read"], ["read", "write"]];

export class AccountSettings {
  #page;
  #left;
  #account = null;
  #failure = null;
  #loading = false;
  #codeToName = new Map();
  #newToken = null;
  #copied = null;
  #running = null;
  #sectionToError = new Map();
  #focus = null;
  #forms;

  /** Creates the settings. `left` is called, with a function that makes the reason's text, when the session is over. */
  constructor(page, left) {
    this.#page = page;
    this.#left = left;
    const form = (name, options) => new Form(page, name, { ...options, send: (values) => this.#guarded(options.send, values) });
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
      token: form("token", {
        rules: { name: RULES.tokenName, scopes: RULES.any, expires_in_days: RULES.any },
        send: (values) => this.#makeToken(values),
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
      (error) => this.#ended(error) || (this.#failure = error),
    );
    this.#loading = false;
    this.#account = account ?? this.#account;
    this.#page.changed();
    await this.#nameAirports();
  }

  /** The names of the first airports; a list of hundreds stays a list of codes. */
  async #nameAirports() {
    for (const code of session.airports.slice(0, MOST_NAMED)) {
      if (!this.#codeToName.has(code)) {
        const details = await get(`/airports/${code}`).catch(() => null);
        this.#codeToName.set(code, details && (details.city || details.name));
        this.#page.changed();
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

  async #guarded(run, values) {
    try {
      return await run(values);
    } catch (error) {
      if (this.#ended(error)) {
        return null;
      }
      throw error;
    }
  }

  /** Runs what a button does, once at a time; what fails is shown in the button's section. */
  async #run(section, id, action) {
    if (this.#running !== null) {
      return;
    }
    this.#running = id;
    this.#sectionToError.delete(section);
    this.#page.changed();
    try {
      await this.#guarded(action);
    } catch (error) {
      this.#sectionToError.set(section, problemText(error));
    } finally {
      this.#running = null;
      this.#page.changed();
    }
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
    return () => t("account.password.done");
  }

  async #makeToken({ name, scopes, expires_in_days }) {
    const request = { name: name.trim(), scopes: scopes.split(" "), expires_in_days: Number(expires_in_days) };
    this.#newToken = await send("POST", "/tokens", request);
    this.#copied = null;
    this.#focus = "new-token";
    await this.#loadTokens();
    return null;
  }

  async #loadTokens() {
    try {
      this.#account.tokens = (await get("/tokens")).tokens;
    } catch (error) {
      // The token was made or revoked; the list follows with the next load.
      this.#ended(error);
    }
  }

  async #revoke(token) {
    try {
      await send("DELETE", `/tokens/${token.id}`);
    } catch (error) {
      if (error.code !== "token_not_found") {
        throw error;
      }
    }
    if (this.#newToken?.id === token.id) {
      this.#newToken = null;
    }
    this.#account.tokens = this.#account.tokens.filter(({ id }) => id !== token.id);
    this.#focus = "account-tokens";
    this.#page.announce(t("account.tokens.revoked", { name: token.name }));
  }

  async #unfollow(code) {
    await unfollow(code);
    this.#focus = "account-airports";
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

  async #export() {
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

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#newToken.token);
      this.#copied = () => t("account.token.copied");
    } catch {
      // There is no clipboard where the page comes by plain HTTP from another machine.
      getSelection().selectAllChildren(document.querySelector("[data-test=new-token]"));
      this.#copied = () => t("account.token.selected");
    }
    this.#page.changed();
  }

  drawn(root) {
    Object.values(this.#forms).forEach((form) => form.drawn(root));
    if (this.#focus !== null) {
      const target = root.querySelector(`#${this.#focus}`);
      this.#focus = target ? null : this.#focus;
      target?.focus();
    }
  }

  template() {
    const { email } = session.user;
    return html`
      <header class="account-heading">
        <div>
          <h1 tabindex="-1">${t("account.title")}</h1>
          <p class="soft">
            <span class="account-email">${email}</span>
            ${this.#account ? html`· ${t("account.since", { day: longDay(new Date(this.#account.created_at)) })}` : nothing}
          </p>
        </div>
      </header>
      ${this.#failure
        ? html`<p class="error" role="alert">${problemText(this.#failure)()}</p>`
        : this.#account
          ? html`<div class="account">
              <div class="account-column">${this.#airports()} ${this.#tokens()}</div>
              <div class="account-column">
                ${this.#name()} ${this.#password()} ${this.#sessions()} ${this.#data()}
              </div>
            </div>`
          : html`<div class="account" aria-busy="true"></div>`}
    `;
  }

  #section(id, content, kind = "") {
    const error = this.#sectionToError.get(id);
    return html`<section class="card account-card ${kind}" aria-labelledby="account-${id}">
      <h2 id="account-${id}" tabindex="-1">${t(`account.${id}.title`)}</h2>
      ${content}
      <p class="error small form-failure" role="alert">${error?.()}</p>
    </section>`;
  }

  #button(section, id, label, action, { kind = "", test = id, hidden = "" } = {}) {
    return html`<button
      type="button"
      class="button ${kind}"
      data-test=${test}
      aria-disabled=${this.#running === id}
      @click=${() => this.#run(section, id, action)}
    >
      ${label}${hidden ? html`<span class="hidden-text"> ${hidden}</span>` : nothing}
    </button>`;
  }

  #airports() {
    const codes = session.airports;
    const row = (code) => html`<li class="account-row">
      <a class="account-row-main" href="/?airport=${code}">
        <span class="code">${code}</span>
        <span class="account-airport">${this.#codeToName.get(code) ?? ""}</span>
      </a>
      ${this.#button("airports", `unfollow-${code}`, t("account.airports.unfollow"), () => this.#unfollow(code), {
        hidden: this.#codeToName.get(code) ?? code,
      })}
    </li>`;
    return this.#section(
      "airports",
      codes.length === 0
        ? html`<p class="soft">${t("account.airports.none")} <a href="/">${t("account.airports.find")}</a></p>`
        : html`<p class="soft small">${t("account.airports.count", { count: codes.length })}</p>
            <ul class="account-rows account-rows-long" tabindex=${codes.length > 8 ? 0 : nothing} aria-labelledby="account-airports">
              ${repeat(codes, (code) => code, row)}
            </ul>`,
    );
  }

  #name() {
    const form = this.#forms.name;
    const { nome, cognome } = this.#account;
    return this.#section(
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
    return this.#section(
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
    const zone = zoneOfVisitor();
    const row = ({ created_at: created, expires_at: expires, current }) => html`<li class="account-row">
      <div class="account-row-main">
        <span>
          ${t("account.sessions.since", { when: moment(new Date(created), zone) })}
          ${current ? html`<b class="badge">${t("account.sessions.current")}</b>` : nothing}
        </span>
        <span class="small soft">${t("account.sessions.until", { day: longDay(new Date(expires), zone) })}</span>
      </div>
    </li>`;
    return this.#section(
      "sessions",
      html`<ul class="account-rows account-rows-long" tabindex=${sessions.length > 8 ? 0 : nothing} aria-labelledby="account-sessions">
          ${repeat(sessions, ({ id }) => id, row)}
        </ul>
        <div class="form-end">
          ${this.#button("sessions", "log-out-here", t("account.sessions.logOut"), () => this.#logOut(false))}
          ${this.#button("sessions", "log-out-everywhere", t("account.sessions.everywhere"), () => this.#logOut(true))}
        </div>`,
    );
  }

  #tokens() {
    const { tokens } = this.#account;
    return this.#section(
      "tokens",
      html`<p class="soft">${t("account.tokens.lead")} <a href="/docs">${t("foot.api")}</a></p>
        ${this.#shownToken()}
        ${tokens.length === 0
          ? html`<p class="soft">${t("account.tokens.none")}</p>`
          : html`<ul class="account-rows">
              ${repeat(tokens, ({ id }) => id, (token) => this.#tokenRow(token))}
            </ul>`}
        <h3>${t("account.token.heading")}</h3>
        ${this.#tokenForm()}`,
    );
  }

  #tokenRow(token) {
    const zone = zoneOfVisitor();
    const { id, name, scopes, expires_at: expires, last_used_at: used } = token;
    return html`<li class="account-row" data-test="token-${id}">
      <div class="account-row-main">
        <span><b class="account-token-name">${name}</b> <span class="badge">${scopesText(scopes)}</span></span>
        <span class="small soft">
          ${t("account.tokens.until", { day: longDay(new Date(expires), zone) })} ·
          ${used ? t("account.tokens.used", { when: moment(new Date(used), zone) }) : t("account.tokens.unused")}
        </span>
      </div>
      ${this.#button("tokens", `revoke-${id}`, t("account.tokens.revoke"), () => this.#revoke(token), {
        kind: "danger",
        hidden: name,
      })}
    </li>`;
  }

  #shownToken() {
    if (this.#newToken === null) {
      return nothing;
    }
    const { name, token } = this.#newToken;
    return html`<div class="new-token" id="new-token" role="group" tabindex="-1" aria-labelledby="new-token-heading">
      <h3 id="new-token-heading">${t("account.token.made", { name })}</h3>
      <p>${t("account.token.once")}</p>
      <code class="new-token-text" data-test="new-token">${token}</code>
      <div class="form-end">
        <button type="button" class="button primary" data-test="copy-token" @click=${() => this.#copy()}>
          ${t("account.token.copy")}
        </button>
        <button type="button" class="button" data-test="hide-token" @click=${() => this.#hideToken()}>
          ${t("account.token.hide")}
        </button>
        <p class="form-done small" role="status">${this.#copied?.()}</p>
      </div>
    </div>`;
  }

  #hideToken() {
    this.#newToken = null;
    this.#focus = "account-tokens";
    this.#page.changed();
  }

  #tokenForm() {
    const form = this.#forms.token;
    return form.template(
      html`
        ${form.field("name", t("account.token.name"), { autocomplete: "off", hint: t("account.token.nameHint") })}
        <div class="field-pair">
          <div class="field">
            <label for="token-scopes">${t("account.token.scopes")}</label>
            <select id="token-scopes" name="scopes">
              ${SCOPES.map((scopes) => html`<option value=${scopes.join(" ")}>${scopesText(scopes)}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="token-expires_in_days">${t("account.token.expires")}</label>
            <select id="token-expires_in_days" name="expires_in_days">
              ${TOKEN_DAYS.map(
                (days) => html`<option value=${days} ?selected=${days === 90}>${t("account.token.days", { count: days })}</option>`,
              )}
            </select>
          </div>
        </div>
      `,
      t("account.token.button"),
      "",
    );
  }

  #data() {
    const form = this.#forms.delete;
    return html`${this.#section(
      "export",
      html`<p class="soft">${t("account.export.lead")}</p>
        <div class="form-end">
          ${this.#button("export", "export", t("account.export.button"), () => this.#export())}
        </div>`,
    )}
    ${this.#section(
      "delete",
      html`<p>${t("account.delete.lead", { airports: number(session.airports.length) })}</p>
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
    )}`;
  }
}

/** Times of the account are those of the visitor's clock, or UTC where they prefer it. */
function zoneOfVisitor() {
  return preferences().zone === "utc" ? "UTC" : undefined;
}

function scopesText(scopes) {
  return t(`account.scopes.${scopes.includes("write") ? (scopes.includes("read") ? "both" : "write") : "read"}`);
}
