import { readComposite } from '../amqp/composite.ts';
import { COMPOSITES } from '../amqp/composites.ts';
import { readValue } from '../amqp/read-value.ts';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import { isRecord } from './frame-fields.ts';
import { SECTION, type Section, sectionsOf } from './raw-amqp.ts';

/** The parts of a message that a request node reads. */
export interface RequestMessage {
  /** With its type, for the answer must repeat it exactly. */
  readonly messageId: Typed | undefined;
  readonly replyTo: string | undefined;
  readonly applicationProperties: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Reads a request. Throws for bytes that are no message. */
export function readRequestMessage(payload: Buffer): RequestMessage {
  const sections = sectionsOf(payload);
  const read = (code: number): Typed | undefined => {
    const section: Section | undefined = sections.find((each) => each.code === code);
    return section === undefined ? undefined : readValue(payload.subarray(section.start, section.end));
  };
  const properties = read(SECTION.properties);
  const items: unknown = properties?.value;
  const replyTo = readComposite(COMPOSITES, properties)?.fields['reply_to'];
  const address = amqpTypes.unwrap(replyTo);
  const application = amqpTypes.unwrap(read(SECTION.applicationProperties)) ?? {};
  return {
    messageId: Array.isArray(items) ? items[0] : undefined,
    replyTo: typeof address === 'string' ? address : undefined,
    applicationProperties: isRecord(application) ? application : {},
    body: amqpTypes.unwrap(read(SECTION.value)) ?? undefined,
  };
}
