import * as t from 'io-ts';
import { Secret } from './secret.ts';

/** Decodes the text of a variable, blanks around it already gone. Its name says what is expected. */
export type TextDecoder<A> = t.Decoder<string, A>;

/** A decoder out of a function that gives `undefined` for a text that it can't read. */
export function textDecoder<A>(expected: string, parse: (text: string) => A | undefined): TextDecoder<A> {
  const validate: t.Validate<string, A> = (text, context) => {
    const value = parse(text);
    return value === undefined ? t.failure(text, context) : t.success(value);
  };
  return { name: expected, validate, decode: (text) => validate(text, []) };
}

/** Any text, kept from being printed. */
export function secretText(expected: string): TextDecoder<Secret> {
  return textDecoder(expected, (text) => new Secret(text));
}

/** A text of a certain form. */
export function textLike(expected: string, form: RegExp): TextDecoder<string> {
  return textDecoder(expected, (text) => (form.test(text) ? text : undefined));
}

/** An id of Microsoft's. */
export const guid: TextDecoder<string> = textLike('a GUID', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

/** One of a few words, in any case. */
export function oneOf<Word extends string>(...words: readonly Word[]): TextDecoder<Word> {
  return textDecoder(`one of ${words.join(', ')}`, (text) =>
    words.find((word) => word === text.toLowerCase()),
  );
}

/** Yes or no. */
export const truth: TextDecoder<boolean> = textDecoder('true or false (or 1, 0, yes, no)', (text) => {
  if (/^(true|1|yes)$/i.test(text)) return true;
  return /^(false|0|no)$/i.test(text) ? false : undefined;
});

/** A whole number within bounds, both included. */
export function wholeNumber(min: number, max: number): TextDecoder<number> {
  return textDecoder(`a whole number from ${min} to ${max}`, (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  });
}
