import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as t from 'io-ts';
import { runBicep, type SAMPLE_ENVIRONMENT } from './run-bicep.ts';

const ResourceCodec = t.intersection([
  t.type({ id: t.string, type: t.string, name: t.string }),
  t.partial({ properties: t.UnknownRecord, sku: t.UnknownRecord }),
]);
const SnapshotCodec = t.type({
  predictedResources: t.array(ResourceCodec),
  diagnostics: t.array(t.unknown),
  outputs: t.record(t.string, t.unknown),
});

/** A resource that a deployment would make, with everything worked out that Azure is not needed for. */
export type PredictedResource = t.TypeOf<typeof ResourceCodec>;
/** Everything that a deployment would make and tell. */
export type Prediction = t.TypeOf<typeof SnapshotCodec>;

/** Where the prediction takes place. */
const PLACE = [
  ['--subscription-id', '00000000-0000-4000-8000-000000000001'],
  ['--tenant-id', '00000000-0000-4000-8000-000000000002'],
  ['--resource-group', 'rg-spotler'],
  ['--location', 'westeurope'],
].flat();

/** Predicts what a deployment with that parameter file of a copy of `infra/azure` would make. */
export function predict(
  program: string,
  folder: string,
  parameterFile: string,
  environment?: Partial<Record<keyof typeof SAMPLE_ENVIRONMENT, string>>,
): Prediction {
  const { status, lines } = runBicep(program, folder, ['snapshot', parameterFile, ...PLACE], environment);
  if (status !== 0) throw new Error(lines.join('\n'));
  const path = join(folder, parameterFile.replace('.bicepparam', '.snapshot.json'));
  const snapshot: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!SnapshotCodec.is(snapshot)) throw new Error('The snapshot has another form than before');
  return snapshot;
}
