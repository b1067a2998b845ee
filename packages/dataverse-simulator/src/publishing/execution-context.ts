import type { RowChange } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { contractDate, contractType, entityReference, type KeyValue } from './contract-value.ts';
import { imageEntity, targetEntity } from './entity.ts';

/** The simulated organization. */
export interface Organization {
  readonly id: string;
  readonly name: string;
  /** The organization's URL, as it stands in the application properties; empty until the server listens. */
  url: string;
  readonly userId: string;
  readonly businessUnitId: string;
}

/** Particulars of one message besides the change. */
export interface Delivery {
  /** The system job; a repetition of the same delivery has the same. */
  readonly operationId: string;
  /** The registered step. */
  readonly stepId: string;
  /** Images that the step registers. */
  readonly preImages: readonly KeyValue[];
  readonly postImages: readonly KeyValue[];
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The body of an asynchronous step's message: the 30 members that Dataverse online writes, in its order. */
export function executionContext(
  change: RowChange,
  definition: TableDefinition,
  organization: Organization,
  delivery: Delivery,
): Readonly<Record<string, unknown>> {
  const context = contextOf(change, definition, organization, delivery, 40);
  return { ...context, ParentContext: parentOf(change, definition, organization, delivery) };
}

/** The stage 30 context inside: the caller's own request, about the same row here. */
function parentOf(
  change: RowChange,
  definition: TableDefinition,
  organization: Organization,
  delivery: Delivery,
): unknown {
  const context = contextOf(
    change,
    definition,
    organization,
    { ...delivery, preImages: [], postImages: [] },
    30,
  );
  const parameters = [
    ...inputParameters(change, definition),
    { key: 'SuppressDuplicateDetection', value: false },
  ];
  return { ...context, InputParameters: parameters, PostEntityImages: [], Stage: 30 };
}

function contextOf(
  change: RowChange,
  definition: TableDefinition,
  organization: Organization,
  delivery: Delivery,
  stage: number,
): Readonly<Record<string, unknown>> {
  const id = rowId(change);
  return {
    BusinessUnitId: organization.businessUnitId,
    CorrelationId: change.correlationId,
    Depth: 1,
    InitiatingUserAgent: '',
    InitiatingUserAzureActiveDirectoryObjectId: NOBODY,
    InitiatingUserId: organization.userId,
    InputParameters: inputParameters(change, definition),
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: 1,
    MessageName: change.message,
    Mode: 1,
    OperationCreatedOn: contractDate(Math.floor(change.at / 1000) * 1000, '+0000'),
    OperationId: delivery.operationId,
    OrganizationId: organization.id,
    OrganizationName: organization.name,
    OutputParameters: change.message === 'Create' ? [{ key: 'id', value: id }] : [],
    OwningExtension: entityReference('sdkmessageprocessingstep', delivery.stepId, null, false),
    ParentContext: null,
    PostEntityImages: [...uninvitedImage(change, definition), ...delivery.postImages],
    PreEntityImages: delivery.preImages,
    PrimaryEntityId: id,
    PrimaryEntityName: definition.logicalName,
    RequestId: null,
    SecondaryEntityName: 'none',
    SharedVariables: [{ key: 'IsAutoTransact', value: true }],
    Stage: stage,
    UserAzureActiveDirectoryObjectId: NOBODY,
    UserId: organization.userId,
  };
}

function inputParameters(change: RowChange, definition: TableDefinition): KeyValue[] {
  const id = rowId(change);
  if (change.message === 'Delete' || change.message === 'Restore') {
    return [{ key: 'Target', value: entityReference(definition.logicalName, id, null) }];
  }
  if (change.message === 'Merge') {
    return [
      { key: 'Target', value: entityReference(definition.logicalName, id, null) },
      { key: 'SubordinateId', value: change.subordinateId ?? NOBODY },
      { key: 'UpdateContent', value: targetEntity(definition, NOBODY, change.submitted) },
      { key: 'PerformParentingChecks', value: false },
    ];
  }
  if (change.message === 'SetState' || change.message === 'SetStateDynamicEntity') {
    return stateParameters(change, definition);
  }
  const stamp = change.after?.columns['modifiedon'] ?? null;
  const columns = {
    ...change.submitted,
    [definition.primaryKey]: id,
    modifiedon: stamp,
    modifiedonbehalfby: null,
  };
  return [{ key: 'Target', value: targetEntity(definition, id, columns) }];
}

/**
 * An old request of clients for a change of state: it names the row without a Target (learn: register a
 * plug-in).
 */
function stateParameters(change: RowChange, definition: TableDefinition): KeyValue[] {
  const code = (column: string) => ({
    __type: contractType('OptionSetValue'),
    Value: change.submitted[column],
  });
  return [
    { key: 'EntityMoniker', value: entityReference(definition.logicalName, rowId(change), null) },
    { key: 'State', value: code('statecode') },
    { key: 'Status', value: code('statuscode') },
  ];
}

/** Asynchronous steps get it whether they registered an image or not; a Delete has no row to take it from. */
function uninvitedImage(change: RowChange, definition: TableDefinition): KeyValue[] {
  const row = change.after;
  if (row === null) return [];
  const { primaryName, primaryKey } = definition;
  const columns = { [primaryName]: row.columns[primaryName] ?? null, [primaryKey]: row.id };
  return [{ key: 'AsynchronousStepPrimaryName', value: imageEntity(definition, row.id, columns) }];
}

function rowId(change: RowChange): string {
  return change.after?.id ?? change.before?.id ?? NOBODY;
}
