// A small line of the last days, without axes.

import { html, nothing, svg } from "./lib/lit-html.js";
import { number, t } from "./text.js";

const WIDTH = 120;
const HEIGHT = 32;
const MARGIN = 4;

/** Returns the runs of known values as points; what is not known leaves a gap. */
function runsOf(values) {
  const most = Math.max(1, ...values.filter((value) => value !== null));
  const step = (WIDTH - 2 * MARGIN) / Math.max(1, values.length - 1);
  const runs = [[]];
  values.forEach((value, index) => {
    if (value === null) {
      runs.push([]);
    } else {
      const y = HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * value) / most;
      runs.at(-1).push([(MARGIN + index * step).toFixed(1), y.toFixed(1)]);
    }
  });
  return runs.filter((run) => run.length);
}

function drawn(run) {
  const line = `M${run.map((point) => point.join()).join("L")}`;
  if (run.length === 1) {
    return svg`<circle class="spark-single" cx=${run[0][0]} cy=${run[0][1]} r="1.5"></circle>`;
  }
  return svg`<path class="spark-area" d=${`${line}V${HEIGHT - MARGIN}H${run[0][0]}Z`}></path>
    <path class="spark-line" d=${line}></path>`;
}

/** Returns the template of a sparkline of numbers, null where one is not known. The last value is marked. */
export function sparkline(values) {
  const all = values.map((value) => value ?? null);
  const known = all.filter((value) => value !== null);
  const text = known.length
    ? t("charts.spark.label", {
        days: t("charts.days.count", { count: all.length }),
        least: number(Math.min(...known)),
        most: number(Math.max(...known)),
        last: all.at(-1) === null ? t("charts.not_known") : number(all.at(-1)),
      })
    : t("charts.spark.empty");
  const runs = runsOf(all);
  const [x, y] = runs.at(-1)?.at(-1) ?? [];
  return html`<svg class="spark" width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${text}>
    <path class="spark-base" d="M${MARGIN} ${HEIGHT - MARGIN + 0.5}H${WIDTH - MARGIN}"></path>
    ${runs.map(drawn)} ${runs.length ? svg`<circle class="spark-last" cx=${x} cy=${y} r="3"></circle>` : nothing}
  </svg>`;
}
