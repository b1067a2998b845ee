export {
  type BulkPage,
  type BulkReader,
  type BulkReaderOptions,
  createBulkReader,
} from './bulk/bulk-reader.ts';
export { hasGoneBack, isExpiredLink } from './bulk/changes-link.ts';
export type { BulkPageRequest } from './bulk/early-pages.ts';
export { decodeChangeMessage, type MessageContext } from './change-message/decode-change-message.ts';
export type {
  ChangeMessage,
  DecodedMessage,
  ForeignMessage,
  JobMessage,
  MalformedMessage,
} from './change-message/decoded-message.ts';
export {
  jobLookMessage,
  type LookReason,
  type LookRequest,
  lookMessage,
  lookReasonOf,
} from './change-message/look-message.ts';
export type { MalformedProblem, MalformedReport } from './change-message/malformed-report.ts';
export { type MessageOwner, ownerOfMessage } from './change-message/message-organization.ts';
export type { ColumnProblem, ColumnProblemKind, TableAccess } from './column-access/column-access.ts';
export {
  type ColumnAccess,
  type ColumnAccessOptions,
  createColumnAccess,
} from './column-access/create-column-access.ts';
export { ConfigurationFileError } from './configuration-file/configuration-file-error.ts';
export { checkFieldMapping, type SpotlerPropertyShape } from './field-mapping/check-field-mapping.ts';
export { defaultFieldMapping } from './field-mapping/default-field-mapping.ts';
export type { FieldMapping, MappingRule } from './field-mapping/field-mapping.ts';
export { parseFieldMapping } from './field-mapping/parse-field-mapping.ts';
export { createRecordSource } from './record-source/create-record-source.ts';
export {
  EXTERNAL_ID_UNKNOWN,
  type ExternalIdFallback,
  type ExternalIdRules,
  externalIdFor,
} from './record-source/external-id.ts';
export type { RecordReading } from './record-source/record-reading.ts';
export type {
  DataverseRecordSource,
  ReadOptions,
  RecordCallOptions,
  RecordConnection,
  RecordSourceOptions,
} from './record-source/record-source.ts';
export type { DesiredState } from './registration/desired/desired.ts';
export type { EndpointTarget } from './registration/desired/desired-endpoint.ts';
export { desiredState } from './registration/desired/desired-state.ts';
export { defaultRegistration, parseRegistration } from './registration/desired/parse-registration.ts';
export type { Registration } from './registration/desired/registration.ts';
export type { RegistrationChoices } from './registration/desired/registration-choices.ts';
export { isDrift, type Mend, type Plan, type PlanItem, type PlanState } from './registration/plan/plan.ts';
export type { FailedJobs } from './registration/present/read-failed-jobs.ts';
export {
  isRegisteredIdColumn,
  readRegisteredIdColumns,
} from './registration/present/registered-id-columns.ts';
export { createRegistrar, isBlocked, needsKey, type Registrar } from './registration/registrar.ts';
export { tablesWithRetention } from './retention/tables-with-retention.ts';
export { createJobStore, type JobCallOptions, type JobStore } from './spotler-job/create-job-store.ts';
export type { JobTable } from './spotler-job/job-table.ts';
export { type ListedOrder, listOrders, type OrderPage } from './spotler-job/list-jobs.ts';
export { defaultJobTable, parseJobTable } from './spotler-job/parse-job-table.ts';
export type { JobResult, SpotlerJob, StandingJob } from './spotler-job/spotler-job.ts';
export type { QuestionAnswer, RowQuestion } from './web-api/ask-rows.ts';
export type { DataverseAuthentication } from './web-api/authentication.ts';
export { connectDataverse, type DataverseConnection } from './web-api/connection.ts';
export type { ConnectionOptions } from './web-api/connection-options.ts';
export { DataverseError, type DataverseErrorKind, type DataverseFailure } from './web-api/dataverse-error.ts';
export type { JoinQuestions, QuestionKind } from './web-api/joined-questions.ts';
export type { PageRequest, RowPage } from './web-api/read-pages.ts';
export type { RowAnswer } from './web-api/row-answer.ts';
export type { RowFilter, RowQuery } from './web-api/row-query.ts';
export type { RowReader } from './web-api/row-reader.ts';
export type { ColumnsQuery } from './web-api/table-columns.ts';
export type { UpdateOutcome } from './web-api/update-row.ts';
export type { DataverseIdentity } from './web-api/web-api-functions.ts';
