import type { ReactElement } from 'react';

/** A row of tabs; the page shows the chosen panel, with id `${name}-panel`. Arrow keys move. */
export function Tabs<T extends string>({ name, label, tabs, value, onChange }: { name: string; label: string; tabs: readonly { value: T; label: string }[]; value: T; onChange: (value: T) => void }): ReactElement {
  function keys(event: React.KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs.at((at + step + tabs.length) % tabs.length);
    if (!next) return;
    onChange(next.value);
    event.currentTarget.querySelectorAll('button')[tabs.indexOf(next)]?.focus();
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={keys}>
      {tabs.map((tab) => (
        <button key={tab.value} type="button" role="tab" id={`${name}-${tab.value}`} aria-selected={tab.value === value} aria-controls={`${name}-panel`} tabIndex={tab.value === value ? 0 : -1} onClick={() => onChange(tab.value)}>
          {tab.label}
        </button>
      ))}
    </div>
  );
}
