import type { MessageContent, PropertyValue, SystemProperty } from './message.ts';
import { and, COMPARISONS, compare, likePattern, not, or } from './sql-logic.ts';
import { type SqlToken, syntaxError } from './sql-tokens.ts';

/** What an expression gives for a message; undefined is SQL's "unknown". */
export type Evaluate = (content: MessageContent) => PropertyValue;

/** A property of a message, as SQL names it. */
export type SqlProperty = { readonly system: SystemProperty } | { readonly application: string };

/** System properties as SQL calls them, in lower case. */
const SYSTEM: ReadonlyMap<string, SystemProperty> = new Map([
  ['contenttype', 'contentType'],
  ['correlationid', 'correlationId'],
  ['label', 'subject'],
  ['messageid', 'messageId'],
  ['replyto', 'replyTo'],
  ['replytosessionid', 'replyToSessionId'],
  ['sessionid', 'sessionId'],
  ['subject', 'subject'],
  ['to', 'to'],
]);

/** Reads SQL expressions, from the loosest binding inwards, into functions of a message. */
export class SqlParser {
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  whole(): Evaluate {
    const expression = this.#or();
    if (this.#at < this.#tokens.length) throw syntaxError(`unexpected word number ${this.#at + 1}`);
    return expression;
  }

  /** True when every word has been read. */
  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  #or(): Evaluate {
    let left = this.#and();
    while (this.keyword('OR')) {
      const [a, b] = [left, this.#and()];
      left = (content) => or(a(content), b(content));
    }
    return left;
  }

  #and(): Evaluate {
    let left = this.#not();
    while (this.keyword('AND')) {
      const [a, b] = [left, this.#not()];
      left = (content) => and(a(content), b(content));
    }
    return left;
  }

  #not(): Evaluate {
    if (!this.keyword('NOT')) return this.#predicate();
    const inner = this.#not();
    return (content) => not(inner(content));
  }

  #predicate(): Evaluate {
    const left = this.operand();
    const next = this.#tokens[this.#at];
    if (next?.kind === 'sign' && COMPARISONS.has(next.text)) {
      this.#at += 1;
      const right = this.operand();
      return (content) => compare(next.text, left(content), right(content));
    }
    if (this.keyword('IS')) {
      const isNegated = this.keyword('NOT');
      this.#expectKeyword('NULL');
      return (content) => (left(content) === undefined) !== isNegated;
    }
    const isNegated = this.keyword('NOT');
    const found = this.keyword('IN') ? this.#in(left) : this.keyword('LIKE') ? this.#like(left) : undefined;
    if (found === undefined && isNegated) throw syntaxError('IN or LIKE must follow NOT');
    if (found === undefined) return left;
    return isNegated ? (content) => not(found(content)) : found;
  }

  #in(left: Evaluate): Evaluate {
    const options: Evaluate[] = [];
    this.expectSign('(');
    do options.push(this.operand());
    while (this.sign(','));
    this.expectSign(')');
    return (content) => {
      const value = left(content);
      return value === undefined
        ? undefined
        : options.some((option) => compare('=', value, option(content)) === true);
    };
  }

  #like(left: Evaluate): Evaluate {
    const pattern = this.#tokens[this.#at];
    if (pattern?.kind !== 'string') throw syntaxError('LIKE needs a text');
    this.#at += 1;
    const matcher = likePattern(pattern.text);
    return (content) => {
      const value = left(content);
      return typeof value === 'string' ? matcher.test(value) : undefined;
    };
  }

  /** A literal, a property, or an expression in brackets. */
  operand(): Evaluate {
    if (this.sign('(')) {
      const inner = this.#or();
      this.expectSign(')');
      return inner;
    }
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === 'string') return () => token.text;
    if (token?.kind === 'number') return () => token.value;
    if (token?.kind !== 'name') throw syntaxError('a value is missing');
    const word = token.isQuoted ? '' : token.text.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') return () => word === 'TRUE';
    if (word === 'EXISTS' && this.sign('(')) return this.#exists();
    const property = this.#qualified(token.text);
    return (content) =>
      'system' in property
        ? content.systemProperty(property.system)
        : content.applicationProperty(property.application, true);
  }

  #exists(): Evaluate {
    const property = this.operand();
    this.expectSign(')');
    return (content) => property(content) !== undefined;
  }

  /** A property name, with or without `sys.` or `user.` before it. */
  propertyName(): SqlProperty {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'name') throw syntaxError('a property name is missing');
    this.#at += 1;
    return this.#qualified(token.text);
  }

  #qualified(first: string): SqlProperty {
    if (!this.sign('.')) return { application: first };
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'name') throw syntaxError('a property name is missing');
    this.#at += 1;
    if (first.toLowerCase() === 'user') return { application: token.text };
    const system = first.toLowerCase() === 'sys' ? SYSTEM.get(token.text.toLowerCase()) : undefined;
    if (system === undefined) throw syntaxError(`there is no property ${first}.${token.text}`);
    return { system };
  }

  /** Reads a keyword, if it comes next. */
  keyword(word: string): boolean {
    const token = this.#tokens[this.#at];
    const isThere = token?.kind === 'name' && !token.isQuoted && token.text.toUpperCase() === word;
    if (isThere) this.#at += 1;
    return isThere;
  }

  /** Reads a sign, if it comes next. */
  sign(text: string): boolean {
    const token = this.#tokens[this.#at];
    const isThere = token?.kind === 'sign' && token.text === text;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #expectKeyword(word: string): void {
    if (!this.keyword(word)) throw syntaxError(`${word} is missing`);
  }

  expectSign(text: string): void {
    if (!this.sign(text)) throw syntaxError(`${text} is missing`);
  }
}
