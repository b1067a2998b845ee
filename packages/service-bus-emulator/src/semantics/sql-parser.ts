import { randomUUID } from 'node:crypto';
import type { MessageContent, PropertyValue } from './message.ts';
import { SqlCursor } from './sql-cursor.ts';
import { and, arithmetic, COMPARISONS, compare, likePattern, not, or } from './sql-logic.ts';
import { propertyNamed, propertyValue, qualifiedProperty, type SqlProperty } from './sql-property.ts';
import { syntaxError } from './sql-tokens.ts';

/** Evaluates an expression for a message; undefined is SQL's "unknown". */
export type Evaluate = (content: MessageContent) => PropertyValue;

/** Reads SQL expressions, from the loosest binding inwards, into functions of a message. */
export class SqlParser extends SqlCursor {
  whole(): Evaluate {
    const expression = this.#or();
    if (!this.isAtEnd) throw syntaxError(`unexpected word number ${this.position + 1}`);
    return expression;
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
    const next = this.next;
    if (next?.kind === 'sign' && COMPARISONS.has(next.text)) {
      this.skip();
      const right = this.operand();
      return (content) => compare(next.text, left(content), right(content));
    }
    if (this.keyword('IS')) {
      const isNegated = this.keyword('NOT');
      this.expectKeyword('NULL');
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
    const pattern = this.next;
    if (pattern?.kind !== 'string') throw syntaxError('LIKE needs a text');
    this.skip();
    const escapedBy = this.keyword('ESCAPE') ? this.#escapeCharacter() : undefined;
    const matcher = likePattern(pattern.text, escapedBy);
    return (content) => {
      const value = left(content);
      return typeof value === 'string' ? matcher.test(value) : undefined;
    };
  }

  #escapeCharacter(): string {
    const token = this.next;
    if (token?.kind !== 'string' || token.text.length !== 1)
      throw syntaxError('ESCAPE needs a text of one character');
    this.skip();
    return token.text;
  }

  /** Sums, of products, of values with or without a sign. */
  operand(): Evaluate {
    let left = this.#product();
    for (let sign = this.#oneOf('+', '-'); sign !== undefined; sign = this.#oneOf('+', '-')) {
      const [operator, a, b] = [sign, left, this.#product()];
      left = (content) => arithmetic(operator, a(content), b(content));
    }
    return left;
  }

  #product(): Evaluate {
    let left = this.#signed();
    for (let sign = this.#oneOf('*', '/', '%'); sign !== undefined; sign = this.#oneOf('*', '/', '%')) {
      const [operator, a, b] = [sign, left, this.#signed()];
      left = (content) => arithmetic(operator, a(content), b(content));
    }
    return left;
  }

  #signed(): Evaluate {
    if (this.sign('+')) return this.#signed();
    if (!this.sign('-')) return this.#primary();
    const value = this.#signed();
    return (content) => arithmetic('-', 0, value(content));
  }

  #oneOf(...signs: readonly string[]): string | undefined {
    return signs.find((sign) => this.sign(sign));
  }

  /** A literal, a property, a function, or an expression in brackets. */
  #primary(): Evaluate {
    if (this.sign('(')) {
      const inner = this.#or();
      this.expectSign(')');
      return inner;
    }
    const token = this.next;
    this.skip();
    if (token?.kind === 'string') return () => token.text;
    if (token?.kind === 'number') return () => token.value;
    if (token?.kind !== 'name') throw syntaxError('a value is missing');
    const word = token.isQuoted ? '' : token.text.toUpperCase();
    if (word === 'TRUE' || word === 'FALSE') return () => word === 'TRUE';
    if (word === 'NULL') return () => undefined;
    if (word !== '' && this.sign('(')) return word === 'EXISTS' ? this.#exists() : this.#call(word);
    const property = this.#qualified(token.text);
    return (content) => propertyValue(property, content);
  }

  #exists(): Evaluate {
    const property = this.operand();
    this.expectSign(')');
    return (content) => property(content) !== undefined;
  }

  /** `newid()` is a new uuid, `property(name)` and `p(name)` the property whose name an expression gives. */
  #call(name: string): Evaluate {
    if (name === 'NEWID') {
      this.expectSign(')');
      return () => randomUUID();
    }
    if (name !== 'PROPERTY' && name !== 'P') throw syntaxError(`there is no function ${name}`);
    const named = this.operand();
    this.expectSign(')');
    return (content) => {
      const text = named(content);
      const property = typeof text === 'string' ? propertyNamed(text) : undefined;
      return property && propertyValue(property, content);
    };
  }

  #qualified(first: string): SqlProperty {
    if (!this.sign('.')) return { application: first };
    const token = this.next;
    if (token?.kind !== 'name') throw syntaxError('a property name is missing');
    this.skip();
    return qualifiedProperty(first, token.text);
  }

  /** A property name, with or without `sys.` or `user.` before it. */
  propertyName(): SqlProperty {
    const token = this.next;
    if (token?.kind !== 'name') throw syntaxError('a property name is missing');
    this.skip();
    return this.#qualified(token.text);
  }
}
