// What the visitor chose. It is the only thing that the page stores in the browser, and it names no person.

const KEY = "flightwatch";
const MOST_RECENT = 8;
const STANDARD = { theme: "auto", language: null, zone: "local", recent: [] };

let current = read();

function read() {
  try {
    return { ...STANDARD, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { ...STANDARD };
  }
}

/** Returns the preferences: theme (auto, light, dark), language (en, it, null), zone (local, utc), recent codes. */
export function preferences() {
  return current;
}

/** Changes preferences. In a browser that stores nothing they last as long as the page. */
export function prefer(changes) {
  current = { ...current, ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage is full or forbidden: the choice holds for this page.
  }
}

/** Puts an airport at the head of those seen recently. */
export function rememberAirport({ icao, iata, city, name }) {
  const others = current.recent.filter((airport) => airport.icao !== icao);
  prefer({ recent: [{ icao, iata, city, name }, ...others].slice(0, MOST_RECENT) });
}
