import type { ReactNode } from 'react';

/** @public */
export interface DataTableColumn<T> {
  id: string;
  title: string;
  cell(row: T): ReactNode;
  /** Sortable when given. */
  sortValue?(row: T): string | number | undefined;
  /** Numbers stand right, in tabular figures. */
  numeric?: boolean;
  /** Sentences: they wrap, everything else stays on one line. */
  prose?: boolean;
  /** CSS width. */
  width?: number | string;
  /** Takes the room that others leave, and gives way first: what does not fit is cut off. At most one column. */
  grow?: boolean;
  /**
   * Left out where the table is narrower than 720 (`narrow`), 960 (`medium`), 1120 (`wide`) or 1320 pixels
   * (`widest`).
   */
  hideBelow?: 'narrow' | 'medium' | 'wide' | 'widest';
  /** The cell that names the row; the first column when none says so. */
  rowHeader?: boolean;
}
