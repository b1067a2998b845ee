import type { RowChange } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import type { Publication } from './change-publication.ts';
import { claims } from './claims.ts';
import { executionContext, type Organization } from './execution-context.ts';
import type { RegisteredStep } from './registered-step.ts';
import { stepImages } from './step-images.ts';

/** Above this many bytes Dataverse leaves members out (learn: Azure integration). */
export const MAX_MESSAGE_BYTES = 192 * 1024;

const STRIPPED = { InputParameters: [], ParentContext: null, PostEntityImages: [], PreEntityImages: [] };

/**
 * The message that a step sends for a change; null when even without parameters and images it is too large,
 * in which case Dataverse sends none.
 */
export function publicationOf(
  change: RowChange,
  definition: TableDefinition,
  step: RegisteredStep,
  organization: Organization,
  ids: { operationId: string; stepId: string },
): Publication | null {
  const context = executionContext(change, definition, organization, {
    ...ids,
    preImages: stepImages(step, 'pre', change, definition),
    postImages: stepImages(step, 'post', change, definition),
  });
  const applicationProperties = claims(organization, definition.logicalName, change.message);
  const whole = jsonBytes(context);
  if (whole.byteLength <= MAX_MESSAGE_BYTES) {
    return { body: whole, contentType: 'application/json', applicationProperties };
  }
  const stripped = jsonBytes({ ...context, ...STRIPPED });
  if (stripped.byteLength > MAX_MESSAGE_BYTES) return null;
  return {
    body: stripped,
    contentType: 'application/json',
    applicationProperties: { ...applicationProperties, MessageMaxSizeExceeded: true },
  };
}

/** Slashes are escaped on the wire, as .NET's JSON serializer does. */
function jsonBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value).replaceAll('/', '\\/'), 'utf8');
}
