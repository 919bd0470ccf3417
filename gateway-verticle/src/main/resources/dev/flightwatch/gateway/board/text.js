// Texts, numbers and times in the visitor's language.

import { preferences } from "./preferences.js";

const LANGUAGES = ["en", "it"];
const texts = { en: {}, it: {} };
const formats = new Map();
const dates = new Map();
const spoken = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => LANGUAGES.includes(tag)) ?? "en";

/** Adds the texts of one part of the page: the same keys in each language. */
export function addTexts(languageToTexts) {
  for (const language of LANGUAGES) {
    Object.assign(texts[language], languageToTexts[language]);
  }
}

/** Returns the language of the page: the one chosen, or the first of the browser's that is known, or English. */
export function language() {
  return preferences().language ?? spoken;
}

/** Numbers and times follow the browser's region where it speaks the page's language. */
function locale() {
  return navigator.languages.find((tag) => tag.slice(0, 2) === language()) ?? language();
}

/** Returns a formatter of Intl for the page's language; the same options give the same object. */
export function format(Type, options) {
  const key = Type.name + locale() + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Type(locale(), options));
  }
  return formats.get(key);
}

/**
 * Returns a text. `{name}` is replaced by a value; with `count`, the key is that of the plural form (`key.one`,
 * `key.other`) and the number is formatted.
 */
export function t(key, values = {}) {
  const table = texts[language()];
  const form = "count" in values ? `${key}.${format(Intl.PluralRules, {}).select(values.count)}` : key;
  const text = table[form] ?? table[`${key}.other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : (values[name] ?? ""),
  );
}

export function number(value, digits = 0) {
  return format(Intl.NumberFormat, { maximumFractionDigits: digits }).format(value);
}

export function percent(share) {
  return format(Intl.NumberFormat, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** Returns the time zone that times are shown in: the airport's, or UTC where the visitor prefers it. */
export function zoneOf(airport) {
  return preferences().zone === "utc" ? "UTC" : (airport?.timezone ?? "UTC");
}

/** Returns the time zone of times that belong to no airport: the visitor's, or UTC where they prefer it. */
export function zoneOfVisitor() {
  return preferences().zone === "utc" ? "UTC" : undefined;
}

/** Returns the time of day of a date, such as 14:05. */
export function time(date, timeZone) {
  return format(Intl.DateTimeFormat, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(date);
}

/** Returns a day, such as Thu 27 Nov. */
export function day(date, timeZone) {
  return format(Intl.DateTimeFormat, { weekday: "short", day: "numeric", month: "short", timeZone }).format(date);
}

/** Returns a day with its year. */
export function longDay(date, timeZone) {
  return format(Intl.DateTimeFormat, { dateStyle: "long", timeZone }).format(date);
}

/** Returns the date of a moment in a time zone, such as 2026-11-27. */
export function dateIn(timeZone, at) {
  if (!dates.has(timeZone)) {
    dates.set(timeZone, new Intl.DateTimeFormat("sv-SE", { timeZone }));
  }
  return dates.get(timeZone).format(at);
}

/** Returns the date some days before a date. */
export function dayBefore(date, days) {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Returns a moment for people: the time today, the day and time otherwise. */
export function moment(date, timeZone) {
  const today = format(Intl.DateTimeFormat, { dateStyle: "short", timeZone });
  const clock = time(date, timeZone);
  return today.format(date) === today.format(new Date()) ? clock : `${day(date, timeZone)} ${clock}`;
}

/** Returns how long ago or ahead a moment is, such as "3 min. ago". */
export function relative(date, now = Date.now()) {
  const seconds = Math.round((date - now) / 1000);
  const units = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ];
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return format(Intl.RelativeTimeFormat, { numeric: "always", style: "short" }).format(
    Math.trunc(seconds / length),
    unit,
  );
}

/** Returns the name of a weekday, Monday being 0. */
export function weekday(index, style = "short") {
  return format(Intl.DateTimeFormat, { weekday: style, timeZone: "UTC" }).format(Date.UTC(2024, 0, 1 + index));
}

/** Returns the name of a country by its ISO 3166 code. */
export function country(code) {
  return code ? (format(Intl.DisplayNames, { type: "region" }).of(code) ?? code) : "";
}
