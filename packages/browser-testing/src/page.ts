/**
 * The part of playwright-core's interface that our tests use. Its own types are not installed with the
 * workspace, for they are as large as the library.
 */
export interface Browser {
  /** Opens a page in a context of its own: no cookies and no storage of another one. */
  newPage(options?: {
    /** The size of the window, in CSS pixels. */
    readonly viewport?: { readonly width: number; readonly height: number } | undefined;
    /** Device pixels for each CSS pixel. */
    readonly deviceScaleFactor?: number | undefined;
    /** The colours that the person prefers. */
    readonly colorScheme?: 'light' | 'dark' | undefined;
    /** Whether the person prefers less motion. */
    readonly reducedMotion?: 'reduce' | 'no-preference' | undefined;
  }): Promise<Page>;
  /** Ends the browser with all its pages. */
  close(): Promise<void>;
  /** Ends its processes at once, without a word to anybody. */
  kill(): Promise<void>;
}

/** Condition and time that something is waited for. */
export interface Waiting {
  /** Milliseconds; 30 seconds by default. */
  readonly timeout?: number | undefined;
  /** The state to wait for; `visible` by default. */
  readonly state?: 'attached' | 'detached' | 'visible' | 'hidden' | undefined;
}

/** Extent of a picture, and where it is stored. */
export interface Screenshot {
  /** The file that it is written to. */
  readonly path?: string | undefined;
  /** The whole page, not what the window shows of it. */
  readonly fullPage?: boolean | undefined;
  /** Whether animations are ended before. */
  readonly animations?: 'disabled' | 'allow' | undefined;
}

/** An element by its role, as people with a screen reader find it. */
export interface RoleOptions {
  /** Its accessible name. */
  readonly name?: string | RegExp | undefined;
  /** Whether the name must be the same, not contain it. */
  readonly exact?: boolean | undefined;
}

/** Elements of a page, looked for again at each use. */
export interface Locator {
  /** Clicks on the only element, when it can be clicked. */
  click(options?: { readonly timeout?: number | undefined }): Promise<void>;
  /** Presses a key on it, such as `Enter`. */
  press(key: string): Promise<void>;
  /** Chooses in a list, by value or label. */
  selectOption(value: string): Promise<unknown>;
  /** Its text in the document. */
  textContent(): Promise<string | null>;
  /** An attribute; null when it has none of that name. */
  getAttribute(name: string): Promise<string | null>;
  /** How many there are now. */
  count(): Promise<number>;
  /** Whether it is visible now. */
  isVisible(): Promise<boolean>;
  /** Moves the keyboard to it. */
  focus(): Promise<void>;
  /** Waits for it. */
  waitFor(options?: Waiting): Promise<void>;
  /** Takes a picture of it. */
  screenshot(options?: Screenshot): Promise<Uint8Array>;
  /** The first of them. */
  first(): Locator;
  /** One of them, counted from 0. */
  nth(index: number): Locator;
  /** Those that have this text. */
  filter(options: { readonly hasText: string | RegExp }): Locator;
  /** Elements within, by CSS selector. */
  locator(selector: string): Locator;
  /** Elements within, by role. */
  getByRole(role: string, options?: RoleOptions): Locator;
  /** Elements within, by text. */
  getByText(text: string | RegExp): Locator;
}

/** A page of the browser. */
export interface Page {
  /** Opens an address, and waits until it has loaded. */
  goto(
    url: string,
    options?: {
      /** The event to wait for; `load` by default. */
      readonly waitUntil?: 'load' | 'domcontentloaded' | 'commit' | undefined;
    },
  ): Promise<unknown>;
  /** Elements by CSS selector. */
  locator(selector: string): Locator;
  /** Elements by role. */
  getByRole(role: string, options?: RoleOptions): Locator;
  /** Elements by text. */
  getByText(text: string | RegExp): Locator;
  /** The keyboard. */
  readonly keyboard: {
    /** Presses a key, such as `Tab`. */
    press(key: string): Promise<void>;
  };
  /** Evaluates an expression in the page, and gives its value as JSON would have it. */
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is true in the page. */
  waitForFunction(
    expression: string,
    argument?: unknown,
    options?: { readonly timeout?: number | undefined },
  ): Promise<unknown>;
  /** Shows the page as a medium and preferences would. */
  emulateMedia(options: {
    /** A screen, or paper. */
    readonly media?: 'screen' | 'print' | undefined;
    /** The colours that the person prefers. */
    readonly colorScheme?: 'light' | 'dark' | undefined;
  }): Promise<void>;
  /** Changes the size of the window, in CSS pixels. */
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  /** Takes a picture. */
  screenshot(options?: Screenshot): Promise<Uint8Array>;
  /** Prints it, as Chromium would. */
  pdf(options?: {
    /** The paper, such as `A4`. */
    readonly format?: string | undefined;
    /** The file that it is written to. */
    readonly path?: string | undefined;
  }): Promise<Uint8Array>;
  /** Calls back for each line that the page writes to its console. */
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): unknown;
  /** Calls back for each error that nobody caught. */
  on(event: 'pageerror', listener: (error: Error) => void): unknown;
  /** Calls back for each request that the page makes. */
  on(event: 'request', listener: (request: { url(): string }) => void): unknown;
  /** Closes it. */
  close(): Promise<void>;
}
