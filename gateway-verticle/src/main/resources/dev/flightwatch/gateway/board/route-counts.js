// The routes of an airport: its flights of the last 24 hours by their other end.

import { otherEnd, timeOf } from "./flight-board.js";

const DAY_MS = 86_400_000;

/**
 * Returns the routes, the number of flights, and the number of those whose other end is known.
 *
 * @param directionToPages the pages of flights that have been read; null: none
 */
export function countRoutes(directionToPages) {
  const since = Date.now() - DAY_MS;
  const codeToRoute = new Map();
  let all = 0;
  let known = 0;
  for (const direction of ["departure", "arrival"]) {
    const { flights, names } = directionToPages?.[direction] ?? {};
    for (const flight of flights ?? []) {
      if (timeOf(flight, direction) < since) {
        continue;
      }
      all++;
      const code = otherEnd(flight, direction);
      const place = names.airports[code];
      if (!place) {
        continue;
      }
      known++;
      const route = codeToRoute.get(code) ?? { airport: { code, ...place }, departures: 0, arrivals: 0 };
      route[`${direction}s`]++;
      codeToRoute.set(code, route);
    }
  }
  return { routes: [...codeToRoute.values()], all, known };
}
