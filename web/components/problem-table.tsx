import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useRouter } from '@tanstack/react-router';
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { memo, useCallback, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode, type Ref } from 'react';
import type { ProblemEntry } from '#contract/problem.js';
import { useMedia } from '../hooks/use-media.js';
import { useRowKeys } from '../hooks/use-row-keys.js';
import { Icon } from '../ui/icon.js';
import { Bar } from '../ui/progress.js';
import { SkeletonRows } from '../ui/state.js';
import { isDescending, type ProblemFilter } from '../util/filter-problems.js';
import type { ProblemSort } from '../util/list-choices.js';
import { number, percent } from '../util/format.js';
import { OwnStatus } from './verdict.js';
import './problem-table.css';

/** So many rows are all drawn, and the browser's own search finds them; of more only those in view and some around. */
const ALL_DRAWN = 200;
const AROUND = 10;
/** Height of a row before it was measured, in rem, and where the columns that do not fit a phone go; as in problem-table.css. */
const ROW_REM = { wide: 2.85, narrow: 3.9 };
const NARROW = '(max-width: 48rem)';

interface Props {
  /** Undefined while they are being fetched. */
  problems: readonly ProblemEntry[] | undefined;
  filter: ProblemFilter;
  withStatus: boolean;
  onSort: (sort: Pick<ProblemFilter, 'sort' | 'reversed'>) => void;
}

/** A table of however many problems. Screen readers are told the number of each row and of all. */
export function ProblemTable({ problems, filter, withStatus, onSort }: Props): ReactElement {
  const head = (sort: ProblemSort, children: ReactNode, className: string) => {
    const active = (filter.sort ?? 'name') === sort;
    const descending = isDescending(sort, active ? filter.reversed : undefined);
    return (
      <th className={className} aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}>
        <button type="button" onClick={() => onSort({ sort: sort === 'name' ? undefined : sort, reversed: active && !filter.reversed ? true : undefined })}>
          {children} {active ? <Icon name={descending ? 'chevron' : 'up'} size={12} /> : null}
        </button>
      </th>
    );
  };
  return (
    <div className="table-frame problem-frame" aria-busy={problems === undefined}>
      <table className="table problem-table" aria-rowcount={problems ? problems.length + 1 : undefined}>
        <caption className="unseen">
          <Trans>Problems</Trans>
        </caption>
        <thead>
          <tr aria-rowindex={problems ? 1 : undefined}>
            {head('name', <Trans>Problem</Trans>, 'name-head')}
            {withStatus ? (
              <th className="status-head">
                <Trans>My status</Trans>
              </th>
            ) : null}
            <th className="wide-only tags-head">
              <Trans>Tags</Trans>
            </th>
            {head('difficulty', <Trans>Difficulty</Trans>, 'wide-only difficulty-head')}
            {head('solved', <Trans>Solved by</Trans>, 'wide-only solved-head')}
          </tr>
        </thead>
        {problems ? (
          <Rows problems={problems} withStatus={withStatus} />
        ) : (
          <tbody>
            <SkeletonRows rows={14} widths={['70%', ...(withStatus ? ['4rem'] : []), '60%', '4rem', '4rem']} classNames={['', ...(withStatus ? [''] : []), 'wide-only', 'wide-only', 'wide-only']} />
          </tbody>
        )}
      </table>
    </div>
  );
}

/** Only what is in view, and the row with the focus wherever it is, between empty rows of the height of what is left out. */
function Rows({ problems, withStatus }: { problems: readonly ProblemEntry[]; withStatus: boolean }): ReactElement {
  const narrow = useMedia(NARROW);
  const links = useLinks();
  const body = useRowKeys<HTMLTableSectionElement>('tr[data-index]');
  const [focused, setFocused] = useState(-1);
  const [margin, setMargin] = useState(0);
  const rem = useRef(0);
  rem.current ||= Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const range = useCallback(
    (shown: Range) => {
      if (problems.length <= ALL_DRAWN) return problems.map((_, index) => index);
      const indexes = defaultRangeExtractor(shown);
      if (focused < 0 || focused >= problems.length || indexes.includes(focused)) return indexes;
      return [...indexes, focused].sort((a, b) => a - b);
    },
    [problems, focused],
  );
  const virtual = useWindowVirtualizer({
    count: problems.length,
    estimateSize: () => (narrow ? ROW_REM.narrow : ROW_REM.wide) * rem.current,
    overscan: AROUND,
    scrollMargin: margin,
    rangeExtractor: range,
    getItemKey: (index) => problems[index]?.slug ?? index,
    initialRect: { width: innerWidth, height: innerHeight },
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    const measure = () => body.current && setMargin(Math.round(body.current.getBoundingClientRect().top + scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    const above = body.current?.closest('.page');
    if (above) for (const part of above.children) if (!part.contains(body.current)) observer.observe(part);
    return () => observer.disconnect();
  }, [body]);

  const items = virtual.getVirtualItems();
  const drawn: ReactNode[] = [];
  let end = margin;
  for (const { index, key, start, end: itemEnd } of items) {
    if (start - end > 0.5) drawn.push(<Gap key={`before ${key}`} height={start - end} />);
    const problem = problems[index];
    if (problem) drawn.push(<Row key={key} index={index} problem={problem} withStatus={withStatus} narrow={narrow} measure={virtual.measureElement} />);
    end = itemEnd;
  }
  const left = virtual.getTotalSize() + margin - end;
  return (
    <tbody
      ref={body}
      {...links}
      onFocus={(event) => setFocused(Number(event.target.closest('tr')?.dataset['index'] ?? -1))}
      onBlur={(event) => !body.current?.contains(event.relatedTarget) && setFocused(-1)}
    >
      {drawn}
      {left > 0.5 ? <Gap key="after" height={left} /> : null}
    </tbody>
  );
}

/** Opens links of rows within the page, and fetches the page of a problem when the first of them is pointed at. */
function useLinks() {
  const router = useRouter();
  const fetched = useRef(false);
  const slugOf = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>('a[data-slug]')?.dataset['slug'] : undefined);
  return {
    onClick(event: React.MouseEvent) {
      const slug = slugOf(event.target);
      if (slug === undefined || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void router.navigate({ to: '/problems/$slug', params: { slug } });
    },
    onPointerOver(event: React.PointerEvent) {
      const slug = slugOf(event.target);
      if (slug === undefined || fetched.current) return;
      fetched.current = true;
      void router.preloadRoute({ to: '/problems/$slug', params: { slug } });
    },
  };
}

function Gap({ height }: { height: number }): ReactElement {
  return (
    <tr aria-hidden className="gap">
      <td style={{ height }} />
    </tr>
  );
}

interface RowProps {
  problem: ProblemEntry;
  index: number;
  withStatus: boolean;
  narrow: boolean;
  measure: Ref<HTMLTableRowElement>;
}

/** Cheap to make, as scrolling makes hundreds: a plain link, which the table opens, and one text for each cell. */
const Row = memo(function Row({ problem, index, withStatus, narrow, measure }: RowProps): ReactElement {
  const { difficulty, solvedBy, triedBy } = problem;
  const [level, solvers, share] = [difficulty === null ? '–' : number(difficulty, 1), number(solvedBy), triedBy === 0 ? '' : percent(solvedBy / triedBy)];
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th scope="row">
        <span className="name-line">
          <a href={`/problems/${encodeURIComponent(problem.slug)}`} data-slug={problem.slug} className="name" title={problem.name}>
            {problem.name}
          </a>
          {problem.visibility === 'private' ? <Icon name="lock" size={13} label={t`Private`} /> : null}
        </span>
        {narrow ? (
          <span className="small soft numbers under">
            {difficulty === null ? null : <span>{t`Difficulty ${level}`}</span>}
            <span>{plural(solvedBy, { 0: 'Solved by nobody', one: 'Solved by one person', other: `Solved by ${solvers} people` })}</span>
          </span>
        ) : null}
      </th>
      {withStatus ? (
        <td>
          <OwnStatus status={problem.status} />
        </td>
      ) : null}
      {narrow ? null : (
        <>
          <td className="tags">
            {problem.tags.map((tag) => (
              <span key={tag} className="tag">
                {tag}
              </span>
            ))}
          </td>
          <td className="numbers">
            <span className={difficulty === null ? 'soft' : 'difficulty'}>
              {level} {difficulty === null ? null : <Bar value={difficulty} limit={10} scale />}
            </span>
          </td>
          <td className="numbers">
            {solvers} {share === '' ? null : <span className="soft small">{t`${share} of those who tried`}</span>}
          </td>
        </>
      )}
    </tr>
  );
});
