package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** The formats of an export. */
enum ExportFormat {
  CSV("text/csv", "text/csv; charset=utf-8", FlightCsv.header()) {
    @Override
    void append(Flight flight, DataOrigin origin, StringBuilder text) {
      FlightCsv.append(flight, origin, text);
    }
  },
  /** One JSON object in each line, as in a response in JSON. */
  NDJSON("application/x-ndjson", "application/x-ndjson", "") {
    @Override
    void append(Flight flight, DataOrigin origin, StringBuilder text) {
      text.append(FlightJson.flight(flight, origin).encode()).append('\n');
    }
  };

  final String mediaType;
  final String contentType;
  private final String header;

  ExportFormat(String mediaType, String contentType, String header) {
    this.mediaType = mediaType;
    this.contentType = contentType;
    this.header = header;
  }

  abstract void append(Flight flight, DataOrigin origin, StringBuilder text);

  /** Returns the bytes of a page, in UTF-8. */
  Buffer encode(List<Flight> flights, DataOrigin origin, boolean isFirst) {
    StringBuilder text = new StringBuilder(isFirst ? header : "");
    flights.forEach(flight -> append(flight, origin, text));
    return Buffer.buffer(text.toString());
  }
}
