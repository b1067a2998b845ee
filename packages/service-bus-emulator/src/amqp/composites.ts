/**
 * The composite types of AMQP 1.0 that stand inside frames and messages: part 2 (errors) and part 3
 * (messaging).
 */
import { byDescriptor, type Composite, composite, type FrameFields } from './composite.ts';
import { define, may, must } from './composite-type.ts';
import { PERFORMATIVE, SASL } from './performatives.ts';

const TERMINUS = [
  may('address', 'any'),
  may('durable', 'uint', 0),
  may('expiry_policy', 'symbol', 'session-end'),
  may('timeout', 'uint', 0),
  may('dynamic', 'boolean', false),
  may('dynamic_node_properties', 'any'),
] as const;

/** The two ends of a link. */
export const TERMINI = {
  source: define(
    'source',
    0x28,
    ...TERMINUS,
    may('distribution_mode', 'symbol'),
    may('filter', 'any'),
    may('default_outcome', 'any'),
    may('outcomes', 'any'),
    may('capabilities', 'any'),
  ),
  target: define('target', 0x29, ...TERMINUS, may('capabilities', 'any')),
  coordinator: define('coordinator', 0x30, may('capabilities', 'any')),
} as const;

/** States of a delivery. */
export const DELIVERY_STATE = {
  received: define('received', 0x23, must('section_number', 'uint'), must('section_offset', 'ulong')),
  accepted: define('accepted', 0x24),
  rejected: define('rejected', 0x25, may('error', 'any')),
  released: define('released', 0x26),
  modified: define(
    'modified',
    0x27,
    may('delivery_failed', 'boolean'),
    may('undeliverable_here', 'boolean'),
    may('message_annotations', 'any'),
  ),
} as const;

/** Why something was refused or ended. */
export const ERROR = define(
  'error',
  0x1d,
  must('condition', 'symbol'),
  may('description', 'string'),
  may('info', 'any'),
);

/** The sections of a message that are lists. */
export const SECTION_LIST = {
  header: define(
    'header',
    0x70,
    may('durable', 'boolean', false),
    may('priority', 'ubyte', 4),
    may('ttl', 'uint'),
    may('first_acquirer', 'boolean'),
    may('delivery_count', 'uint', 0),
  ),
  properties: define(
    'properties',
    0x73,
    may('message_id', 'message_id'),
    may('user_id', 'binary'),
    may('to', 'any'),
    may('subject', 'string'),
    may('reply_to', 'any'),
    may('correlation_id', 'message_id'),
    may('content_type', 'symbol'),
    may('content_encoding', 'symbol'),
    may('absolute_expiry_time', 'timestamp'),
    may('creation_time', 'timestamp'),
    may('group_id', 'string'),
    may('group_sequence', 'uint'),
    may('reply_to_group_id', 'string'),
  ),
} as const;

/** Every composite type, by its descriptors. */
export const COMPOSITES = byDescriptor([
  ...Object.values(PERFORMATIVE),
  ...Object.values(SASL),
  ...Object.values(TERMINI),
  ...Object.values(DELIVERY_STATE),
  ...Object.values(SECTION_LIST),
  ERROR,
]);

/** An error as a composite value. */
export function errorComposite(error: FrameFields): Composite {
  return composite(ERROR, error);
}
