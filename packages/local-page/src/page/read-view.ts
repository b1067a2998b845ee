import type { RecordRef } from '@spotler-connector/anonymization-policy';
import * as t from 'io-ts';
import type { PageModel } from '../model/page-model.ts';
import type { BrakeView, Part, View } from '../view/view.ts';
import type { OpenStory } from './open-story.ts';

/** The parts of the view that are watched rather than told. */
export interface Watched {
  queue(): View['queue'];
  brake(): BrakeView;
}

/** The wish of one reader: text to find, and a record. */
export interface Wish {
  readonly find: string;
  readonly record: RecordRef | undefined;
}

const Table = t.keyof({ contact: null, lead: null, account: null });
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Reads what a reader looks for from the address of its stream; what makes no sense is left out. */
export function readWish(query: URLSearchParams): Wish {
  const table = query.get('table');
  const id = query.get('id')?.toLowerCase() ?? '';
  return {
    find: query.get('find')?.slice(0, 100) ?? '',
    record: Table.is(table) && GUID.test(id) ? { table, id } : undefined,
  };
}

/** One part of the view, for a reader who looks for `find` and has chosen a record. */
export function readPart(
  part: Part,
  {
    model,
    watched,
    find,
    story,
  }: { model: PageModel; watched: Watched; find: string; story: OpenStory | undefined },
): View[Part] {
  switch (part) {
    case 'stage':
      return model.stage();
    case 'dataverse':
      return { ...model.records.view(find), fault: model.faults.dataverse };
    case 'spotler':
      return { ...model.contacts.view(find), fault: model.faults.spotler };
    case 'queue':
      return watched.queue();
    case 'decisions':
      return model.decisions.view();
    case 'workers':
      return model.workers.view();
    case 'brake':
      return watched.brake();
    case 'operator':
      return model.runs.view();
    case 'story':
      return story?.read() ?? null;
  }
}
