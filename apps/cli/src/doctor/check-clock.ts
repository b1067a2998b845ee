import type { Clock } from '@spotler-connector/clock';
import type { Terminal } from '../terminal/terminal.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

/** Asks a server for its time, in milliseconds since 1970; undefined when it does not say. */
export type AskTime = (url: string) => Promise<number | undefined>;

/** Clocks that are compared. */
export interface ClocksUnderCheck {
  /** Names and addresses of servers. */
  readonly servers: readonly { readonly name: string; readonly url: string }[];
  readonly askTime: AskTime;
  /** This machine's clock. */
  readonly clock: Pick<Clock, 'now'>;
  readonly terminal: Pick<Terminal, 'debug'>;
}

/** Signatures and tokens bear a time. Spotler documents no tolerance; five minutes is what others have. */
const MAX_SKEW_MS = 300_000;
const MAX_UNNOTICED_SKEW_MS = 30_000;

/** Compares this machine's clock with those of servers. One that can't be asked has a check of its own. */
export async function checkClock({
  servers,
  askTime,
  clock,
  terminal,
}: ClocksUnderCheck): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, url } of servers) {
    try {
      const before = clock.now();
      const theirs = await askTime(url);
      if (theirs !== undefined) findings.push(finding(name, (before + clock.now()) / 2 - theirs));
    } catch (error) {
      terminal.debug(error);
    }
  }
  return findings;
}

function finding(name: string, skewMs: number): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const says = `This machine's clock is ${seconds} s ${skewMs < 0 ? 'behind' : 'ahead of'} that of ${name}.`;
  const remedy = 'Let it be set by a time server: signatures and tokens bear a time.';
  if (Math.abs(skewMs) > MAX_SKEW_MS) return failed('clock', says, remedy);
  if (Math.abs(skewMs) > MAX_UNNOTICED_SKEW_MS) return warning('clock', says, remedy);
  return ok('clock', `This machine's clock agrees with that of ${name}.`);
}
