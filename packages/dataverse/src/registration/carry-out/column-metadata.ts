import type { JsonObject } from '../../values/json-object.ts';
import type { DesiredColumn, DesiredTable } from '../desired/desired.ts';

const CRM = 'Microsoft.Dynamics.CRM.';

/** A table's definition with its name column, as a POST to `EntityDefinitions` takes it. */
export function tableMetadata(table: DesiredTable, language: number): JsonObject {
  const { names, label, pluralLabel, description, columns } = table;
  return {
    '@odata.type': `${CRM}EntityMetadata`,
    SchemaName: names.table,
    DisplayName: labelOf(label, language),
    DisplayCollectionName: labelOf(pluralLabel, language),
    Description: labelOf(description, language),
    OwnershipType: 'UserOwned',
    IsActivity: false,
    HasActivities: false,
    HasNotes: false,
    Attributes: columns.filter(({ isName }) => isName).map((column) => columnMetadata(column, language)),
  };
}

/** A column's definition. Lookups are made with a relationship instead; see {@link relationshipMetadata}. */
export function columnMetadata(column: DesiredColumn, language: number): JsonObject {
  const { logicalName, plan, options, standard, isName } = column;
  const shared = {
    SchemaName: logicalName,
    DisplayName: labelOf(plan.label, language),
    RequiredLevel: { Value: 'None' },
  };
  switch (plan.kind) {
    case 'choice':
      return {
        '@odata.type': `${CRM}PicklistAttributeMetadata`,
        ...shared,
        ...Object.fromEntries(standard === null ? [] : [['DefaultFormValue', standard]]),
        OptionSet: {
          '@odata.type': `${CRM}OptionSetMetadata`,
          IsGlobal: false,
          OptionSetType: 'Picklist',
          Options: [...options].map(([value, label]) => ({ Value: value, Label: labelOf(label, language) })),
        },
      };
    case 'instant':
      return { '@odata.type': `${CRM}DateTimeAttributeMetadata`, ...shared, Format: 'DateAndTime' };
    case 'lookup':
    case 'customer':
      return { '@odata.type': `${CRM}LookupAttributeMetadata`, ...shared };
    case 'text':
      return {
        '@odata.type': `${CRM}StringAttributeMetadata`,
        ...shared,
        MaxLength: plan.maxLength ?? 100,
        FormatName: { Value: 'Text' },
        IsPrimaryName: isName,
      };
  }
}

/** The relationship by which a lookup comes into being. A row that it points to can be deleted freely. */
export function relationshipMetadata(table: string, column: DesiredColumn, to: string): JsonObject {
  return {
    SchemaName: `${table}_${column.logicalName}_${to}`,
    ReferencedEntity: to,
    ReferencingEntity: table,
  };
}

/** English text in the environment's base language, without which Dataverse takes no label. */
function labelOf(text: string, language: number): JsonObject {
  const localized = { '@odata.type': `${CRM}LocalizedLabel`, Label: text, LanguageCode: language };
  return { '@odata.type': `${CRM}Label`, LocalizedLabels: [localized] };
}
