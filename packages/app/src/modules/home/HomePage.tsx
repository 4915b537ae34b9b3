import { Content, Header, Link, Page } from '@backstage/core-components';
import {
  identityApiRef,
  useApi,
  type ProfileInfo,
} from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import AddIcon from '@material-ui/icons/AddCircleOutline';
import CategoryIcon from '@material-ui/icons/Category';
import PlatformIcon from '@material-ui/icons/Layers';
import RequestIcon from '@material-ui/icons/CallMerge';
import type { ReactNode } from 'react';
import useAsync from 'react-use/esm/useAsync';

const useStyles = makeStyles(theme => ({
  ways: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(230px, 1fr))',
    gap: theme.spacing(2),
    padding: 0,
    margin: theme.spacing(0, 0, 4),
    listStyle: 'none',
  },
  way: {
    display: 'flex',
    gap: theme.spacing(1.5),
    height: '100%',
    padding: theme.spacing(2),
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
    '&:hover, &:focus-visible': {
      textDecoration: 'none',
      borderColor: theme.palette.primary.main,
      boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
    },
  },
  icon: { color: theme.palette.primary.main },
  widgets: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(460px, 1fr))',
    gap: theme.spacing(3),
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
  },
}));

const ways = [
  {
    to: '/create',
    icon: <AddIcon />,
    title: 'Create a service',
    text: 'State what you need; see everything that is derived while you type.',
  },
  {
    to: '/change-requests',
    icon: <RequestIcon />,
    title: 'Review changes',
    text: 'Change requests with findings, reasons, cost and evidence.',
  },
  {
    to: '/catalog',
    icon: <CategoryIcon />,
    title: 'Find a service',
    text: 'Who owns it, what it depends on, what runs for it and why.',
  },
  {
    to: '/platform',
    icon: <PlatformIcon />,
    title: 'Read the contract',
    text: 'What the platform promises and expects, policies and exceptions.',
  },
];

export function HomePage(props: { children: ReactNode }) {
  const classes = useStyles();
  const identity = useApi(identityApiRef);
  const { value: profile } = useAsync<() => Promise<ProfileInfo>>(
    () => identity.getProfileInfo(),
    [identity],
  );
  return (
    <Page themeId="home">
      <Header
        title={profile?.displayName ? `Hello, ${profile.displayName}` : 'Hello'}
        pageTitleOverride="Home"
        subtitle="The safe path is the easiest path. Where do you want to go?"
      />
      <Content>
        <ul className={classes.ways}>
          {ways.map(way => (
            <li key={way.to}>
              <Link to={way.to} className={classes.way}>
                <span className={classes.icon} aria-hidden="true">
                  {way.icon}
                </span>
                <span>
                  <Typography variant="h6" component="span" display="block">
                    {way.title}
                  </Typography>
                  <Typography
                    variant="body2"
                    component="span"
                    color="textSecondary"
                  >
                    {way.text}
                  </Typography>
                </span>
              </Link>
            </li>
          ))}
        </ul>
        <div className={classes.widgets}>{props.children}</div>
      </Content>
    </Page>
  );
}
