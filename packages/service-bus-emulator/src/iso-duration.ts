const PATTERN = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const UNITS = [86_400_000, 3_600_000, 60_000, 1000];
/** The service's "for ever" is .NET's largest TimeSpan, P10675199DT2H48M5.4775807S. */
const FOR_EVER_DAYS = 10_675_199;

/** Milliseconds of an ISO 8601 duration such as `PT30S`; infinite for the service's "for ever"; undefined when it is none. */
export const parseIsoDuration = (text: string): number | undefined => {
  const match = PATTERN.exec(text);
  if (match === null || text === 'P' || text.endsWith('T')) return undefined;
  if (Number(match[1]) >= FOR_EVER_DAYS) return Number.POSITIVE_INFINITY;
  return UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0);
};
