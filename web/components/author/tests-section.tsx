import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMemo, useState, type ReactElement } from 'react';
import { useRowDrag } from '../../hooks/use-row-drag.js';
import { useParts, useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';
import { groupedTests, moveGroup, moveTests } from '../../util/author-tests.js';
import { AddProgram } from './add-program.js';
import { BulkTests } from './bulk-tests.js';
import { GenerationBar } from './generation-bar.js';
import { GroupCard } from './group-card.js';
import { PointsBar } from './points-bar.js';
import { ProgramCard } from './program-card.js';
import { programWords } from './program-words.js';
import type { TestsDoors } from './tests-doors.js';

/** The tests in their groups and their order, how they are made, and the programs that make them. */
export function TestsSection(): ReactElement {
  const { workshop, authored } = useWorkshop();
  const generators = useParts('program').filter(({ content }) => content.role === 'generator');
  const groups = useMemo(() => groupedTests(authored.parts), [authored.parts]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  const [adding, setAdding] = useState(false);
  const stale = useMemo(() => new Set(authored.stale), [authored.stale]);
  const failed = (error: unknown) => toast((error as Error).message, { tone: 'bad' });
  const scoring = authored.types.includes('scoring');

  const { dragging, handle } = useRowDrag(({ kind, id, group, before }) => {
    const moved = chosen.has(id) ? chosen : new Set([id]);
    void workshop
      .reorder((now) => {
        if (kind === 'group') return moveGroup(now, id, before);
        const staying = now.find((each) => each.id === group)?.tests.filter((test) => !moved.has(test)) ?? [];
        // Let go before one that moves along: before the next that stays.
        const all = now.find((each) => each.id === group)?.tests ?? [];
        const next = before === null ? undefined : all.slice(all.indexOf(before)).find((test) => !moved.has(test));
        return moveTests(now, moved, group, next === undefined ? staying.length : staying.indexOf(next));
      })
      .catch(failed);
  });
  const toggle = (set: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> => {
    const next = new Set(set);
    if (on) next.add(id);
    else next.delete(id);
    return next;
  };
  const doors: TestsDoors = {
    groups, chosen, open, stale, scoring, dragging, handle,
    choose: (ids, on) => setChosen((before) => ids.reduce((set, id) => toggle(set, id, on), before)),
    setOpen: (id, on) => setOpen((before) => toggle(before, id, on)),
    say: setSaid,
    failed,
  };
  async function addGroup() {
    setAdding(true);
    try {
      await workshop.add<'group'>({ kind: 'group', place: 'group', name: '', points: scoring ? 0 : null, aggregation: null, requirePass: [], fullFeedback: null, args: null, validatorArgs: null, inputValidatorArgs: null, staticScore: null, staticArgs: null, grader: null, limits: null });
    } catch (error) {
      failed(error);
    } finally {
      setAdding(false);
    }
  }
  const inGroups = groups.some(({ group }) => group.content.place === 'group');
  const chosenTests = groups.flatMap(({ tests }) => tests).filter(({ id }) => chosen.has(id));
  return (
    <div className="stack wide">
      <GenerationBar />
      {scoring ? <PointsBar groups={groups} /> : null}
      <div className={`stack tests-groups${dragging ? ' dragging' : ''}`}>
        {groups.map((each, at) => (each.group.content.place === 'secret' && each.tests.length === 0 && inGroups && !dragging ? null : <GroupCard key={each.group.id} entry={each} number={at - 1} doors={doors} />))}
      </div>
      <div className="row apart">
        <Button icon="plus" busy={adding} onClick={() => void addGroup()}>
          <Trans>Add a group</Trans>
        </Button>
        <p className="soft small">
          <Trans>Drag a test by its handle, or move it with the arrow keys there; also into another group.</Trans>
        </p>
      </div>
      {chosenTests.length > 0 ? <BulkTests tests={chosenTests} doors={doors} /> : null}
      <section className="stack" aria-labelledby="generators">
        <div className="stack tight">
          <h2 id="generators">{programWords('generator').title}</h2>
          <p className="soft program-words">{programWords('generator').text}</p>
        </div>
        {generators.map((part) => (
          <ProgramCard key={part.id} part={part} kind="generator" />
        ))}
        <AddProgram kind="generator">{programWords('generator').add}</AddProgram>
      </section>
      <p className="unseen" role="status">
        {said}
      </p>
      {dragging ? (
        <div className="drag-label" style={{ left: dragging.x, top: dragging.y }} aria-hidden>
          {dragging.kind === 'group' ? t`Group` : <Plural value={chosen.has(dragging.id) ? chosenTests.length : 1} one="# test" other="# tests" />}
        </div>
      ) : null}
    </div>
  );
}
