// The board of departures or arrivals: rows as the airport's own board has them.

import { html, nothing } from "./lib/lit-html.js";
import { repeat } from "./lib/directives/repeat.js";
import { country, dateIn, day, t, time, zoneOf } from "./text.js";

/** So long after its departure, a flight that is still being tracked counts as just seen. */
const DEPARTING_MS = 3_600_000;
/** The nightly batch of the next UTC day has each arrival that OpenSky ever knows. */
const SETTLED_MS = 2 * 86_400_000;

/** Returns the time that a flight counts by at its airport, in milliseconds. */
export function timeOf(flight, direction) {
  return (direction === "departure" ? flight.firstSeen : flight.lastSeen) * 1000;
}

export function keyOf(flight) {
  return `${flight.icao24}:${flight.firstSeen}`;
}

export function flightName(flight) {
  return flight.callsign ?? flight.icao24.toUpperCase();
}

/** Returns the code of a flight's other airport, or null. */
export function otherEnd(flight, direction) {
  return direction === "departure" ? flight.estArrivalAirport : flight.estDepartureAirport;
}

/** Returns the name of the place at a flight's other end. */
export function placeName(code, airports) {
  return code === null ? t("board.unknownPlace") : airports[code]?.city || airports[code]?.name || code;
}

function airlineOf(flight, airlines) {
  return /^[A-Z]{3}\d/.test(flight.callsign ?? "") ? (airlines[flight.callsign.slice(0, 3)] ?? "") : "";
}

/** Returns the state of a flight as far as the data tells it: its kind, and its text. */
function statusOf(flight, direction, zone) {
  if (direction === "arrival") {
    return ["arrived", t("board.landed")];
  }
  if (flight.estArrivalAirport !== null) {
    return ["arrived", t("board.arrived", { time: time(flight.lastSeen * 1000, zone) })];
  }
  const flown = Date.now() - flight.firstSeen * 1000;
  if (flown < DEPARTING_MS) {
    return ["departing", t("board.departing")];
  }
  return flown < SETTLED_MS ? ["open", t("board.notYet")] : ["unknown", t("board.unknown")];
}

/**
 * Returns the table of flights.
 *
 * @param airport its time zone is that of the times
 * @param flights newest first, all of one direction
 * @param names the airports and airlines that the flights name
 * @param isNew tells whether a flight came while the page was open
 */
export function flightTable({ airport, direction, flights, names, isNew, days = true }) {
  const zone = zoneOf(airport);
  let lastDate = dateIn(zone, Date.now());
  const rows = [];
  for (const flight of flights) {
    const at = timeOf(flight, direction);
    const date = dateIn(zone, at);
    if (days && date !== lastDate) {
      rows.push({ key: date, at });
      lastDate = date;
    }
    rows.push({ key: keyOf(flight), flight, at });
  }
  return html`<table class="flights" data-test="flights" data-direction=${direction}>
    <caption class="hidden-text">${t(direction === "departure" ? "flight.departures" : "flight.arrivals")}</caption>
    <thead>
      <tr>
        <th scope="col" class="time">${t("board.time")}</th>
        <th scope="col" class="place">${t(direction === "departure" ? "board.to" : "board.from")}</th>
        <th scope="col" class="flight">${t("board.flight")}</th>
        <th scope="col" class="airline">${t("board.airline")}</th>
        <th scope="col" class="state">${t("board.status")}</th>
      </tr>
    </thead>
    <tbody>
      ${repeat(
        rows,
        ({ key }) => key,
        ({ flight, at }) => (flight ? flightRow(flight, at, direction, zone, names, isNew) : dayRow(at, zone)),
      )}
    </tbody>
  </table>`;
}

function dayRow(at, zone) {
  return html`<tr class="day-row"><th scope="colgroup" colspan="5">${day(at, zone)}</th></tr>`;
}

function flightRow(flight, at, direction, zone, { airports, airlines }, isNew) {
  const code = otherEnd(flight, direction);
  const place = airports[code];
  const [kind, text] = statusOf(flight, direction, zone);
  return html`<tr class="flight-row ${isNew(flight) ? "new" : ""}" data-flight=${keyOf(flight)}>
    <td class="time"><time datetime=${new Date(at).toISOString()}>${time(at, zone)}</time></td>
    <td class="place">
      ${code === null
        ? html`<span class="unknown" aria-hidden="true">–</span>
            <span class="hidden-text">
              ${t(kind === "departing" || kind === "open" ? "board.notYetPlace" : "board.unknownPlace")}
            </span>`
        : html`<a href="/?airport=${code}" title=${place ? `${place.name}, ${country(place.country)}` : nothing}>
            ${placeName(code, airports)}</a>
            <span class="place-code">${place?.iata ?? code}</span>`}
    </td>
    <td class="flight">${flightName(flight)}</td>
    <td class="airline">${airlineOf(flight, airlines)}</td>
    <td class="state ${kind}">${text}</td>
  </tr>`;
}
