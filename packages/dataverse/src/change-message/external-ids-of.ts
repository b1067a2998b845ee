import { toGuid } from '../values/guid.ts';
import { entry, isJsonObject, type JsonObject, member } from '../values/json-object.ts';
import { undoWindows1252 } from './undo-windows-1252.ts';

/**
 * The values of `column` in the pre-images, by record id. Whatever the image's alias: only an image that was
 * registered with the column has it, the uninvited `AsynchronousStepPrimaryName` has not.
 */
export function externalIdsOf(body: JsonObject, column: string | undefined): Record<string, string> {
  const images = column === undefined ? undefined : member(body, 'PreEntityImages');
  const found: [string, string][] = [];
  if (column !== undefined && Array.isArray(images)) {
    for (const item of images) {
      const image = isJsonObject(item) ? member(item, 'value') : undefined;
      if (!isJsonObject(image)) continue;
      const id = toGuid(member(image, 'Id')) ?? toGuid(member(body, 'PrimaryEntityId'));
      const value = asText(entry(member(image, 'Attributes'), column));
      if (id !== null && value !== null) found.push([id, value]);
    }
  }
  return Object.fromEntries(found);
}

function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? undoWindows1252(value) : null;
}
