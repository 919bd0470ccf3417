// How the days are drawn on uPlot's canvas: bars while there is room for them, steps otherwise.

const LIGHT = 0.38;
const TILE = 6;
/** The widest pair of bars, in CSS pixels. */
const WIDEST = 72;

/** Returns a fill of diagonal lines, for what is not known. */
export function hatching(context, colour, ratio) {
  const size = Math.round(TILE * ratio);
  const tile = new OffscreenCanvas(size, size);
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = ratio;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - ratio, size + ratio);
    pen.lineTo(shift + size + ratio, -ratio);
  }
  pen.stroke();
  return context.createPattern(tile, "repeat");
}

/**
 * Draws days as pairs of bars. A number that is not known is a hatched column, one of a partly read day a light bar.
 * Returns how many bars were drawn.
 */
export function drawBars(plot, series, colours) {
  const { ctx: context, bbox } = plot;
  const days = series[0].values.length;
  const slot = bbox.width / days;
  const gap = Math.max(1, Math.round(Math.max(slot * 0.14, (slot - WIDEST * devicePixelRatio) / 2)));
  const line = Math.max(1, devicePixelRatio);
  const bottom = bbox.top + bbox.height;
  let bars = 0;
  series.forEach(({ values, partial, colour }, side) => {
    for (let day = 0; day < days; day++) {
      const middle = bbox.left + slot * (day + 0.5);
      const left = Math.round(side ? middle : bbox.left + slot * day + gap);
      const right = Math.round(side ? bbox.left + slot * (day + 1) - gap : middle);
      if (values[day] === null) {
        context.fillStyle = colours.hatching;
        context.fillRect(left, bbox.top, right - left, bbox.height);
        continue;
      }
      const width = Math.max(1, right - left - (slot > 8 * line && !side ? line : 0));
      const top = Math.round(plot.valToPos(values[day], "y", true));
      bar(
        context,
        { left, top, width, height: Math.max(line, bottom - top) },
        colours[colour],
        partial[day] ? line : 0,
      );
      bars++;
    }
  });
  return bars;
}

/** Draws a bar; with a `line`, as an outline of that width with a light fill. */
function bar(context, { left, top, width, height }, colour, line) {
  const corner = Math.min(width / 4, height, 3 * devicePixelRatio);
  context.fillStyle = colour;
  context.globalAlpha = line ? LIGHT : 1;
  context.beginPath();
  context.roundRect(left, top, width, height, [corner, corner, 0, 0]);
  context.fill();
  context.globalAlpha = 1;
  if (line && width > 4 * line) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.beginPath();
    context.roundRect(left + line / 2, top + line / 2, width - line, height, [corner, corner, 0, 0]);
    context.stroke();
  }
}

/** Draws days as a stepped line for each series; what is not known is a gap over a hatched column. */
export function drawSteps(plot, series, colours) {
  const { ctx: context, bbox } = plot;
  const days = series[0].values.length;
  const slot = bbox.width / days;
  const x = (day) => bbox.left + slot * day;
  context.fillStyle = colours.hatching;
  for (let day = 0; day < days; day++) {
    const unknown = series.filter(({ values }) => values[day] === null).length;
    if (unknown) {
      // A day of which one direction is known is hatched at the foot only, under that one's line.
      const height = unknown === series.length ? bbox.height : 10 * devicePixelRatio;
      context.fillRect(x(day), bbox.top + bbox.height - height, slot, height);
    }
  }
  context.lineWidth = 1.5 * devicePixelRatio;
  context.lineJoin = "round";
  for (const { values, partial, colour } of series) {
    context.strokeStyle = colours[colour];
    for (const light of [false, true]) {
      context.globalAlpha = light ? 0.6 : 1;
      context.setLineDash(light ? [2 * devicePixelRatio, 2 * devicePixelRatio] : []);
      context.beginPath();
      let open = false;
      for (let day = 0; day < days; day++) {
        const known = values[day] !== null;
        if (known && partial[day] === light) {
          const y = plot.valToPos(values[day], "y", true);
          const before = day > 0 && values[day - 1] !== null ? plot.valToPos(values[day - 1], "y", true) : y;
          context[open ? "lineTo" : "moveTo"](x(day), open ? y : before);
          context.lineTo(x(day), y);
          context.lineTo(x(day + 1), y);
        }
        open = known && partial[day] === light;
      }
      context.stroke();
    }
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
  return 0;
}
