import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Garbage that may pile up. */
const MAX_GROWTH_BYTES = 16 * 1024 * 1024;

/**
 * Builds a function that collects garbage when much has piled up. A page is 10 MB of text and several times
 * that once it is parsed. V8 lets such texts lie until the heap has grown to a part of the machine's memory,
 * and a sweep that fits into 300 MB then takes a gigabyte.
 */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  // New objects get no more room than they have now.
  setFlagsFromString('--semi-space-growth-factor=1');
  const collect: unknown = runInNewContext('gc');
  let after = usedBytes();
  return () => {
    if (typeof collect !== 'function' || usedBytes() - after < MAX_GROWTH_BYTES) return;
    collect();
    after = usedBytes();
  };
}

function usedBytes(): number {
  const { heapUsed, external } = memoryUsage();
  return heapUsed + external;
}
