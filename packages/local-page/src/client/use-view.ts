import { useEffect, useState } from 'preact/hooks';
import type { View } from '../view/view.ts';
import { EMPTY_VIEW } from './empty-view.ts';

/** The record that was chosen. */
export interface Chosen {
  readonly table: string;
  readonly id: string;
}

/** The view as it is now, and whether the page still hears of changes. */
export interface LiveView {
  readonly view: View;
  readonly connected: boolean;
}

/** Follows the view for as long as the component is shown. The browser connects again by itself. */
export function useView(find: string, chosen: Chosen | undefined): LiveView {
  const [view, setView] = useState(EMPTY_VIEW);
  const [connected, setConnected] = useState(true);
  const table = chosen?.table;
  const id = chosen?.id;
  useEffect(() => {
    const query = new URLSearchParams({ find });
    if (table !== undefined && id !== undefined) {
      query.set('table', table);
      query.set('id', id);
    }
    const events = new EventSource(`/events?${query}`);
    events.onopen = () => setConnected(true);
    events.onerror = () => setConnected(false);
    // One part a frame, however many events came, so that no frame takes long; nothing while out of sight.
    const pending = new Map<string, unknown>();
    let frame = 0;
    function draw(): void {
      const [[part, value] = ['', undefined]] = pending;
      pending.delete(part);
      frame = pending.size > 0 ? requestAnimationFrame(draw) : 0;
      setView((before) => ({ ...before, [part]: value }));
    }
    events.onmessage = ({ data }) => {
      const changed: Partial<View> = JSON.parse(String(data));
      for (const [part, value] of Object.entries(changed)) pending.set(part, value);
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    return () => {
      events.close();
      cancelAnimationFrame(frame);
    };
  }, [find, table, id]);
  return { view, connected };
}
