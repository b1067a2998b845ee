import { textLike, truth, wholeNumber } from '../values/text-decoder.ts';
import { declare } from '../variable.ts';

/** The variables about Spotler Jobs, in the order of the documentation. */
export const JOB_VARIABLES = {
  maxDeliveryCount: declare({
    name: 'SERVICE_BUS_MAX_DELIVERY_COUNT',
    group: 'Service Bus',
    decoder: wholeNumber(1, 2000),
    fallback: '10',
    description:
      'The maximum delivery count, as the queue or subscription has it. A Spotler Job that fails in its last ' +
      'delivery says so.',
  }),
  spotlerJobs: declare({
    name: 'SPOTLER_JOBS',
    group: 'Dataverse',
    decoder: truth,
    fallback: 'true',
    description:
      'Carry out Spotler Jobs, and keep contacts away for which one stands. Set to false where Dataverse has no ' +
      'such table. docs/spotler-jobs.md explains them.',
  }),
  spotlerJobFile: declare({
    name: 'SPOTLER_JOB_FILE',
    group: 'Dataverse',
    decoder: textLike('the path of a JSON file', /\S/),
    when: 'when the table of Spotler Jobs is called otherwise than ours, and SPOTLER_JOBS is on',
    description:
      'What the table, its columns and options are called, in the form of packages/dataverse/config/spotler-job.json.',
  }),
} as const;
