import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { NavLink, Navigate, Route, Routes } from 'react-router-dom';
import { focusRing } from '../theme';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    borderBottom: `1px solid ${theme.palette.divider}`,
    marginBottom: theme.spacing(2),
  },
  tab: {
    padding: theme.spacing(1, 1.5),
    color: theme.palette.text.secondary,
    fontFamily: theme.typography.fontFamily,
    fontSize: 14,
    fontWeight: 600,
    textDecoration: 'none',
    borderBottom: '2px solid transparent',
    marginBottom: -1,
    '&:hover': { color: theme.palette.text.primary },
    '&:focus-visible': focusRing(theme),
    '&[aria-current=page]': {
      color: theme.palette.text.primary,
      borderBottomColor: theme.palette.primary.main,
    },
  },
  count: {
    marginLeft: 6,
    fontWeight: 400,
    fontVariantNumeric: 'tabular-nums',
  },
}));

/** @public */
export interface RouteTab {
  /** Path below the page. */
  path: string;
  title: string;
  count?: number;
  element: ReactNode;
}

/** @public */
export interface RouteTabsProps {
  /** Name of the whole, for screen readers. */
  label: string;
  tabs: RouteTab[];
}

/** Parts of a page with an address each. Has to be inside a route that ends in `/*`. @public */
export function RouteTabs(props: RouteTabsProps) {
  const { label, tabs } = props;
  const classes = useStyles();
  return (
    <div>
      <nav aria-label={label} className={classes.bar}>
        {tabs.map(tab => (
          <NavLink key={tab.path} to={tab.path} className={classes.tab}>
            {tab.title}
            {tab.count !== undefined && (
              <span className={classes.count}>{tab.count}</span>
            )}
          </NavLink>
        ))}
      </nav>
      <Routes>
        {tabs.map(tab => (
          <Route key={tab.path} path={`${tab.path}/*`} element={tab.element} />
        ))}
        <Route path="*" element={<Navigate to={tabs[0].path} replace />} />
      </Routes>
    </div>
  );
}
