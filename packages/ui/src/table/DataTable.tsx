import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useDeferredValue,
  useMemo,
  useRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { EmptyState } from '../feedback';
import { uiTranslationRef } from '../translation';
import { BodyRow } from './BodyRow';
import type { DataTableColumn } from './column';
import { HeaderCell } from './HeaderCell';
import { visibleRows } from './rows';
import { TableFilter } from './TableFilter';
import { useTableStyles } from './styles';
import { useTableQuery, type TableSort } from './useTableQuery';

/** From this many rows on only those in sight are in the page. */
const VIRTUAL_FROM = 100;

/** @public */
export interface DataTableProps<T> {
  /** Name of the table, for screen readers. */
  label: string;
  columns: DataTableColumn<T>[];
  rows: readonly T[];
  rowKey(row: T): string;
  /** Changes with the row; a row that changes while it is shown lights up once. */
  rowVersion?(row: T): string;
  /** Text that the filter looks in; no filter when left out. */
  filterText?(row: T): string;
  /** A filter box whose rows are narrowed down by who gives them, in place of `filterText`. */
  filter?: { value: string; onChange(filter: string): void };
  /** How many there are before they are narrowed down; as many as there are rows when left out. */
  total?: number;
  defaultSort?: TableSort;
  /** Tells tables of one page apart in the address. */
  urlKey?: string;
  /** Shown when there is no row at all. */
  empty?: ReactNode;
  /** Height of a row in pixels, 36 to 40; taller where cells have two lines. */
  rowHeight?: number;
  /** Height of the scrolling part once it is virtual. */
  maxHeight?: number | string;
  /** Right of the filter. */
  toolbar?: ReactNode;
}

const LINKS = 'a[href], button:not([disabled])';

/** Dense table: sticky head, sort and filter in the address, virtual over 100 rows, arrow keys between rows. @public */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, filterText, toolbar, empty } = props;
  const { rowHeight = 38, maxHeight = 'min(70vh, 900px)' } = props;
  const { total = rows.length } = props;
  const classes = useTableStyles();
  const { t } = useTranslationRef(uiTranslationRef);
  const query = useTableQuery({
    urlKey: props.urlKey,
    defaultSort: props.defaultSort,
  });
  const scroller = useRef<HTMLDivElement>(null);
  const filter = useDeferredValue(query.filter);
  const { sort } = query;
  const box =
    props.filter ??
    (filterText && { value: query.filter, onChange: query.setFilter });

  const shown = useMemo(
    () => visibleRows({ rows, columns, sort, filter, filterText }),
    [rows, columns, sort, filter, filterText],
  );
  const isVirtual = shown.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: shown.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1200, height: 800 },
  });
  const items = isVirtual ? virtualizer.getVirtualItems() : undefined;
  const first = items?.[0]?.index ?? 0;
  const last = items ? items[items.length - 1]?.index ?? -1 : shown.length - 1;
  const headerColumn = columns.find(column => column.rowHeader) ?? columns[0];

  function focusRow(index: number) {
    const target = Math.max(0, Math.min(shown.length - 1, index));
    if (isVirtual) {
      virtualizer.scrollToIndex(target);
    }
    // After the virtual rows around the target are there.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`tr[data-row="${target}"] :is(${LINKS})`)
        ?.focus(),
    );
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>) {
    const row =
      event.target instanceof Element
        ? event.target.closest('tr[data-row]')
        : undefined;
    const index = Number(row?.getAttribute('data-row') ?? Number.NaN);
    const to = new Map([
      ['ArrowDown', index + 1],
      ['ArrowUp', index - 1],
      ['Home', 0],
      ['End', shown.length - 1],
    ]).get(event.key);
    if (to !== undefined && Number.isFinite(index)) {
      event.preventDefault();
      focusRow(to);
    }
  }

  const isEmpty = rows.length === 0 && empty !== undefined;
  // Who has filtered everything away writes on in the box.
  if (isEmpty && !props.filter?.value) {
    return <>{empty}</>;
  }
  return (
    <div>
      {(box || toolbar) && (
        <div className={classes.toolbar}>
          {box && <TableFilter label={label} {...box} />}
          <span className={classes.count} role="status">
            {t('table.rows', {
              shown: String(shown.length),
              total: String(total),
            })}
          </span>
          {toolbar}
        </div>
      )}
      {isEmpty && empty}
      <div
        ref={scroller}
        hidden={isEmpty}
        className={classes.scroller}
        style={isVirtual ? { maxHeight, overflowY: 'auto' } : undefined}
        // A region that scrolls has to be reachable for those who have no mouse.
        tabIndex={isVirtual ? 0 : undefined}
        role={isVirtual ? 'region' : undefined}
        aria-label={isVirtual ? t('table.scrollRegion', { label }) : undefined}
      >
        <table
          className={classes.table}
          aria-label={label}
          aria-rowcount={shown.length + 1}
        >
          <thead>
            <tr>
              {columns.map(column => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  sort={sort}
                  onSort={query.setSort}
                />
              ))}
            </tr>
          </thead>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the links inside are what is focused; the arrow keys only move between them */}
          <tbody onKeyDown={onKeyDown}>
            <Spacer height={first * rowHeight} columns={columns.length} />
            {shown.slice(first, last + 1).map((row, offset) => (
              <BodyRow
                key={rowKey(row)}
                row={row}
                index={first + offset}
                version={props.rowVersion?.(row)}
                columns={columns}
                header={headerColumn}
                height={rowHeight}
              />
            ))}
            <Spacer
              height={(shown.length - 1 - last) * rowHeight}
              columns={columns.length}
            />
          </tbody>
        </table>
      </div>
      {shown.length === 0 && rows.length > 0 && (
        <EmptyState
          title={t('table.noMatch', { filter: query.filter })}
          action={
            <Button
              variant="outlined"
              size="small"
              onClick={() => query.setFilter('')}
            >
              {t('table.clearFilter')}
            </Button>
          }
        />
      )}
    </div>
  );
}

/** Room of the rows that are not in the page. */
function Spacer(props: { height: number; columns: number }) {
  return props.height > 0 ? (
    <tr aria-hidden style={{ height: props.height }}>
      <td colSpan={props.columns} />
    </tr>
  ) : null;
}
