import { type Finding, failed, ok, warning } from './finding.ts';

/** Asks a server for its time, in milliseconds since 1970; undefined when it does not say. */
export type AskTime = (url: string) => Promise<number | undefined>;

/** What is compared. */
export interface ClocksUnderCheck {
  /** Names and addresses of servers. */
  servers: readonly { name: string; url: string }[];
  askTime: AskTime;
  /** This machine's clock, in milliseconds since 1970. */
  now: () => number;
}

/** Signatures and tokens bear a time. Spotler documents no tolerance; five minutes is what others have. */
const TOO_FAR_MS = 300_000;
const FAR_MS = 30_000;

/** How far this machine's clock is from those of the servers. One that can't be asked is left out. */
export async function checkClock({ servers, askTime, now }: ClocksUnderCheck): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, url } of servers) {
    const before = now();
    const theirs = await askTime(url).catch(() => undefined);
    if (theirs !== undefined) findings.push(finding(name, (before + now()) / 2 - theirs));
  }
  return findings;
}

function finding(name: string, skewMs: number): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const says = `This machine's clock is ${seconds} s ${skewMs < 0 ? 'behind' : 'ahead of'} that of ${name}.`;
  const remedy = 'Let it be set by a time server: signatures and tokens bear a time.';
  if (Math.abs(skewMs) > TOO_FAR_MS) return failed('clock', says, remedy);
  if (Math.abs(skewMs) > FAR_MS) return warning('clock', says, remedy);
  return ok('clock', `This machine's clock agrees with that of ${name}.`);
}
