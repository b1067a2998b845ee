import { type SqlToken, syntaxError } from './sql-tokens.ts';

/** The words of an SQL expression, read one after the other. */
export class SqlCursor {
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  /** How many words have been read. */
  get position(): number {
    return this.#at;
  }

  /** True when every word has been read. */
  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  get next(): SqlToken | undefined {
    return this.#tokens[this.#at];
  }

  skip(): void {
    this.#at += 1;
  }

  /** Reads a keyword, if it comes next. */
  keyword(word: string): boolean {
    const token = this.next;
    const isThere = token?.kind === 'name' && !token.isQuoted && token.text.toUpperCase() === word;
    if (isThere) this.skip();
    return isThere;
  }

  /** Reads a sign, if it comes next. */
  sign(text: string): boolean {
    const token = this.next;
    const isThere = token?.kind === 'sign' && token.text === text;
    if (isThere) this.skip();
    return isThere;
  }

  expectKeyword(word: string): void {
    if (!this.keyword(word)) throw syntaxError(`${word} is missing`);
  }

  expectSign(text: string): void {
    if (!this.sign(text)) throw syntaxError(`${text} is missing`);
  }
}
