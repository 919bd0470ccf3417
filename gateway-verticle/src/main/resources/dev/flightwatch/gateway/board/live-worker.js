// Shared by all tabs of the browser: one connection for what the visible ones watch.

import { LiveSource } from "./live-source.js";

const SILENT_MS = 25_000;
const portToWish = new Map();

const source = new LiveSource((event) => {
  for (const port of portToWish.keys()) {
    port.postMessage(event);
  }
});

function watchAll() {
  const wishes = [...portToWish.values()];
  source.watch(
    new Set(wishes.flatMap(({ airports }) => airports)),
    new Set(wishes.flatMap(({ aircraft }) => aircraft)),
  );
}

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    const before = portToWish.get(port);
    const watches = JSON.stringify([data.airports, data.aircraft]);
    if (data.airports.length > 0) {
      portToWish.set(port, { ...data, watches, at: Date.now() });
    } else {
      portToWish.delete(port);
    }
    watchAll();
    // What came before this port watched it is sent again, if the connection goes on.
    if (data.airports.length > 0 && before?.watches !== watches) {
      source.lastEvents.forEach((event) => port.postMessage(event));
    }
  };
  port.onclose = () => {
    portToWish.delete(port);
    watchAll();
  };
};

// A tab that crashed cannot say that it is gone: visible tabs repeat their wish, others are forgotten.
setInterval(() => {
  for (const [port, { at }] of portToWish) {
    if (Date.now() - at > SILENT_MS) {
      portToWish.delete(port);
    }
  }
  watchAll();
}, SILENT_MS / 2);
