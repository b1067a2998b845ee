export { type BatchLimits, batchNaturally } from './batch-naturally.ts';
export { untilAborted } from './until-aborted.ts';
