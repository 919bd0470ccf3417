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
  #chosen = -1;
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
        aria-activedescendant=${this.#chosen >= 0 ? `${list}-${this.#chosen}` : nothing}
        .value=${this.#query}
        @input=${(event) => this.#typed(event.target.value)}
        @focus=${() => this.#show(true)}
        @keydown=${(event) => this.#key(event)}
      />
      <ul id=${list} role="listbox" aria-label=${t("search.label")} ?hidden=${!shown || this.#found.length === 0}>
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
      aria-selected=${index === this.#chosen}
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

  #message() {
    if (this.#failed) {
      return t("search.failed");
    }
    return this.#pause === null && this.#query.trim() !== "" ? t("search.none", { query: this.#query }) : "";
  }

  #typed(text) {
    this.#query = text;
    this.#open = true;
    this.#chosen = -1;
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
      this.#pause = null;
      this.#found = found;
      this.#failed = failed;
      this.#page.changed();
      if (this.#open && found.length > 0) {
        this.#page.announce(t("search.found", { count: found.length }));
      }
    }
  }

  #key(event) {
    const last = this.#found.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#chosen = this.#chosen + step > last ? 0 : this.#chosen + step < 0 ? last : this.#chosen + step;
      this.#show(true);
    } else if (event.key === "Enter") {
      this.#enter();
    } else if (event.key === "Escape") {
      this.#show(false);
    }
  }

  /** Opens the chosen airport, or the first one; what is shown may still be that of an earlier text. */
  async #enter() {
    const query = this.#query.trim();
    if (this.#chosen < 0 && this.#pause !== null) {
      clearTimeout(this.#pause);
      await this.#find(query);
    }
    const airport = this.#found[Math.max(this.#chosen, 0)];
    if (airport && query !== "" && query === this.#query.trim()) {
      this.#choose(airport);
    }
  }

  #choose(airport) {
    clearTimeout(this.#pause);
    this.#pause = null;
    this.#query = "";
    this.#found = [];
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
