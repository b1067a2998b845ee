export type { FrontAction, FrontAnswer, FrontPlan, FrontRequest } from './front-action.ts';
export { passAll } from './front-action.ts';
export { GATEWAY_ANSWERS } from './gateway-answers.ts';
export { type FrontRule, scriptedPlan } from './scripted-plan.ts';
export { type SeededPlanOptions, seededPlan } from './seeded-plan.ts';
export { type Front, type FrontOptions, startFront } from './start-front.ts';
