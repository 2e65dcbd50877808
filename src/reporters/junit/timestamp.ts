import { NO_MOMENT } from "../clockless.ts";

const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A moment in ISO 8601 as UTC to the second, without zone, as all readers take it; one without zone is UTC already. */
export function utcSeconds(moment: string): string {
  const ms = Date.parse(HAS_ZONE.test(moment) ? moment : `${moment}Z`);
  if (Number.isNaN(ms)) return NO_MOMENT;
  const [seconds = NO_MOMENT] = new Date(ms).toISOString().split(".");
  return seconds.length === NO_MOMENT.length ? seconds : NO_MOMENT;
}
