import { useSyncExternalStore, type ReactElement } from 'react';
import { Icon } from './icon.js';

interface Item {
  id: number;
  text: string;
}
let items: readonly Item[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Says something in passing, in the corner, for five seconds. */
export function toast(text: string): void {
  const item = { id: nextId++, text };
  change([...items, item]);
  setTimeout(() => change(items.filter((each) => each !== item)), 5000);
}

function change(next: readonly Item[]): void {
  items = next;
  listeners.forEach((listener) => listener());
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Toasts(): ReactElement {
  const shown = useSyncExternalStore(subscribe, () => items);
  return (
    <div className="toasts" role="status">
      {shown.map((item) => (
        <div key={item.id}>
          <Icon name="check" /> {item.text}
        </div>
      ))}
    </div>
  );
}
