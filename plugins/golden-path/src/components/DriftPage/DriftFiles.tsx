import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type { DriftFile } from '@fairway/plugin-golden-path-common';
import { DiffView, EnvironmentChip, StateChip } from '@fairway/ui';
import { useSearchParams } from 'react-router-dom';
import { useWords } from '../../hooks/useWords';
import { KIND_LOOKS, KIND_ORDER } from '../shared/driftStates';
import { MasterDetail, useMasterDetailStyles } from '../shared/MasterDetail';

const useStyles = makeStyles(theme => ({
  words: {
    margin: theme.spacing(0, 0, 1.5),
    paddingLeft: theme.spacing(2.5),
    fontSize: 14,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
  },
  text: { margin: theme.spacing(0, 0, 1) },
}));

function titleOf({ object, path }: DriftFile): string {
  return object
    ? `${object.kind} ${object.name}`
    : path.split('/').slice(-1)[0] ?? path;
}

/** Every file that differs, one at a time; which one stands in the address. */
export function DriftFiles(props: { files: DriftFile[] }) {
  const { files } = props;
  const t = useWords();
  const classes = useMasterDetailStyles();
  const [params, setParams] = useSearchParams();
  const asked = params.get('file');
  const groups = KIND_ORDER.map(kind => ({
    kind,
    files: files.filter(file => file.kind === kind),
  })).filter(group => group.files.length > 0);
  const current =
    files.find(({ path }) => path === asked) ?? groups[0]?.files[0];
  const show = (path: string) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        next.set('file', path);
        return next;
      },
      { replace: true },
    );
  return (
    <MasterDetail
      label={t('serviceDrift.filesNav')}
      master={groups.map(group => (
        <div key={group.kind}>
          <h3 className={classes.group}>
            <StateChip
              state={KIND_LOOKS[group.kind]}
              label={t(`serviceDrift.kind.${group.kind}`)}
              title={t(`serviceDrift.kindText.${group.kind}`)}
            />
          </h3>
          <ul className={classes.list}>
            {group.files.map(file => (
              <li key={file.path} className={classes.row}>
                <button
                  type="button"
                  className={classes.button}
                  aria-current={file.path === current?.path}
                  title={file.path}
                  onClick={() => show(file.path)}
                >
                  <span className={classes.rowTitle}>{titleOf(file)}</span>
                  <span className={classes.rowMore}>
                    {file.object?.cluster ?? file.object?.env}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    >
      {current && <FileDetail key={current.path} file={current} />}
    </MasterDetail>
  );
}

/** What somebody did to one file, and what mending makes of it. */
function FileDetail(props: { file: DriftFile }) {
  const { file } = props;
  const { found, derived, words, line, object } = file;
  const t = useWords();
  const masterDetail = useMasterDetailStyles();
  const classes = useStyles();
  const title = titleOf(file);
  return (
    <>
      <div className={masterDetail.detailHead}>
        <h3 className={masterDetail.detailTitle}>{title}</h3>
        {object?.env && <EnvironmentChip environment={object.env} />}
        <span className={masterDetail.path}>
          {file.path}
          {line === undefined
            ? ''
            : `, ${t('serviceDrift.line', { line: String(line) })}`}
        </span>
      </div>
      <Typography variant="body2" className={classes.text}>
        {t(`serviceDrift.kindText.${file.kind}`)}
      </Typography>
      {words.length > 0 && (
        <>
          <Typography variant="body2" color="textSecondary">
            {t('serviceDrift.mendingDoes')}
          </Typography>
          <ul className={classes.words}>
            {words.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {found === undefined && derived === undefined ? (
        <Typography variant="body2">{t('serviceDrift.notShown')}</Typography>
      ) : (
        <DiffView before={found ?? ''} after={derived ?? ''} label={title} />
      )}
    </>
  );
}
