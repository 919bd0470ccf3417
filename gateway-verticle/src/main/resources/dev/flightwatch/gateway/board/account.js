// The account of the visitor, or the forms by which one logs in and registers.

import { html } from "./lib/lit-html.js";
import { AccountSettings } from "./account-settings.js";
import { Form, RULES } from "./form.js";
import { loadSession, logIn, register, session } from "./session.js";
import { showAnyStatus } from "./status.js";
import { t } from "./text.js";
import "./text/account.js";

const CODE = /^[A-Z0-9]{4}$/;

export class AccountView {
  #page;
  #registering;
  #next;
  #login;
  #registration;
  #settings = null;
  #userId;
  #entering = false;
  #notice = null;
  #focusHeading = false;
  #closed = false;
  #requestId = null;
  #lastAccount = "";

  constructor(page, what) {
    this.#page = page;
    this.#registering = what === "register";
    const to = new URLSearchParams(location.search).get("to")?.toUpperCase() ?? "";
    this.#next = { to: CODE.test(to) ? to : null, what };
    this.#login = new Form(page, "login", {
      rules: { email: RULES.email, password: RULES.password },
      send: ({ email, password }) => this.#enter(() => logIn(email.trim(), password)),
      codeToField: { invalid_credentials: "password" },
      keepsValues: true,
    });
    this.#registration = new Form(page, "register", {
      rules: {
        nome: RULES.optionalName,
        cognome: RULES.optionalName,
        email: RULES.email,
        password: RULES.newPassword,
      },
      send: (values) => this.#enter(() => this.#register(values)),
      codeToField: { known_address: "email" },
      keepsValues: true,
    });
  }

  title() {
    if (this.#settings || (!session.known && this.#next.what === "")) {
      return t("account.title");
    }
    return t(this.#registering ? "account.register.title" : "account.login.title");
  }

  open() {
    showAnyStatus(this.#page);
    this.sessionChanged();
  }

  close() {
    this.#closed = true;
  }

  refresh() {
    this.#settings?.load();
  }

  received() {}

  /** Shows the settings as soon as somebody is logged in; not while the form by which they do is being sent. */
  sessionChanged() {
    if (session.user?.id !== this.#userId) {
      this.#userId = session.user?.id;
      this.#settings = null;
    }
    if (session.user === null) {
      this.#settings = null;
    } else if (this.#settings === null && !this.#entering) {
      this.#notice = null;
      this.#settings = new AccountSettings(this.#page, (notice) => this.#left(notice));
      this.#settings.load();
    }
  }

  /** The visitor is logged out: says why, above the form by which they log in again. */
  #left(notice) {
    this.#registering = false;
    this.#notice = notice;
    this.#focusHeading = true;
    this.#page.changed();
  }

  async #enter(enter) {
    this.#entering = true;
    try {
      await enter();
    } catch (error) {
      if (session.user === null) {
        throw error;
      }
      // The session has begun, and only the list of followed airports did not come.
      await this.#page.untilLoaded(loadSession, () => {}, { forAllViews: true });
    } finally {
      this.#entering = false;
    }
    if (!this.#closed) {
      const { to, what } = this.#next;
      this.#page.go(to ? `/?airport=${to}` : what === "" ? "/?account" : "/");
      this.#page.announce(t("account.welcome", { name: session.user?.nome || session.user?.email }));
    }
    return null;
  }

  async #register({ email, password, nome, cognome }) {
    const account = { email: email.trim(), password };
    Object.assign(account, nome.trim() && { nome: nome.trim() }, cognome.trim() && { cognome: cognome.trim() });
    const text = JSON.stringify(account);
    if (this.#requestId === null || text !== this.#lastAccount) {
      this.#requestId = newRequestId();
      this.#lastAccount = text;
    }
    try {
      await register(this.#requestId, account);
    } catch (error) {
      if (error.code === "invalid_credentials") {
        // The address was registered before, and the log-in that follows a registration tried another password.
        error.code = "known_address";
      } else if (error.code === "user_deleted") {
        this.#requestId = null;
      }
      throw error;
    }
  }

  drawn(root) {
    [this.#login, this.#registration].forEach((form) => form.drawn(root));
    this.#settings?.drawn(root);
    if (this.#focusHeading) {
      this.#focusHeading = false;
      root.querySelector("h1")?.focus();
    }
  }

  template() {
    if (!session.known) {
      const kind = this.#next.what === "" ? "account-heading" : "entrance";
      return html`<section class=${kind} aria-busy="true"><h1 tabindex="-1">${this.title()}</h1></section>`;
    }
    return this.#settings ? this.#settings.template() : this.#entrance();
  }

  #entrance() {
    const promise = (name) =>
      html`<li><b>${t(`account.promise.${name}`)}</b> ${t(`account.promise.${name}.text`)}</li>`;
    const notice = this.#notice ?? (session.ended ? () => t("account.notice.ended") : null);
    return html`<section class="entrance">
      <div class="entrance-form">
        <h1 tabindex="-1">${this.title()}</h1>
        <p class="notice" role="status" data-test="notice" ?hidden=${notice === null}>${notice?.()}</p>
        ${this.#registering ? this.#registerForm() : this.#loginForm()}
      </div>
      <ul class="entrance-board">
        ${["follow", "watch", "use"].map(promise)}
      </ul>
    </section>`;
  }

  #loginForm() {
    const form = this.#login;
    return html`${form.template(
        html`
          ${form.field("email", t("account.email"), { autocomplete: "username", inputmode: "email" })}
          ${form.field("password", t("account.password"), { type: "password", autocomplete: "current-password" })}
        `,
        t("account.login.button"),
      )}
      <p>${t("account.login.other")} <a href=${this.#address("register")}>${t("account.register.title")}</a></p>
      <p class="small soft">${t("account.login.forgotten")}</p>`;
  }

  #registerForm() {
    const form = this.#registration;
    return html`${form.template(
        html`
          <div class="field-pair">
            ${form.field("nome", t("account.nome"), { autocomplete: "given-name", hint: t("account.optional") })}
            ${form.field("cognome", t("account.cognome"), { autocomplete: "family-name", hint: t("account.optional") })}
          </div>
          ${form.field("email", t("account.email"), { autocomplete: "email", inputmode: "email" })}
          ${form.field("password", t("account.password"), {
            type: "password",
            autocomplete: "new-password",
            hint: t("account.passwordHint"),
          })}
        `,
        t("account.register.button"),
      )}
      <p>${t("account.register.other")} <a href=${this.#address("login")}>${t("account.login.title")}</a></p>`;
  }

  #address(what) {
    return `/?account=${what}${this.#next.to ? `&to=${this.#next.to}` : ""}`;
  }
}

/** A random id. crypto.randomUUID is missing where the page comes by plain HTTP from another machine. */
function newRequestId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
