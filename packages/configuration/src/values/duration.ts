import { type TextDecoder, textDecoder } from './text-decoder.ts';

const FORM = /^PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,7})S)?$/i;
const SECOND_MS = 1_000;

/** A duration of ISO 8601 in hours, minutes and seconds, within bounds in seconds; read as milliseconds. */
export function duration(minSeconds: number, maxSeconds: number): TextDecoder<number> {
  return textDecoder(`a duration such as PT15M, from ${minSeconds} to ${maxSeconds} seconds`, (text) => {
    const [, hours = 0, minutes = 0, seconds = 0] = FORM.exec(text) ?? [];
    const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return total >= minSeconds && total <= maxSeconds ? total * SECOND_MS : undefined;
  });
}
