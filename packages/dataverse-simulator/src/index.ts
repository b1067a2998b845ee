export type { Publication, SendPublication } from './publishing/change-publication.ts';
export type { ServiceBusTarget } from './publishing/service-bus-sender.ts';
export {
  type DataverseSimulator,
  type DataverseSimulatorOptions,
  startDataverseSimulator,
} from './start-dataverse-simulator.ts';
export type { Columns, Lookup } from './store/row.ts';
export type { ColumnKind, TableDefinition } from './store/table-definition.ts';
