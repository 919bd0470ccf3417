// The personal access tokens of the account.

import { html, nothing } from "./lib/lit-html.js";
import { repeat } from "./lib/directives/repeat.js";
import { get, send } from "./api.js";
import { RULES } from "./form.js";
import { longDay, moment, t, zoneOfVisitor } from "./text.js";

const DAYS = [7, 30, 90, 365];
const STANDARD_DAYS = 90;
const SCOPES = [["read"], ["read", "write"]];

export class TokenSection {
  /** The tokens of the account, without the tokens themselves. */
  list = [];
  #page;
  #sections;
  #form;
  #made = null;
  #copied = null;

  constructor(page, sections) {
    this.#page = page;
    this.#sections = sections;
    this.#form = sections.form("token", {
      rules: { name: RULES.tokenName, scopes: RULES.any, expires_in_days: RULES.any },
      send: (values) => this.#make(values),
    });
  }

  async #make({ name, scopes, expires_in_days }) {
    const request = { name: name.trim(), scopes: scopes.split(" "), expires_in_days: Number(expires_in_days) };
    this.#made = await send("POST", "/tokens", request);
    this.#copied = null;
    this.#sections.focus("new-token");
    try {
      this.list = (await get("/tokens")).tokens;
    } catch {
      // The token is made, and must be shown now. The list comes with the next load.
    }
    return null;
  }

  async #revoke({ id, name }) {
    try {
      await send("DELETE", `/tokens/${id}`);
    } catch (error) {
      if (error.code !== "token_not_found") {
        throw error;
      }
    }
    if (this.#made?.id === id) {
      this.#made = null;
    }
    this.list = this.list.filter((token) => token.id !== id);
    this.#sections.focus("account-tokens");
    this.#page.announce(t("account.tokens.revoked", { name }));
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#made.token);
      this.#copied = () => t("account.token.copied");
    } catch {
      // There is no clipboard where the page comes by plain HTTP from another machine.
      getSelection().selectAllChildren(document.querySelector("[data-test=new-token]"));
      this.#copied = () => t("account.token.selected");
    }
    this.#page.changed();
  }

  #hide() {
    this.#made = null;
    this.#sections.focus("account-tokens");
    this.#page.changed();
  }

  template() {
    return this.#sections.template(
      "tokens",
      html`<p class="soft">${t("account.tokens.lead")} <a href="/docs">${t("foot.api")}</a></p>
        ${this.#made === null ? nothing : this.#shownOnce(this.#made)}
        ${
          this.list.length === 0
            ? html`<p class="soft">${t("account.tokens.none")}</p>`
            : html`<ul class="account-rows">
                ${repeat(
                  this.list,
                  ({ id }) => id,
                  (token) => this.#row(token),
                )}
              </ul>`
        }
        <h3>${t("account.token.heading")}</h3>
        ${this.#formTemplate()}`,
    );
  }

  #row(token) {
    const zone = zoneOfVisitor();
    const { id, name, scopes, expires_at: expires, last_used_at: used } = token;
    return html`<li class="account-row" data-test="token-${id}">
      <div class="account-row-main">
        <span class="account-row-title"><b>${name}</b> <span class="badge">${scopesText(scopes)}</span></span>
        <span class="small soft">
          ${t("account.tokens.until", { day: longDay(new Date(expires), zone) })} ·
          ${used ? t("account.tokens.used", { when: moment(new Date(used), zone) }) : t("account.tokens.unused")}
        </span>
      </div>
      ${this.#sections.button("tokens", `revoke-${id}`, t("account.tokens.revoke"), () => this.#revoke(token), {
        kind: "danger",
        of: name,
      })}
    </li>`;
  }

  #shownOnce({ name, token }) {
    return html`<div class="new-token" id="new-token" role="group" tabindex="-1" aria-labelledby="new-token-heading">
      <h3 id="new-token-heading">${t("account.token.made", { name })}</h3>
      <p>${t("account.token.once")}</p>
      <code class="new-token-text" data-test="new-token">${token}</code>
      <div class="form-end">
        <button type="button" class="button primary" data-test="copy-token" @click=${() => this.#copy()}>
          ${t("account.token.copy")}
        </button>
        <button type="button" class="button" data-test="hide-token" @click=${() => this.#hide()}>
          ${t("account.token.hide")}
        </button>
        <p class="form-done small" role="status">${this.#copied?.()}</p>
      </div>
    </div>`;
  }

  #formTemplate() {
    const days = (count) =>
      html`<option value=${count} ?selected=${count === STANDARD_DAYS}>${t("account.token.days", { count })}</option>`;
    return this.#form.template(
      html`
        ${this.#form.field("name", t("account.token.name"), { autocomplete: "off", hint: t("account.token.nameHint") })}
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
              ${DAYS.map(days)}
            </select>
          </div>
        </div>
      `,
      t("account.token.button"),
      "",
    );
  }
}

function scopesText(scopes) {
  return t(`account.scopes.${scopes.includes("write") ? (scopes.includes("read") ? "both" : "write") : "read"}`);
}
