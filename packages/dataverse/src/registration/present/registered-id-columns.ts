import { toGuid } from '../../values/guid.ts';
import { quoted } from '../../values/quoted.ts';
import type { Registration } from '../desired/registration.ts';
import type { RegistrationReader } from './read-events.ts';

const STEPS = 'sdkmessageprocessingsteps';
const STEP_ID = 'sdkmessageprocessingstepid';
const IMAGES = 'sdkmessageprocessingstepimages';
const IMAGE_ID = 'sdkmessageprocessingstepimageid';
const OF_STEP = '_sdkmessageprocessingstepid_value';

/**
 * Reads which columns of external ids the registered steps send: the one that everybody has registered with
 * who acts on this environment's messages. Empty when contacts go by their records' own ids; undefined when
 * nothing of ours is registered, so that nobody has said yet.
 *
 * @throws {DataverseError}
 */
export async function readRegisteredIdColumns(
  connection: RegistrationReader,
  { prefix }: Pick<Registration, 'prefix'>,
  signal?: AbortSignal,
): Promise<readonly string[] | undefined> {
  // Both at once, so that they can share a request: images are found by their own names.
  const ofOurs = { filter: `startswith(name,${quoted(prefix)})` };
  const [steps, images] = await Promise.all([
    connection.list(
      { entitySet: STEPS, primaryKey: STEP_ID, columns: [STEP_ID], annotations: null },
      ofOurs,
      signal,
    ),
    connection.list(
      {
        entitySet: IMAGES,
        primaryKey: IMAGE_ID,
        columns: [IMAGE_ID, OF_STEP, 'attributes'],
        annotations: null,
      },
      ofOurs,
      signal,
    ),
  ]);
  const ids = new Set(steps.flatMap((row) => toGuid(row[STEP_ID]) ?? []));
  if (ids.size === 0) return undefined;
  const ours = images.filter((image) => ids.has(toGuid(image[OF_STEP]) ?? ''));
  return [...new Set(ours.flatMap(({ attributes }) => columnsIn(attributes)))].sort();
}

/** Whether a configured column of external ids is the one that the registered steps send. Pure. */
export function isRegisteredIdColumn(
  column: string | undefined,
  registered: readonly string[] | undefined,
): boolean {
  if (registered === undefined) return true;
  return column === undefined ? registered.length === 0 : registered.length === 1 && registered[0] === column;
}

function columnsIn(attributes: unknown): string[] {
  return typeof attributes === 'string' && attributes !== ''
    ? attributes.split(',').map((name) => name.trim())
    : [];
}
