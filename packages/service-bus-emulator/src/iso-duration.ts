import { type Duration, parse, serialize } from 'tinyduration';

/** The service's "for ever" is .NET's largest TimeSpan, P10675199DT2H48M5.4775807S. */
const FOREVER = 'P10675199DT2H48M5.4775807S';
const FOREVER_DAYS = 10_675_199;

const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;

/**
 * Milliseconds of an ISO 8601 duration such as `PT30S`; infinite for the service's "for ever"; undefined when
 * it is none. Years, months and weeks are refused, as by the service: a TimeSpan has none. So are negative
 * durations.
 */
export function parseIsoDuration(text: string): number | undefined {
  const duration = parsed(text);
  if (duration === undefined) return undefined;
  const { years = 0, months = 0, weeks = 0 } = duration;
  if (years + months + weeks > 0) return undefined;
  if ((duration.days ?? 0) >= FOREVER_DAYS) return Number.POSITIVE_INFINITY;
  const exact = UNITS.reduce((sum, [unit, milliseconds]) => sum + (duration[unit] ?? 0) * milliseconds, 0);
  return Math.round(exact * 1e6) / 1e6;
}

/** The library throws for what is no duration, but takes blanks, signs and a `T` with nothing behind it. */
function parsed(text: string): Duration | undefined {
  if (/[\s+-]|T$/u.test(text)) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Writes milliseconds as the service does: days, hours, minutes and seconds; its "for ever" for infinity. */
export function formatIsoDuration(milliseconds: number): string {
  if (milliseconds === Number.POSITIVE_INFINITY) return FOREVER;
  let left = milliseconds;
  const amounts = UNITS.map(([unit, length]) => {
    const amount = unit === 'seconds' ? left / length : Math.floor(left / length);
    left -= amount * length;
    return [unit, amount] as const;
  });
  const written = serialize(Object.fromEntries(amounts.filter(([, amount]) => amount > 0)));
  return written === 'P' ? 'PT0S' : written;
}
