export { type BatchLimits, batchNaturally } from './batch-naturally.ts';
