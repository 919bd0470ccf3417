// The charts of an airport.

import "./text/charts.js";

export { DayChart } from "./chart-days.js";
export { HeatMap } from "./chart-heat.js";
export { ranking } from "./chart-ranking.js";
export { sparkline } from "./chart-spark.js";
