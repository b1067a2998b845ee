import { fileURLToPath } from 'node:url';
import type { Browser } from '@spotler-connector/browser-testing';
import { systemClock } from '@spotler-connector/clock';
import { aReader, aShownStack, type ShownStack } from '@spotler-connector/local-page/testing';
import { aChangeMessage, sendAll } from '@spotler-connector/local-services';

/** The page under load. */
export interface LoadCost {
  /** The most time in which the page did not answer, in milliseconds. */
  readonly maxTaskMs: number;
  /** Elements of the page. */
  readonly elements: number;
  /** Bytes that the page's script holds, after a while and at the end. */
  readonly heap: readonly [number, number];
}

/** Size of the load. */
export interface LoadSize {
  readonly records: number;
  readonly perSecond: number;
  readonly seconds: number;
}

const FAST_WORKER = fileURLToPath(new URL('fast-worker.ts', import.meta.url));
const OBSERVE = `globalThis.maxTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.maxTask = Math.max(globalThis.maxTask, duration);
  }).observe({ type: 'longtask' });`;

/**
 * Shows many records, and then has so many records, contacts, messages and decisions change in each second.
 */
export async function measureLoad(browser: Browser, size: LoadSize): Promise<LoadCost> {
  const stack = await aShownStack({ entry: FAST_WORKER, registered: false });
  try {
    const ids = await fill(stack, size.records);
    const reader = await aReader(browser, stack.page.url);
    await reader.choose(`Person ${size.records}`);
    await reader.page.evaluate(OBSERVE);
    await change(stack, ids, { ...size, seconds: Math.ceil(size.seconds / 2) });
    const before = await heapOf(reader.page);
    await change(stack, ids, { ...size, seconds: Math.ceil(size.seconds / 2) });
    return {
      maxTaskMs: Number(await reader.page.evaluate('globalThis.maxTask')),
      elements: Number(await reader.page.evaluate('document.querySelectorAll("*").length')),
      heap: [before, await heapOf(reader.page)],
    };
  } finally {
    await stack.close();
  }
}

async function heapOf(page: { evaluate(expression: string): Promise<unknown> }): Promise<number> {
  return Number(await page.evaluate('performance.memory.usedJSHeapSize'));
}

async function fill({ services }: ShownStack, records: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= records; number += 1) {
    const columns = {
      firstname: 'Invented',
      lastname: `Person ${number}`,
      emailaddress1: `p${number}@example.org`,
    };
    ids.push(await services.dataverse.create('contact', columns));
  }
  services.spotler.seed(ids.map((externalId) => ({ externalId, properties: { lastName: 'Invented' } })));
  return ids;
}

/** Each second in ten steps, so that the page has no second to itself. */
async function change(stack: ShownStack, ids: readonly string[], size: LoadSize): Promise<void> {
  const { dataverse, spotler, serviceBus } = stack.services;
  const end = systemClock.monotonic() + size.seconds * 1_000;
  for (let step = 0; systemClock.monotonic() < end; step += 1) {
    const began = systemClock.monotonic();
    const count = size.perSecond / 10;
    const some = Array.from({ length: count }, (_, place) => ids[(step * count + place) % ids.length] ?? '');
    for (const id of some) await dataverse.update('contact', id, { address1_city: `City ${step}` });
    spotler.seed(some.map((externalId) => ({ externalId, properties: { city: `City ${step}` } })));
    await sendAll(
      serviceBus.connectionString,
      some.map((id) => aChangeMessage(id)),
    );
    await systemClock.sleep(100 - (systemClock.monotonic() - began));
  }
}
