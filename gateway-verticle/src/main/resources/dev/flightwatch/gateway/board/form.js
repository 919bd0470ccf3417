// A form that checks its fields, is sent once, and shows what is wrong next to the field it is about.

import { html, nothing } from "./lib/lit-html.js";
import { problemText } from "./problem.js";
import { t } from "./text.js";
import "./text/account.js";

const EMAIL = /^\s*[^@\s]+@[^@\s]+\s*$/;
const LEAST_PASSWORD = 8;
const MOST_PASSWORD = 1024;
const MOST_NAME = 255;
const MOST_TOKEN_NAME = 100;

const filled = (value) => value.trim() !== "";

/** What a field may hold, and the text that says so. */
export const RULES = {
  email: { accepts: (value) => EMAIL.test(value) && value.trim().length <= MOST_NAME, wrong: "account.wrong.email" },
  password: { accepts: (value) => value !== "", wrong: "account.wrong.empty" },
  newPassword: {
    accepts: (value) => value.length <= 2 * MOST_PASSWORD && isLongEnough([...value].length),
    wrong: "account.wrong.newPassword",
  },
  optionalName: { accepts: (value) => value.length <= MOST_NAME, wrong: "account.wrong.name" },
  tokenName: { accepts: (value) => filled(value) && value.length <= MOST_TOKEN_NAME, wrong: "account.wrong.tokenName" },
  confirmed: { accepts: (value) => value === "on", wrong: "account.wrong.confirmed" },
  any: { accepts: () => true, wrong: "account.wrong.value" },
};

function isLongEnough(length) {
  return length >= LEAST_PASSWORD && length <= MOST_PASSWORD;
}

export class Form {
  #page;
  #name;
  #rules;
  #send;
  #codeToField;
  #keepsValues;
  #fieldToError = new Map();
  #visible = new Set();
  #failure = null;
  #done = null;
  #sending = false;
  #focus = null;

  /**
   * Creates a form. `rules` has the rule of each field. `send` gets the values and returns a function that makes the text
   * to show when it has succeeded, if any; then the form is empty again, unless it `keepsValues`. `codeToField` says which
   * field a problem is about, by the problem's code.
   */
  constructor(page, name, { rules, send, codeToField = {}, keepsValues = false }) {
    this.#page = page;
    this.#name = name;
    this.#rules = rules;
    this.#send = send;
    this.#codeToField = codeToField;
    this.#keepsValues = keepsValues;
  }

  get sending() {
    return this.#sending;
  }

  template(fields, button, kind = "primary") {
    return html`<form
      class="form"
      data-test="${this.#name}-form"
      novalidate
      aria-busy=${this.#sending}
      @submit=${(event) => this.#submitted(event)}
    >
      ${fields}
      <p class="error form-failure" role="alert" data-test="${this.#name}-error">${this.#failure?.()}</p>
      <div class="form-end">
        <button type="submit" class="button ${kind}" aria-disabled=${this.#sending}>${button}</button>
        <p class="form-done small" role="status">${this.#done?.()}</p>
      </div>
    </form>`;
  }

  /** A field for one line of text. `hint` stands below it; a password can be made visible. */
  field(name, label, { type = "text", autocomplete, value = "", hint = null, inputmode = nothing } = {}) {
    const password = type === "password";
    return html`<div class="field">
      <label for=${this.#id(name)}>${label}</label>
      <div class="field-line">
        <input
          id=${this.#id(name)}
          name=${name}
          type=${password && this.#visible.has(name) ? "text" : type}
          autocomplete=${autocomplete}
          inputmode=${inputmode}
          autocapitalize=${password || inputmode === "email" ? "none" : nothing}
          spellcheck="false"
          .value=${value}
          aria-required=${this.#isRequired(name)}
          aria-invalid=${this.#fieldToError.has(name)}
          aria-describedby="${this.#id(name)}-hint ${this.#id(name)}-error"
        />
        ${password ? this.#eye(name, label) : nothing}
      </div>
      <p class="small soft" id="${this.#id(name)}-hint" ?hidden=${hint === null}>${hint}</p>
      ${this.error(name)}
    </div>`;
  }

  /** What is wrong with a field. */
  error(name) {
    const text = this.#fieldToError.get(name)?.();
    return html`<p class="error small" id="${this.#id(name)}-error" ?hidden=${!text} data-test="error-${name}">
      ${text}
    </p>`;
  }

  /** A box to tick. */
  checkbox(name, label) {
    return html`<div class="field">
      <label class="check">
        <input
          type="checkbox"
          id=${this.#id(name)}
          name=${name}
          aria-invalid=${this.#fieldToError.has(name)}
          aria-describedby="${this.#id(name)}-error"
        />
        <span>${label}</span>
      </label>
      ${this.error(name)}
    </div>`;
  }

  /** Moves the focus to the first wrong field. To be called when the page has been drawn. */
  drawn(root) {
    if (this.#focus !== null) {
      root.querySelector(`#${this.#focus}`)?.focus();
      this.#focus = null;
    }
  }

  #id(name) {
    return `${this.#name}-${name}`;
  }

  #isRequired(name) {
    return !this.#rules[name].accepts("");
  }

  #eye(name, label) {
    const visible = this.#visible.has(name);
    const text = t(visible ? "account.hide" : "account.show");
    return html`<button
      type="button"
      class="button field-eye small"
      aria-label="${text} ${label}"
      aria-controls=${this.#id(name)}
      @click=${() => {
        this.#visible[visible ? "delete" : "add"](name);
        this.#page.changed();
      }}
    >
      ${text}
    </button>`;
  }

  async #submitted(event) {
    event.preventDefault();
    if (this.#sending) {
      return;
    }
    const form = event.currentTarget;
    const values = Object.fromEntries(new FormData(form));
    this.#visible.clear();
    this.#failure = null;
    this.#done = null;
    this.#fieldToError.clear();
    for (const [name, { accepts, wrong }] of Object.entries(this.#rules)) {
      if (!accepts(values[name] ?? "")) {
        this.#fieldToError.set(name, () => t(wrong));
      }
    }
    if (this.#fieldToError.size === 0) {
      await this.#sendOnce(values, form);
    }
    this.#focusFirstError();
    this.#page.changed();
  }

  async #sendOnce(values, form) {
    this.#sending = true;
    this.#page.changed();
    try {
      this.#done = await this.#send(values);
      if (!this.#keepsValues) {
        form.reset();
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#sending = false;
    }
  }

  #failed(error) {
    const field = this.#codeToField[error.code];
    if (field) {
      this.#fieldToError.set(field, problemText(error));
      return;
    }
    for (const name of error.fieldToMessage?.keys() ?? []) {
      if (name in this.#rules) {
        this.#fieldToError.set(name, () => t(this.#rules[name].wrong));
      }
    }
    if (this.#fieldToError.size === 0) {
      this.#failure = problemText(error);
    }
  }

  #focusFirstError() {
    const first = Object.keys(this.#rules).find((name) => this.#fieldToError.has(name));
    this.#focus = first ? this.#id(first) : null;
  }
}
