import type { Dragging, useRowDrag } from '../../hooks/use-row-drag.js';
import type { TestsOfGroup } from '../../util/author-tests.js';

/** What the groups, rows and bars of the tests share. */
export interface TestsDoors {
  groups: readonly TestsOfGroup[];
  chosen: ReadonlySet<string>;
  /** Tests whose texts are unfolded. */
  open: ReadonlySet<string>;
  /** Tests of which something is to be made, and is not there or out of date. */
  stale: ReadonlySet<string>;
  scoring: boolean;
  dragging: Dragging | null;
  handle: ReturnType<typeof useRowDrag>['handle'];
  choose: (ids: readonly string[], on: boolean) => void;
  setOpen: (id: string, on: boolean) => void;
  /** For those who do not see where a test went. */
  say: (words: string) => void;
  failed: (error: unknown) => void;
}
