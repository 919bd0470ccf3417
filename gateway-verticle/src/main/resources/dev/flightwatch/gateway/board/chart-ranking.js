// The airports or airlines with the most flights, as bars.

import { html, nothing } from "./lib/lit-html.js";
import { number, percent, t } from "./text.js";

const OTHER = "other";

function nameOf({ code, label }) {
  if (code === null || code === undefined) {
    return t("charts.ranking.unknown");
  }
  return code === OTHER ? t("charts.ranking.other") : label || code;
}

/**
 * Returns the template of a ranking. Rows are {code, label, flights, share}; the code null is "not known", "other" the
 * rest. The longest bar is that of the greatest number. `kind` (destinations, origins, airlines) chooses the colour.
 */
export function ranking(rows, kind) {
  if (!rows.length) {
    return html`<p class="soft small">${t("charts.ranking.empty")}</p>`;
  }
  const most = Math.max(1, ...rows.map((row) => row.flights));
  return html`<ol class="ranking" data-kind=${kind}>
    ${rows.map((row) => {
      const named = row.code !== null && row.code !== undefined && row.code !== OTHER;
      return html`<li class=${named ? "" : "rest"} data-code=${row.code ?? "unknown"}>
        <span class="ranking-name">${nameOf(row)}${
          named && row.label && row.label !== row.code ? html` <span class="ranking-code">${row.code}</span>` : nothing
        }</span>
        <span class="ranking-flights number"><span aria-hidden="true">${number(row.flights)}</span><span class="hidden-text"
          >${t("charts.ranking.flights", { count: row.flights })}</span></span>
        <span class="ranking-share number">${percent(row.share)}</span>
        <svg class="ranking-bar" width="100%" height="6" aria-hidden="true">
          <rect class="ranking-track" width="100%" height="6" rx="3"></rect>
          <rect class="ranking-value" width=${`${(100 * row.flights) / most}%`} height="6" rx="3"></rect>
        </svg>
      </li>`;
    })}
  </ol>`;
}
