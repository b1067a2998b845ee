import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Command } from '../view/command.ts';
import type { Chosen } from './use-view.ts';

/** The commands that every part of the page can give. */
export interface Acting {
  /** Whether anything may be changed yet. */
  readonly ready: boolean;
  readonly act: (command: Command) => void;
  readonly choose: (chosen: Chosen | undefined) => void;
  readonly chosen: Chosen | undefined;
}

/** Hands {@link Acting} to every part of the page. */
export const ActingContext = createContext<Acting>({
  ready: false,
  act: () => {},
  choose: () => {},
  chosen: undefined,
});

/** Gives a part of the page its {@link Acting}. */
export function useActing(): Acting {
  return useContext(ActingContext);
}
