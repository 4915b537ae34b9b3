import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Problem } from '@fairway/plugin-golden-path-common';
import { focusRing, messageOf, visuallyHidden } from '@fairway/ui';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { useState } from 'react';
import type { Workbench } from '../../../hooks/useWorkbench';
import { useWords } from '../../../hooks/useWords';
import { templateOf } from '../../../authoring/paths';
import type { TreeNode } from '../../../authoring/tree';
import { AddFileDialog } from './AddFileDialog';
import { FileRow } from './FileRow';
import { useFileList, type FileGroup } from './useFileList';

const useStyles = makeStyles(theme => ({
  root: {
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    display: 'flex',
    flexDirection: 'column',
    maxHeight: 'calc(100vh - 190px)',
    '@media (max-width: 1100px)': { maxHeight: 320 },
  },
  head: {
    padding: theme.spacing(1),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  filter: {
    boxSizing: 'border-box',
    width: '100%',
    height: 32,
    padding: theme.spacing(0, 1),
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: 4,
    background: theme.palette.background.paper,
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: 14,
    '&:focus-visible': { ...focusRing(theme), outlineOffset: 0 },
    '&::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
  },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& &': { paddingLeft: theme.spacing(1.5) },
  },
  scroll: { overflowY: 'auto', padding: theme.spacing(0.5, 0), flex: 1 },
  folder: {
    display: 'flex',
    alignItems: 'center',
    gap: 2,
    width: '100%',
    minHeight: 28,
    padding: theme.spacing(0.25, 1, 0.25, 0.5),
    border: 0,
    background: 'none',
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: 13.5,
    fontWeight: 600,
    textAlign: 'left',
    overflowWrap: 'anywhere',
    cursor: 'pointer',
    '&:hover': { background: theme.palette.action.hover },
    '&:focus-visible': { ...focusRing(theme), outlineOffset: -2 },
  },
  below: { fontWeight: 400 },
  icon: { fontSize: 18, flex: 'none', color: theme.palette.text.secondary },
  note: { padding: theme.spacing(0.5, 3), fontSize: 13 },
  foot: {
    padding: theme.spacing(0.5, 1),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  hidden: visuallyHidden,
}));

/** Files of contract and templates; what differs from what is out, and what has problems, is marked. */
export function FileTree(props: { workbench: Workbench }) {
  const { workbench } = props;
  const { templates, file } = workbench;
  const t = useWords();
  const classes = useStyles();
  const [filter, setFilter] = useState('');
  const [adding, setAdding] = useState(false);
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  const groups = useFileList({ workbench, filter });

  const isOpen = (path: string, byItself: boolean) =>
    filter.trim() !== '' || (folded.get(path) ?? byItself);
  const toggle = (path: string, open: boolean) =>
    setFolded(before => new Map([...before, [path, !open]]));

  const group = (each: FileGroup) => {
    const { id, template } = each;
    const open = isOpen(
      id,
      template === undefined || templateOf(file) === template,
    );
    const name =
      template === undefined
        ? t('files.contract')
        : t('files.template', { name: template });
    return (
      <li key={id}>
        <FolderButton
          name={name}
          open={open}
          onToggle={() => {
            toggle(id, open);
            if (!open && template !== undefined) {
              templates.open([template]);
            }
          }}
        />
        {open && each.isLoaded && (
          <FileNodes
            nodes={each.nodes}
            workbench={workbench}
            isOpen={isOpen}
            onToggle={toggle}
          />
        )}
        {open && !each.isLoaded && filter.trim() === '' && (
          <Typography className={classes.note} color="textSecondary">
            {t('files.loading')}
          </Typography>
        )}
      </li>
    );
  };

  return (
    <nav className={classes.root} aria-label={t('files.title')}>
      <div className={classes.head}>
        <input
          type="search"
          className={classes.filter}
          placeholder={t('files.filter')}
          aria-label={t('files.filter')}
          value={filter}
          onChange={event => setFilter(event.target.value)}
        />
      </div>
      <div className={classes.scroll}>
        <ul className={classes.list}>{groups.map(group)}</ul>
        {groups.length === 0 && (
          <Typography className={classes.note}>{t('files.noMatch')}</Typography>
        )}
        {templates.error !== undefined && (
          <Typography className={classes.note} role="alert" component="div">
            {t('files.failed')} {messageOf(templates.error)}{' '}
            <Button size="small" onClick={templates.retry}>
              {t('files.retry')}
            </Button>
          </Typography>
        )}
      </div>
      <div className={classes.foot}>
        <Button size="small" onClick={() => setAdding(true)}>
          {t('files.add')}
        </Button>
      </div>
      {adding && (
        <AddFileDialog workbench={workbench} onClose={() => setAdding(false)} />
      )}
    </nav>
  );
}

interface NodesProps {
  nodes: TreeNode[];
  workbench: Workbench;
  isOpen(path: string, byItself: boolean): boolean;
  onToggle(path: string, open: boolean): void;
}

function FileNodes(props: NodesProps) {
  const { nodes, workbench } = props;
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {nodes.map(node => (
        <li key={node.path}>
          {node.children ? (
            <FolderNode {...props} node={node} nodes={node.children} />
          ) : (
            <FileRow
              workbench={workbench}
              path={node.path}
              name={node.name}
              problems={countOf(workbench.live.problems, node.path)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function FolderNode(props: NodesProps & { node: TreeNode }) {
  const { node, workbench, isOpen, onToggle } = props;
  // Tests with all that they expect are long; policies are what a contract is about.
  const open = isOpen(
    node.path,
    node.path.startsWith('contract/') || workbench.file.startsWith(node.path),
  );
  return (
    <>
      <FolderButton
        name={node.name}
        open={open}
        isBelow
        onToggle={() => onToggle(node.path, open)}
      />
      {open && <FileNodes {...props} />}
    </>
  );
}

function countOf(problems: readonly Problem[], path: string): number {
  return problems.filter(({ file }) => file === path).length;
}

function FolderButton(props: {
  name: string;
  open: boolean;
  isBelow?: boolean;
  onToggle(): void;
}) {
  const { name, open, isBelow, onToggle } = props;
  const classes = useStyles();
  const Icon = open ? ExpandMoreIcon : ChevronRightIcon;
  return (
    <button
      type="button"
      className={`${classes.folder} ${isBelow ? classes.below : ''}`}
      aria-expanded={open}
      onClick={onToggle}
    >
      <Icon className={classes.icon} aria-hidden />
      {name}
    </button>
  );
}
