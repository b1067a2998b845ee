import { inventedColumns, QUEUE, startServices, until } from '@spotler-connector/local-services';
import type { Fill, SystemsMessage, SystemsRequest, SystemsState } from './systems-protocol.ts';

const DATAVERSE_MS = 20;
const SPOTLER_MS = 50;
const NO_LIMITS = { requests: Number.MAX_SAFE_INTEGER, concurrent: Number.MAX_SAFE_INTEGER };

const services = await startServices({
  dataverse: { latencyMs: DATAVERSE_MS, serviceProtection: NO_LIMITS },
});
const { serviceBus, dataverse, spotler } = services;
let requestsBefore = 0;
let edits = 0;

async function fill({ records, changes, order, refusing }: Fill): Promise<void> {
  spotler.reset();
  const ids: string[] = [];
  for (let n = 0; n < records; n += 1) {
    const columns = { ...inventedColumns('contact', n, 'bench.example'), donotemail: refusing };
    const id = await dataverse.create('contact', columns);
    ids.push(id);
    if (order === 'adjacent') await change(id, changes - 1);
  }
  for (let round = 1; round < changes && order === 'shuffled'; round += 1) {
    // Neighbours in one round are neighbours in no other.
    for (const id of ids.toSorted((a, b) => placeOf(a, round) - placeOf(b, round))) await change(id, 1);
  }
  await until(() => left() >= records * changes, { timeoutMs: 120_000 });
  if (refusing) spotler.seed(ids.map((externalId) => ({ externalId, properties: {} })));
  requestsBefore = dataverse.requests();
  spotler.faults.add({ kind: 'latency', ms: SPOTLER_MS, times: 'until-reset' });
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
    dataverseRequests: dataverse.requests() - requestsBefore,
    spotlerRequests: spotler.requests().length,
    contacts: spotler.contacts().length,
  };
}

function tell(message: SystemsMessage): void {
  process.send?.(message);
}

process.on('message', async (request: SystemsRequest) => {
  if (request.kind === 'fill') await fill(request.fill);
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
