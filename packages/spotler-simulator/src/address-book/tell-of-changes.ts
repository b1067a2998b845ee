import type { AddressBook } from './address-book.ts';

/** The same address book, which also tells of each contact that was written or anonymized. */
export function tellOfChanges(
  book: AddressBook,
  onChange: ((externalId: string) => void) | undefined,
): AddressBook {
  if (onChange === undefined) return book;
  return {
    ...book,
    write(contact, mode) {
      const refusal = book.write(contact, mode);
      if (refusal === undefined) onChange(contact.externalId);
      return refusal;
    },
    anonymize(externalId) {
      const wasThere = book.anonymize(externalId);
      if (wasThere) onChange(externalId);
      return wasThere;
    },
  };
}
