import ArrowDownIcon from '@material-ui/icons/ArrowDownward';
import ArrowUpIcon from '@material-ui/icons/ArrowUpward';
import type { DataTableColumn } from './column';
import { useTableStyles } from './styles';
import type { TableSort } from './useTableQuery';

/** Head of a column; a button where it can be sorted. */
export function HeaderCell<T>(props: {
  column: DataTableColumn<T>;
  sort?: TableSort;
  onSort(sort: TableSort): void;
}) {
  const { column, sort, onSort } = props;
  const classes = useTableStyles();
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const className = [
    classes.head,
    column.numeric && classes.numeric,
    column.grow && classes.growHead,
    column.hideBelow && classes[column.hideBelow],
  ]
    .filter(Boolean)
    .join(' ');
  const style = { width: column.width };

  if (!column.sortValue) {
    return (
      <th scope="col" className={className} style={style}>
        {column.title}
      </th>
    );
  }
  const Arrow = direction === 'desc' ? ArrowDownIcon : ArrowUpIcon;
  const spoken = { asc: 'ascending', desc: 'descending' } as const;
  return (
    <th
      scope="col"
      className={className}
      style={style}
      aria-sort={direction ? spoken[direction] : 'none'}
    >
      <button
        type="button"
        className={`${classes.sortButton} ${
          column.numeric ? classes.sortNumeric : ''
        }`}
        onClick={() =>
          onSort({
            column: column.id,
            direction: direction === 'asc' ? 'desc' : 'asc',
          })
        }
      >
        {column.title}
        <Arrow
          aria-hidden
          className={classes.sortIcon}
          style={{ opacity: direction ? 1 : 0 }}
        />
      </button>
    </th>
  );
}
