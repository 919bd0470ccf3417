// The button by which the visitor follows an airport, or no longer does.

import { html, nothing } from "./lib/lit-html.js";
import { problemText } from "./problem.js";
import { follow, session, sessionEnded, unfollow } from "./session.js";
import { t } from "./text.js";

export class FollowButton {
  #page;
  #airport;
  #changed;
  #sending = false;
  #failure = null;

  /** @param changed called when the airport is followed or no longer is */
  constructor(page, airport, changed) {
    this.#page = page;
    this.#airport = airport;
    this.#changed = changed;
  }

  template() {
    if (!session.known) {
      return html`<span class="button" aria-hidden="true">&nbsp;</span>`;
    }
    if (session.user === null) {
      return html`<a class="button primary" href="/?account=login&amp;to=${this.#airport.icao}" data-test="log-in-to-follow">
        ${t("airport.logInToFollow")}
      </a>`;
    }
    const followed = session.airports.includes(this.#airport.icao);
    return html`<div class="follow">
      <button
        type="button"
        class="button ${followed ? "" : "primary"}"
        data-test=${followed ? "unfollow" : "follow"}
        aria-disabled=${this.#sending}
        @click=${() => this.#toggle(followed)}
      >
        ${t(this.#sending ? "airport.following" : followed ? "airport.unfollow" : "airport.follow")}
      </button>
      ${this.#failure
        ? html`<p class="error small" role="alert" data-test="follow-error">${this.#failure()}</p>`
        : nothing}
    </div>`;
  }

  async #toggle(followed) {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    this.#failure = null;
    this.#page.changed();
    const { icao, name } = this.#airport;
    try {
      await (followed ? unfollow(icao) : follow(icao));
      this.#page.announce(t(followed ? "airport.unfollowed" : "airport.followed", { name: name ?? icao }));
      this.#changed();
    } catch (error) {
      if (error.status === 401) {
        sessionEnded();
      }
      this.#failure = problemText(error);
    } finally {
      this.#sending = false;
      this.#page.changed();
    }
  }
}
