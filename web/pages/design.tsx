/** The design language on one page, in development: the tokens as they are, and every control in every state. English only. */
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Verdict } from '#contract/verdict.js';
import { Failed } from '../components/failed.js';
import { Time } from '../components/time.js';
import { OwnStatus, StateBadge, VERDICT, VerdictBadge } from '../components/verdict.js';
import { Failure } from '../api/failure.js';
import { useTitle } from '../hooks/use-title.js';
import { Badge } from '../ui/badge.js';
import { Button, buttonClass } from '../ui/button.js';
import { CodeBlock } from '../ui/code-block.js';
import { Dialog } from '../ui/dialog.js';
import { CheckField, SelectField, TextField } from '../ui/field.js';
import { PATHS } from '../ui/icon-paths.js';
import { Icon, type IconName } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { Bar, Progress } from '../ui/progress.js';
import { SplitPane } from '../ui/split-pane.js';
import { Note, Skeleton, SkeletonRows, State, type Tone } from '../ui/state.js';
import { Tabs } from '../ui/tabs.js';
import { toast } from '../ui/toast.js';
import { PAIRS, contrast } from '../util/contrast.js';
import { readTokens, type Token } from './design/tokens.js';
import './design.css';

const LOOKS = ['light', 'dark'] as const;
const TONES: Tone[] = ['good', 'bad', 'warn', 'odd', 'accent', 'calm'];

export function DesignPage(): ReactElement {
  useTitle('Design');
  const tokens = readTokens();
  const of = (prefix: string) => tokens.filter(({ name }) => name.startsWith(prefix));
  return (
    <div className="page">
      <h1>Design language</h1>
      <p>
        Everything below is made of <code>web/ui</code> and its tokens, and read from them. A page uses these and invents nothing of its own.
      </p>
      <Section title="Type">
        <Scale tokens={of('size-')}>{({ name, value }) => <span style={{ fontSize: `var(--${name})` }}>Two tills, one queue: 1,234 ms ({value})</span>}</Scale>
        <p className="mono">Monospaced: int main() {'{'} return 0; {'}'}</p>
        <p className="soft small">Soft and small, for what is beside the point. Keys: <kbd>Ctrl</kbd> <kbd>K</kbd>. A <Link to="/design">link</Link>.</p>
      </Section>
      <Section title="Spacing, corners, depth, motion">
        <Scale tokens={of('space-')}>{({ name, value }) => <><span className="design-length" style={{ width: `var(--${name})` }} /> {value}</>}</Scale>
        <Scale tokens={[...of('radius'), ...of('shadow')]}>{({ name, value }) => <><span className="design-box" style={name.startsWith('radius') ? { borderRadius: `var(--${name})` } : { boxShadow: `var(--${name})` }} /> {value}</>}</Scale>
        <Scale tokens={of('quick')}>{({ value }) => <>{value}: hover and press. Nothing moves longer, but what shows that work goes on; with reduced motion nothing moves at all. <Icon name="spinner" spin /></>}</Scale>
      </Section>
      <Section title="Colours and their contrast">
        <div className="design-looks">{LOOKS.map((look) => <Colours key={look} look={look} tokens={readTokens(look)} />)}</div>
      </Section>
      <Section title="Verdicts: icon, word and colour">
        <Both>
          <div className="stack tight">
            {(Object.keys(VERDICT) as Verdict[]).map((verdict) => (
              <div key={verdict} className="row">
                <VerdictBadge verdict={verdict} />
                <VerdictBadge verdict={verdict} short />
              </div>
            ))}
            <div className="row">
              <StateBadge submission={{ state: 'queued' }} />
              <StateBadge submission={{ state: 'judging' }} progress={{ testsDone: 3, testsTotal: 16 }} />
              <OwnStatus status="solved" />
              <OwnStatus status="tried" />
            </div>
          </div>
        </Both>
      </Section>
      <Section title="Buttons">
        <Both>
          <div className="row">
            <Button>Plain</Button>
            <Button look="primary">Primary</Button>
            <Button look="danger">Danger</Button>
            <Button look="ghost">Ghost</Button>
            <Button busy>At work</Button>
            <Button look="primary" busy>At work</Button>
            <Button icon="upload">With an icon</Button>
            <Button compact>Compact</Button>
            <Button icon="refresh" aria-label="Alone" />
            <a href="#buttons" className={buttonClass()}>A link</a>
          </div>
        </Both>
      </Section>
      <Section title="Fields">
        <Both>
          <div className="stack">
            <TextField label="Name" hint="A hint says what fits." placeholder="Laptop" />
            <TextField label="E-mail" fault="This is not an e-mail address" defaultValue="ada" />
            <TextField label="Search" type="search" labelUnseen placeholder="Search, with an unseen label" />
            <SelectField label="Language">
              <option>C++</option>
              <option>Python 3</option>
            </SelectField>
            <CheckField label="Checked" hint="What it does." defaultChecked />
          </div>
        </Both>
      </Section>
      <Section title="Badges, tags, notes">
        <Both>
          <div className="stack">
            <div className="row">{TONES.map((tone) => <Badge key={tone} tone={tone} icon="dots">{tone}</Badge>)}</div>
            <div className="row">
              <span className="tag">graphs</span>
              <button type="button" className="tag" aria-pressed={false}>a choice</button>
              <button type="button" className="tag" aria-pressed>chosen</button>
            </div>
            {TONES.map((tone) => <Note key={tone} tone={tone}>A note in the tone “{tone}”, in its place on the page.</Note>)}
          </div>
        </Both>
      </Section>
      <Section title="Progress and waiting">
        <Both>
          <div className="stack">
            <Progress fraction={0.4} label="Importing" />
            <p>512 KiB <Bar value={30} limit={100} /> 900 KiB <Bar value={90} limit={100} /> 1 MiB <Bar value={100} limit={100} /></p>
            <Skeleton width="60%" />
            <Skeleton height="4rem" />
          </div>
        </Both>
      </Section>
      <Section title="Nothing, and failure">
        <div className="design-looks">
          <div className="card"><State icon="inbox" title="Nothing submitted yet" action={<Button>Choose a problem</Button>}>What it is, and what to do next.</State></div>
          <div className="card"><Failed error={new Failure('internal', 'Something went wrong on our side. It has been recorded.')} retry={() => {}} /></div>
          <div className="card"><Failed error={new Failure('network', '')} retry={() => {}} /></div>
        </div>
      </Section>
      <Section title="Tables">
        <Table />
      </Section>
      <Section title="Tabs, menus, dialogs, notices">
        <Moving />
      </Section>
      <Section title="Code and panes">
        <div className="card design-pane">
          <SplitPane label="Divider" remember="arbiter.design-split" first={<p>Drag the divider, move it by arrow keys, or press it twice to put it back.</p>} second={<CodeBlock label="Sample input" text={'3 4\n1 2 3\n'} />} />
        </div>
      </Section>
      <Section title="Icons">
        <ul className="plain-list design-icons">
          {(Object.keys(PATHS) as IconName[]).map((name) => <li key={name}><Icon name={name} size={20} /> <span className="small soft">{name}</span></li>)}
        </ul>
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const id = title.toLowerCase().replace(/\W+/g, '-');
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** The same thing in both themes, side by side. */
function Both({ children }: { children: ReactNode }): ReactElement {
  return <div className="design-looks">{LOOKS.map((look) => <div key={look} data-look={look} className="card design-look">{children}</div>)}</div>;
}

function Scale({ tokens, children }: { tokens: readonly Token[]; children: (token: Token) => ReactNode }): ReactElement {
  return (
    <dl className="design-scale">
      {tokens.map((token) => (
        <div key={token.name}>
          <dt><code>--{token.name}</code></dt>
          <dd>{children(token)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Colours({ look, tokens }: { look: string; tokens: readonly Token[] }): ReactElement {
  const value = (name: string) => tokens.find((token) => token.name === name)?.value ?? '';
  return (
    <div data-look={look} className="card design-look stack">
      <h3>{look}</h3>
      <ul className="plain-list design-colours">
        {tokens.filter((token) => token.value.startsWith('#')).map((token) => (
          <li key={token.name}>
            <span className="design-swatch" style={{ background: `var(--${token.name})` }} /> <code>{token.name}</code> <span className="soft small">{token.value}</span>
          </li>
        ))}
      </ul>
      <ul className="plain-list design-pairs">
        {PAIRS.map(([name, on, least]) => (
          <li key={`${name} ${on}`} style={least < 4 ? { border: `2px solid var(--${name})`, background: `var(--${on})` } : { color: `var(--${name})`, background: `var(--${on})` }}>
            {name} on {on} {(contrast(value(name), value(on)) ?? 0).toFixed(1)} (at least {least})
          </li>
        ))}
      </ul>
    </div>
  );
}

function Table(): ReactElement {
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label="An example of a table">
      <table className="table">
        <thead>
          <tr>
            <th aria-sort="ascending"><button type="button">Problem <Icon name="up" size={12} /></button></th>
            <th>Verdict</th>
            <th className="end">Time</th>
            <th>When</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row"><Link to="/design">Two Tills</Link></th>
            <td><VerdictBadge verdict="accepted" /></td>
            <td className="end numbers">12 ms</td>
            <td><Time at={new Date(Date.now() - 300_000).toISOString()} /></td>
          </tr>
          <SkeletonRows rows={2} widths={['60%', '6rem', '3rem', '5rem']} />
        </tbody>
      </table>
    </div>
  );
}

function Moving(): ReactElement {
  const [tab, setTab] = useState<'one' | 'two'>('one');
  const [open, setOpen] = useState(false);
  return (
    <div className="stack">
      <div className="row">
        <Menu label="A menu">
          <button type="button">One</button>
          <button type="button">Two</button>
        </Menu>
        <Button onClick={() => setOpen(true)}>A dialog</Button>
        <Button onClick={() => toast('It is done.')}>Good news</Button>
        <Button onClick={() => toast('This did not work.', { tone: 'bad' })}>Bad news</Button>
        <Button onClick={() => toast('A judge has come.', { tone: 'info', action: { label: 'Look', onPress: () => setOpen(true) } })}>News to act on</Button>
      </div>
      <Tabs name="design" label="An example of tabs" tabs={[{ value: 'one', label: 'One' }, { value: 'two', label: 'Two' }]} value={tab} onChange={setTab} />
      <div id="design-panel" role="tabpanel" aria-labelledby={`design-${tab}`}>The panel of tab {tab}.</div>
      {open ? (
        <Dialog title="A dialog" onClose={() => setOpen(false)}>
          <p>The focus stays inside, Escape closes it, and the focus goes back to where it was.</p>
          <div className="row"><Button look="primary" onClick={() => setOpen(false)}>Close</Button></div>
        </Dialog>
      ) : null}
    </div>
  );
}
