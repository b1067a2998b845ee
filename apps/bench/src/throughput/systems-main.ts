import { systemClock } from '@spotler-connector/clock';
import { inventedColumns, QUEUE, startServices, until } from '@spotler-connector/local-services';
import { keepBacklog } from './keep-backlog.ts';
import { measureDelays } from './measure-delays.ts';
import {
  type Backlog,
  DATAVERSE_MS,
  type EvenChanges,
  type Fill,
  SPOTLER_MS,
  type SystemsMessage,
  type SystemsRequest,
  type SystemsState,
} from './systems-protocol.ts';

const NO_LIMITS = { requests: Number.MAX_SAFE_INTEGER, concurrent: Number.MAX_SAFE_INTEGER };

const services = await startServices({
  // Then nothing but what is sent reaches the queue that the worker reads.
  queue: process.argv.includes('--elsewhere') ? { name: 'elsewhere', options: {} } : undefined,
  dataverse: { latencyMs: DATAVERSE_MS, serviceProtection: NO_LIMITS },
});
const { serviceBus, dataverse, spotler } = services;
const delays = measureDelays(serviceBus, QUEUE);
let ids: string[] = [];
let requestsBefore = 0;
let edits = 0;
let completed = 0;
serviceBus.onEvent(({ kind }) => {
  if (kind === 'completed') completed += 1;
});

async function fill({ records, changes, order, refusing, known = refusing }: Fill): Promise<void> {
  spotler.reset();
  delays.forget();
  ids = [];
  for (let n = 0; n < records; n += 1) {
    const id = await create(n, refusing);
    if (order === 'adjacent') await change(id, changes - 1);
  }
  for (let round = 1; round < changes && order === 'shuffled'; round += 1) {
    // Neighbours in one round are neighbours in no other.
    for (const id of ids.toSorted((a, b) => placeOf(a, round) - placeOf(b, round))) await change(id, 1);
  }
  await until(() => left() >= records * changes, { timeoutMs: 120_000 });
  if (known) spotler.seed(ids.map((externalId) => ({ externalId, properties: {} })));
  begin();
}

/** Counts from now on, and has Spotler take its time. */
function begin(): void {
  requestsBefore = dataverse.requests();
  completed = 0;
  spotler.faults.add({ kind: 'latency', ms: SPOTLER_MS, times: 'until-reset' });
}

async function create(number: number, refusing: boolean): Promise<string> {
  const columns = { ...inventedColumns('contact', number, 'bench.example'), donotemail: refusing };
  const id = await dataverse.create('contact', columns);
  ids.push(id);
  return id;
}

async function fillBacklog({ waiting, records }: Backlog): Promise<void> {
  for (let n = 0; n < records; n += 1) await create(n, false);
  await keepBacklog({ serviceBus, queue: QUEUE, ids, waiting });
  begin();
}

/** Changes the records in turn. Changes that are late are made at once, so that the rate is kept. */
async function changeEvenly({ perSecond, changes }: EvenChanges): Promise<void> {
  delays.forget();
  const begun = systemClock.monotonic();
  for (let made = 0; made < changes; made += 1) {
    const early = begun + (made * 1_000) / perSecond - systemClock.monotonic();
    if (early > 0) await systemClock.sleep(early);
    const id = ids[made % ids.length];
    if (id !== undefined) await change(id, 1);
  }
  await until(() => left() === 0, { timeoutMs: 60_000 });
}

async function change(id: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    edits += 1;
    await dataverse.update('contact', id, { address1_city: `City ${edits}` });
  }
}

function placeOf(id: string, round: number): number {
  return Number.parseInt(id.slice(round % 4, (round % 4) + 4), 16);
}

function left(): number {
  return serviceBus.counts(QUEUE).activeMessageCount;
}

function state(): SystemsState {
  return {
    left: left(),
    completed,
    dataverseRequests: dataverse.requests() - requestsBefore,
    spotlerRequests: spotler.requests().length,
    contacts: spotler.contacts().length,
    delays: delays.percentiles(),
  };
}

function tell(message: SystemsMessage): void {
  process.send?.(message);
}

process.on('message', async (request: SystemsRequest) => {
  if (request.kind === 'fill') await fill(request.fill);
  if (request.kind === 'even-changes') await changeEvenly(request.evenChanges);
  if (request.kind === 'backlog') await fillBacklog(request.backlog);
  tell({ kind: 'state', state: state() });
});
process.on('disconnect', () => process.exit(0));
const { baseUrl, consumerKey, consumerSecret } = spotler;
tell({
  kind: 'addresses',
  addresses: {
    serviceBus: { connectionString: serviceBus.connectionString },
    dataverse: { url: dataverse.url },
    spotler: { baseUrl, consumerKey, consumerSecret },
  },
});
