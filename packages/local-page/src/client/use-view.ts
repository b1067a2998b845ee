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
    // Drawn once a frame, however many events came, and not at all while the page is out of sight.
    let pending: Partial<View> = {};
    let frame = 0;
    function draw(): void {
      const changed = pending;
      pending = {};
      frame = 0;
      setView((before) => ({ ...before, ...changed }));
    }
    events.onmessage = ({ data }) => {
      const changed: Partial<View> = JSON.parse(String(data));
      pending = { ...pending, ...changed };
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    return () => {
      events.close();
      cancelAnimationFrame(frame);
    };
  }, [find, table, id]);
  return { view, connected };
}
