import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Brings an element into sight within its own list when it is chosen; the page itself stays where it is. */
export function useRevealed(isChosen: boolean): RefObject<HTMLLIElement | null> {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const row = item.current;
    const list = row?.parentElement;
    if (!isChosen || !row || !list) return;
    const top = row.offsetTop - list.offsetTop;
    const isInSight = top >= list.scrollTop && top + row.offsetHeight <= list.scrollTop + list.clientHeight;
    if (!isInSight) list.scrollTop = top - list.clientHeight / 2;
  }, [isChosen]);
  return item;
}
