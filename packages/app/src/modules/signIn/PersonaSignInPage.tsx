import {
  Content,
  ErrorPanel,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import type { IdentityApi, SignInPageProps } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { chosenPersona, type Persona } from './personas';

const useStyles = makeStyles(theme => ({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
    gap: theme.spacing(2),
    padding: 0,
    margin: 0,
    listStyle: 'none',
  },
  persona: {
    display: 'block',
    textAlign: 'left',
    width: '100%',
    height: '100%',
    padding: theme.spacing(2),
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    '&:hover, &:focus-visible': {
      borderColor: theme.palette.primary.main,
      boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
    },
  },
  role: { color: theme.palette.text.secondary },
}));

/** Signing out of a persona forgets it, so that another one can be chosen. */
function withSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      chosenPersona.clear();
      await identity.signOut();
      window.location.assign('/');
    },
  };
}

/** The sign-in of the demo profile: a few people whose groups own real things in the estate. */
export function PersonaSignInPage(
  props: SignInPageProps & { personas: Persona[] },
) {
  const { personas, onSignInSuccess } = props;
  const classes = useStyles();
  const [chosen, setChosen] = useState(() => {
    const id = chosenPersona.get();
    return personas.some(persona => persona.id === id) ? id : undefined;
  });

  if (chosen) {
    return (
      <ProxiedSignInPage
        provider="personas"
        headers={{ 'x-fairway-persona': chosen }}
        onSignInSuccess={identity => onSignInSuccess(withSignOut(identity))}
        ErrorComponent={({ error }) => (
          <Box p={3}>
            <ErrorPanel
              title="Signing in did not work"
              error={error ?? new Error('No reason was given')}
            />
            <Box mt={2}>
              <Button
                variant="contained"
                color="primary"
                onClick={() => {
                  chosenPersona.clear();
                  setChosen(undefined);
                }}
              >
                Choose someone else
              </Button>
            </Box>
          </Box>
        )}
      />
    );
  }

  return (
    <Page themeId="home">
      <Content>
        <Box maxWidth={960} mx="auto" mt={6}>
          <Typography variant="h1" gutterBottom>
            Fairway
          </Typography>
          <Typography variant="body1" paragraph>
            The safe path is the easiest path. This is the demo: choose who you
            want to be. You can change it any time under Settings.
          </Typography>
          <ul className={classes.grid}>
            {personas.map(persona => (
              <li key={persona.id}>
                <ButtonBase
                  className={classes.persona}
                  onClick={() => {
                    chosenPersona.set(persona.id);
                    setChosen(persona.id);
                  }}
                >
                  <Typography variant="h5" component="span" display="block">
                    {persona.name}
                  </Typography>
                  <Typography
                    variant="subtitle2"
                    component="span"
                    display="block"
                    className={classes.role}
                    gutterBottom
                  >
                    {persona.role}
                  </Typography>
                  <Typography variant="body2" component="span" display="block">
                    {persona.about}
                  </Typography>
                </ButtonBase>
              </li>
            ))}
          </ul>
        </Box>
      </Content>
    </Page>
  );
}
