import { toGuid } from '../values/guid.ts';
import { entry, isJsonObject, type JsonObject, member } from '../values/json-object.ts';
import { undoWindows1252 } from './undo-windows-1252.ts';

/**
 * The alias under which `infra/dataverse/registration.json` registers the image with the external id column.
 */
export const EXTERNAL_ID_IMAGE = 'spotler';

/**
 * The values of `column` in the pre-images, by record id. Any image that has the value will do; of an image
 * that has none only the registered one says that the record had none, for images leave empty columns out,
 * and somebody else's image may lack the column altogether.
 */
export function externalIdsOf(body: JsonObject, column: string | undefined): Record<string, string | null> {
  const images = column === undefined ? undefined : member(body, 'PreEntityImages');
  const found = new Map<string, string | null>();
  if (column === undefined || !Array.isArray(images)) return {};
  for (const item of images.filter(isJsonObject)) {
    const image = member(item, 'value');
    if (!isJsonObject(image)) continue;
    const id = toGuid(member(image, 'Id')) ?? toGuid(member(body, 'PrimaryEntityId'));
    const value = asText(entry(member(image, 'Attributes'), column));
    const registered = member(item, 'key') === EXTERNAL_ID_IMAGE;
    if (id !== null && (registered || (value !== null && !found.has(id)))) found.set(id, value);
  }
  return Object.fromEntries(found);
}

function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? undoWindows1252(value) : null;
}
