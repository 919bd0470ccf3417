// What changed at the airports that this tab shows. A hidden tab watches nothing.

import { LiveSource } from "./live-source.js";

const REPEAT_MS = 10_000;
let wish = { airports: [], aircraft: [] };
let tell = () => {};

/** The state of the connection: "idle", "connecting", "open" or "lost", then with the time of the last contact. */
export const connection = { state: "idle", since: null };

/** Starts to receive events; called once. */
export function startLive(listener) {
  const receive = (event) => {
    if (event.type === "open" || event.type === "lost") {
      connection.state = event.type;
      connection.since = event.data.since ?? null;
    }
    listener(event);
  };
  tell = sharedConnection(receive) ?? ownConnection(receive);
  document.addEventListener("visibilitychange", announce);
  window.addEventListener("pagehide", () => tell({ airports: [], aircraft: [] }));
  window.addEventListener("pageshow", announce);
  setInterval(() => !document.hidden && announce(), REPEAT_MS);
}

/** Watches these airports, and the aircraft around some of them. */
export function watch(airports, aircraft = []) {
  const changed = JSON.stringify(wish) !== JSON.stringify({ airports, aircraft });
  wish = { airports, aircraft };
  if (changed) {
    announce();
  }
}

function announce() {
  const watched = document.hidden ? { airports: [], aircraft: [] } : wish;
  if (watched.airports.length === 0) {
    connection.state = "idle";
  } else if (connection.state === "idle") {
    connection.state = "connecting";
  }
  tell(watched);
}

function sharedConnection(receive) {
  if (typeof SharedWorker === "undefined") {
    return null;
  }
  const worker = new SharedWorker(new URL("./live-worker.js", import.meta.url), { type: "module", name: "live" });
  worker.port.onmessage = ({ data }) => receive(data);
  worker.onerror = () => {
    tell = ownConnection(receive);
    announce();
  };
  return (watched) => worker.port.postMessage(watched);
}

function ownConnection(receive) {
  const source = new LiveSource(receive);
  return ({ airports, aircraft }) => source.watch(airports, aircraft);
}
