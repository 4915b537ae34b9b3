import { memo } from 'react';
import { useFlash } from '../theme';
import type { DataTableColumn } from './column';
import { useTableStyles } from './styles';

function Row<T>(props: {
  row: T;
  /** Place among all rows, from 0; what the arrow keys count by. */
  index: number;
  version?: string;
  columns: readonly DataTableColumn<T>[];
  /** The column whose cell names the row. */
  header: DataTableColumn<T>;
  height: number;
}) {
  const { row, index, version, columns, header, height } = props;
  const classes = useTableStyles();
  const flash = useFlash<HTMLTableRowElement>(version);
  return (
    <tr
      ref={flash}
      data-row={index}
      aria-rowindex={index + 2}
      className={classes.row}
      style={{ height }}
    >
      {columns.map(column => {
        const className = [
          classes.cell,
          column.numeric && classes.numeric,
          column.prose && classes.prose,
          column.grow && classes.grow,
          column.hideBelow && classes[column.hideBelow],
        ]
          .filter(Boolean)
          .join(' ');
        return column === header ? (
          <th key={column.id} scope="row" className={className}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={className}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/** A row; lights up once when its version changes. Those that stay in sight while one scrolls are not drawn anew. */
export const BodyRow = memo(Row);
