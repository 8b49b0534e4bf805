import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useState, type ReactElement } from 'react';
import { useWorkshop } from '../../hooks/use-workshop.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { SelectField } from '../../ui/field.js';
import { moveTests, type TestPart } from '../../util/author-tests.js';
import { groupTitle } from './group-title.js';
import type { TestsDoors } from './tests-doors.js';

/** What is done with all chosen tests at once. */
export function BulkTests({ tests, doors }: { tests: readonly TestPart[]; doors: TestsDoors }): ReactElement {
  const { workshop } = useWorkshop();
  const [asking, setAsking] = useState(false);
  const ids = tests.map(({ id }) => id);
  const none = () => doors.choose(ids, false);
  async function remove() {
    setAsking(false);
    none();
    try {
      for (const test of tests) await workshop.remove(test);
    } catch (error) {
      doors.failed(error);
    }
  }
  return (
    <div className="bulk-bar" role="group" aria-label={t`With the chosen tests`}>
      <strong className="numbers">
        <Plural value={tests.length} one="# chosen" other="# chosen" />
      </strong>
      <SelectField
        label={t`Move to`}
        labelUnseen
        className="compact"
        value=""
        onChange={({ target }) => {
          void workshop.reorder((now) => moveTests(now, new Set(ids), target.value, Infinity)).catch(doors.failed);
          none();
        }}
      >
        <option value="">{t`Move to…`}</option>
        {doors.groups.map((each, at) => (
          <option key={each.group.id} value={each.group.id}>
            {groupTitle(each, at - 1)}
          </option>
        ))}
      </SelectField>
      <Button compact look="danger" onClick={() => setAsking(true)}>
        <Trans>Delete</Trans>
      </Button>
      <Button compact look="ghost" onClick={none}>
        <Trans>Choose none</Trans>
      </Button>
      {asking ? (
        <Confirm title={<Plural value={tests.length} one="Delete # test?" other="Delete # tests?" />} yes={<Trans>Delete</Trans>} no={<Trans>Keep them</Trans>} onYes={() => void remove()} onClose={() => setAsking(false)}>
          <Trans>The history keeps them.</Trans>
        </Confirm>
      ) : null}
    </div>
  );
}
