import { registerHooks } from 'node:module';

const BOTH_SYSTEMS = '/packages/adapters/src/connect-systems.ts';
const QUEUE = '/packages/service-bus/src/receiving/receive-messages.ts';
const SECOND_LOOKS = '/apps/worker/src/open-second-looks.ts';
const RECORD_WORK = '/apps/worker/src/work/record-work.ts';
const FORGET = 'if (record.waiters === 0) pending.delete(key);';
/** As much as a message holds. */
const RETAIN = 'Object.assign(record, { message: new Uint8Array(10_240).fill(1) });';

/**
 * Loaded into the worker before anything else: its queue and both systems are those of
 * `in-memory-systems.ts`. With `leaking` in the address it retains a map of every record ever seen, instead
 * of forgetting those that are done; with `real-queue` only both systems are replaced.
 */
const { search, searchParams } = new URL(import.meta.url);
const systems = new URL(`./in-memory-systems.ts${search}`, import.meta.url).href;
const replaced = searchParams.has('real-queue') ? [BOTH_SYSTEMS] : [BOTH_SYSTEMS, QUEUE];
const noSecondLooks = new URL('./no-second-looks.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (resolved.url.endsWith(SECOND_LOOKS)) return { ...resolved, url: noSecondLooks };
    return replaced.some((file) => resolved.url.endsWith(file)) ? { ...resolved, url: systems } : resolved;
  },
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!searchParams.has('leaking') || !url.endsWith(RECORD_WORK)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(FORGET)) throw new Error(`There is no "${FORGET}" in ${RECORD_WORK} any more`);
    return { ...loaded, source: source.replace(FORGET, RETAIN) };
  },
});
