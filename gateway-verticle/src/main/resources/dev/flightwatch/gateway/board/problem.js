// What a failed request means to the visitor: what happened, and what to do.

import { ApiError } from "./api.js";
import { t, time } from "./text.js";
import "./text/problem.js";

const CODES_WITH_TEXT = [
  "invalid_credentials",
  "known_address",
  "wrong_password",
  "registration_closed",
  "too_many_tokens",
  "too_many_interests",
  "user_deleted",
  "unknown_airport",
  "unreachable",
];

const CODE_TO_KIND = { too_many_tries: "tries", too_many_registrations: "registrations" };

/** Returns a function that says what went wrong and what to do, in the language of the page. */
export function problemText(error) {
  if (!(error instanceof ApiError)) {
    throw error;
  }
  const { code, status, message, correlationId, retryAfterSeconds } = error;
  if (code === "wrong_origin") {
    return () => t("problem.wrong_origin", { origin: location.origin });
  }
  if (CODES_WITH_TEXT.includes(code)) {
    return () => t(`problem.${code}`);
  }
  if (status === 401) {
    return () => t("problem.ended");
  }
  if (status === 429) {
    const until = new Date(Date.now() + (retryAfterSeconds ?? 60) * 1000);
    const count = Math.ceil((retryAfterSeconds ?? 60) / 60);
    return () => t(`problem.${CODE_TO_KIND[code] ?? "requests"}`, { count, until: time(until) });
  }
  if (error.passes) {
    return () => t("problem.unavailable");
  }
  return () => t("problem.other", { message, id: correlationId ?? "-" });
}
