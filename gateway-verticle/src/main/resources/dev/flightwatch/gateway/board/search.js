// The search for airports: a combobox as in the ARIA Authoring Practices.

import { html, nothing } from "./lib/lit-html.js";
import { get } from "./api.js";
import { country, t } from "./text.js";

const PAUSE_MS = 150;
const MOST = 8;

export class Search {
  #page;
  #id;
  #query = "";
  #found = [];
  /** The text that was found for; null when the search failed. */
  #foundFor = "";
  #chosen = null;
  #open = false;
  #failed = false;
  #pause = null;

  constructor(page, id) {
    this.#page = page;
    this.#id = id;
  }

  template() {
    const list = `${this.#id}-list`;
    const shown = this.#open && this.#query !== "";
    const chosen = this.#found.indexOf(this.#chosen);
    return html`<div class="search" role="search" @focusout=${(event) => this.#left(event)}>
      <label class="hidden-text" for=${this.#id}>${t("search.label")}</label>
      <svg class="search-icon" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="8.5" cy="8.5" r="5.5" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="M13 13l5 5" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      <input
        class="input"
        id=${this.#id}
        type="search"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        maxlength="64"
        placeholder=${t("search.hint")}
        aria-expanded=${shown && this.#found.length > 0}
        aria-controls=${list}
        aria-autocomplete="list"
        aria-activedescendant=${chosen >= 0 ? `${list}-${chosen}` : nothing}
        .value=${this.#query}
        @input=${(event) => this.#typed(event.target.value)}
        @focus=${() => this.#show(true)}
        @keydown=${(event) => this.#key(event)}
      />
      <ul
        id=${list}
        role="listbox"
        aria-label=${t("search.label")}
        aria-busy=${!this.#current}
        ?hidden=${!shown || this.#found.length === 0}
      >
        ${this.#found.map((airport, index) => this.#option(airport, index, list))}
      </ul>
      <p class="search-none" role="status" ?hidden=${!shown || (this.#found.length > 0 && !this.#failed)}>
        ${this.#message()}
      </p>
    </div>`;
  }

  #option(airport, index, list) {
    return html`<li
      id="${list}-${index}"
      role="option"
      aria-selected=${airport === this.#chosen}
      data-code=${airport.icao}
      @pointerdown=${(event) => event.preventDefault()}
      @click=${() => this.#choose(airport)}
    >
      <span class="code">${airport.iata ?? airport.icao}</span>
      <span class="search-place">
        <span class="search-city">${airport.city || airport.name}</span>
        <span class="small soft">${airport.name}, ${country(airport.country)}</span>
      </span>
      <span class="small soft search-icao">${airport.icao}</span>
    </li>`;
  }

  /** Whether what is shown was found for the text as it is now. */
  get #current() {
    return this.#foundFor === this.#query.trim();
  }

  #message() {
    if (this.#failed) {
      return t("search.failed");
    }
    return this.#current && this.#foundFor !== "" ? t("search.none", { query: this.#query }) : "";
  }

  #typed(text) {
    this.#query = text;
    this.#open = true;
    this.#chosen = null;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#find(text.trim()), PAUSE_MS);
    this.#page.changed();
  }

  async #find(query) {
    let found = [];
    let failed = false;
    if (query !== "") {
      try {
        found = (await get(`/airports?query=${encodeURIComponent(query)}&limit=${MOST}`)).airports;
      } catch (error) {
        failed = error.passes;
      }
    }
    if (query === this.#query.trim()) {
      this.#found = found;
      this.#foundFor = failed ? null : query;
      this.#chosen = found.find(({ icao }) => icao === this.#chosen?.icao) ?? null;
      this.#failed = failed;
      this.#page.changed();
      if (this.#open && found.length > 0) {
        this.#page.announce(t("search.found", { count: found.length }));
      }
    }
  }

  #key(event) {
    const last = this.#found.length - 1;
    if (event.isComposing) {
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const at = this.#found.indexOf(this.#chosen);
      const next = event.key === "ArrowDown" ? at + 1 : at - 1;
      this.#chosen = this.#found[next > last ? 0 : next < 0 ? last : next] ?? null;
      this.#show(true);
    } else if (event.key === "Enter") {
      this.#enter();
    } else if (event.key === "Escape" && this.#open && this.#found.length > 0) {
      // The browser clears the text with the next one.
      event.preventDefault();
      this.#show(false);
    }
  }

  /**
   * Opens the chosen airport, or the first one that is found for the text: what is shown may still be that of an earlier
   * one. A list that is closed opens first.
   */
  async #enter() {
    const query = this.#query.trim();
    if (!this.#open || this.#chosen !== null) {
      this.#open ? this.#choose(this.#chosen) : this.#show(true);
      return;
    }
    if (!this.#current) {
      clearTimeout(this.#pause);
      await this.#find(query);
    }
    if (this.#open && this.#current && query === this.#query.trim() && this.#found.length > 0) {
      this.#choose(this.#found[0]);
    }
  }

  #choose(airport) {
    clearTimeout(this.#pause);
    this.#query = "";
    this.#found = [];
    this.#foundFor = "";
    this.#chosen = null;
    this.#show(false);
    document.activeElement?.blur();
    this.#page.go(`/?airport=${airport.icao}`);
  }

  #left(event) {
    if (!event.currentTarget.contains(event.relatedTarget)) {
      this.#show(false);
    }
  }

  #show(open) {
    this.#open = open;
    this.#page.changed();
  }
}
