// The sections of the account's settings: what a button does runs once at a time, and what fails is shown beside it.

import { html, nothing } from "./lib/lit-html.js";
import { Form } from "./form.js";
import { problemText } from "./problem.js";
import { t } from "./text.js";

export class Sections {
  #page;
  #ended;
  #running = null;
  #sectionToError = new Map();
  #forms = [];
  #focus = null;

  /** Creates the sections. `ended` is asked whether a failure means that the session is over, and leaves them if so. */
  constructor(page, ended) {
    this.#page = page;
    this.#ended = ended;
  }

  /** Returns a form whose failures are shown in it, unless they end the session. */
  form(name, options) {
    const form = new Form(this.#page, name, {
      ...options,
      send: (values) => this.#guarded(() => options.send(values)),
    });
    this.#forms.push(form);
    return form;
  }

  /** Moves the focus to an element when the page is drawn next: what had the focus will be gone. */
  focus(id) {
    this.#focus = id;
  }

  drawn(root) {
    this.#forms.forEach((form) => form.drawn(root));
    const target = this.#focus && root.querySelector(`#${this.#focus}`);
    if (target) {
      this.#focus = null;
      target.focus();
    }
  }

  template(id, content, kind = "") {
    return html`<section class="card account-card ${kind}" aria-labelledby="account-${id}">
      <h2 id="account-${id}" tabindex="-1">${t(`account.${id}.title`)}</h2>
      ${content}
      <p class="error small form-failure" role="alert">${this.#sectionToError.get(id)?.()}</p>
    </section>`;
  }

  /** A button of a section. `of` names what it acts on, for those who do not see the row that it stands in. */
  button(section, id, label, action, { kind = "", of = null } = {}) {
    return html`<button
      type="button"
      class="button ${kind}"
      data-test=${id}
      aria-label=${of ? `${label} ${of}` : nothing}
      aria-disabled=${this.#running === id}
      @click=${() => this.#run(section, id, action)}
    >
      ${label}
    </button>`;
  }

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

  async #guarded(action) {
    try {
      return await action();
    } catch (error) {
      if (this.#ended(error)) {
        return null;
      }
      throw error;
    }
  }
}
