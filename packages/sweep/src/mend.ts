import type { Finding } from './finding.ts';
import { isMended } from './sweep-summary.ts';

/** Options of mending. */
export interface MendingOptions {
  /** Findings in the order of their places. */
  readonly findings: AsyncIterable<Finding>;
  /** Whether contacts whose id may come from elsewhere are erased too. */
  readonly foreignIdsToo: boolean;
  /** The place up to which an earlier run has come; -1 for none. */
  readonly mendedTo: number;
  /** How many are handed on at once at most. */
  readonly together: number;
  /** Hands findings on to the workers. Rejects when it is not known whether they have them. */
  readonly send: (findings: readonly Finding[]) => Promise<void>;
  /** Called when all findings up to a place were handed on. */
  readonly onMended: (place: number, count: number) => Promise<void>;
  /** Ends it after those in hand. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Hands every finding that is to be mended on to the workers, which look at the record as it is then. Gives
 * how many. After a crash those of one handful may be handed on twice, which changes nothing.
 */
export async function mend(options: MendingOptions): Promise<number> {
  const { findings, foreignIdsToo, mendedTo, together, send, onMended, signal } = options;
  let part: Finding[] = [];
  let sent = 0;

  async function flush(): Promise<void> {
    const last = part.at(-1);
    if (last === undefined) return;
    await send(part);
    sent += part.length;
    await onMended(last.place, part.length);
    part = [];
  }

  for await (const finding of findings) {
    if (finding.place <= mendedTo || !isMended(finding, foreignIdsToo)) continue;
    if (signal?.aborted === true) break;
    part.push(finding);
    if (part.length >= together) await flush();
  }
  await flush();
  return sent;
}
