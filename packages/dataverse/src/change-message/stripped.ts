import { type JsonObject, member } from '../values/json-object.ts';

/**
 * Over 192 KB Dataverse removes ParentContext, InputParameters and images, and sets the property
 * `MessageMaxSizeExceeded` (learn: Azure integration). Whether "removes" means absent, null or empty is not
 * documented, so each counts.
 */
export function isStripped(
  body: JsonObject,
  applicationProperties: Readonly<Record<string, unknown>> | undefined,
): boolean {
  const flag = applicationProperties?.['MessageMaxSizeExceeded'];
  if (flag !== undefined && flag !== null && flag !== false) return true;
  const input = member(body, 'InputParameters');
  return input === undefined || input === null || (Array.isArray(input) && input.length === 0);
}
