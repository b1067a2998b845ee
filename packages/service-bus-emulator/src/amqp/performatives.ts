/** The frames of AMQP 1.0, field by field: part 2 (transport) and part 5 (security). */
import { define, may, must } from './composite-type.ts';

const MAX_UINT = 0xffffffff;

const CAPABILITIES = [
  may('offered_capabilities', 'symbols'),
  may('desired_capabilities', 'symbols'),
  may('properties', 'map'),
] as const;

/** The performatives of the transport. */
export const PERFORMATIVE = {
  open: define(
    'open',
    0x10,
    must('container_id', 'string'),
    may('hostname', 'string'),
    may('max_frame_size', 'uint', MAX_UINT),
    may('channel_max', 'ushort', 0xffff),
    may('idle_time_out', 'uint'),
    may('outgoing_locales', 'symbols'),
    may('incoming_locales', 'symbols'),
    ...CAPABILITIES,
  ),
  begin: define(
    'begin',
    0x11,
    may('remote_channel', 'ushort'),
    must('next_outgoing_id', 'uint'),
    must('incoming_window', 'uint'),
    must('outgoing_window', 'uint'),
    may('handle_max', 'uint', MAX_UINT),
    ...CAPABILITIES,
  ),
  attach: define(
    'attach',
    0x12,
    must('name', 'string'),
    must('handle', 'uint'),
    must('role', 'boolean'),
    may('snd_settle_mode', 'ubyte', 2),
    may('rcv_settle_mode', 'ubyte', 0),
    may('source', 'any'),
    may('target', 'any'),
    may('unsettled', 'any'),
    may('incomplete_unsettled', 'boolean', false),
    may('initial_delivery_count', 'uint'),
    may('max_message_size', 'ulong'),
    ...CAPABILITIES,
  ),
  flow: define(
    'flow',
    0x13,
    may('next_incoming_id', 'uint'),
    must('incoming_window', 'uint'),
    must('next_outgoing_id', 'uint'),
    must('outgoing_window', 'uint'),
    may('handle', 'uint'),
    may('delivery_count', 'uint'),
    may('link_credit', 'uint'),
    may('available', 'uint'),
    may('drain', 'boolean', false),
    may('echo', 'boolean', false),
    may('properties', 'map'),
  ),
  transfer: define(
    'transfer',
    0x14,
    must('handle', 'uint'),
    may('delivery_id', 'uint'),
    may('delivery_tag', 'binary'),
    may('message_format', 'uint'),
    may('settled', 'boolean'),
    may('more', 'boolean', false),
    may('rcv_settle_mode', 'ubyte'),
    may('state', 'any'),
    may('resume', 'boolean', false),
    may('aborted', 'boolean', false),
    may('batchable', 'boolean', false),
  ),
  disposition: define(
    'disposition',
    0x15,
    must('role', 'boolean'),
    must('first', 'uint'),
    may('last', 'uint'),
    may('settled', 'boolean', false),
    may('state', 'any'),
    may('batchable', 'boolean', false),
  ),
  detach: define(
    'detach',
    0x16,
    must('handle', 'uint'),
    may('closed', 'boolean', false),
    may('error', 'any'),
  ),
  end: define('end', 0x17, may('error', 'any')),
  close: define('close', 0x18, may('error', 'any')),
} as const;

/** The frames of the security layer. */
export const SASL = {
  mechanisms: define('sasl-mechanisms', 0x40, must('sasl_server_mechanisms', 'symbols')),
  init: define(
    'sasl-init',
    0x41,
    must('mechanism', 'symbol'),
    may('initial_response', 'binary'),
    may('hostname', 'string'),
  ),
  challenge: define('sasl-challenge', 0x42, must('challenge', 'binary')),
  response: define('sasl-response', 0x43, must('response', 'binary')),
  outcome: define('sasl-outcome', 0x44, must('code', 'ubyte'), may('additional_data', 'binary')),
} as const;

/** The performatives inside an open connection. */
export type SessionPerformative = Exclude<keyof typeof PERFORMATIVE, 'open' | 'close'>;

export function isSessionPerformative(name: string): name is SessionPerformative {
  return name in PERFORMATIVE && name !== 'open' && name !== 'close';
}
