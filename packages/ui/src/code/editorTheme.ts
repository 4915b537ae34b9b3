import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Theme } from '@material-ui/core/styles';
import { fairwayColors } from '../theme';
import { CODE_FONT, CODE_LINE } from './codeLine';

/** Editors look like the page, in light and dark. */
export function editorTheme(theme: Theme) {
  const isDark = theme.palette.type === 'dark';
  const { diff, states } = fairwayColors(theme.palette.type);
  const key = isDark ? '#7fc8ff' : '#0b4f8a';
  const text = isDark ? '#a5e0b5' : '#14633a';
  const number = isDark ? '#f4c76c' : '#7a4b00';
  return [
    EditorView.theme(
      {
        '&': {
          fontSize: `${CODE_LINE.fontSize}px`,
          color: theme.palette.text.primary,
          backgroundColor: theme.palette.background.paper,
        },
        '&.cm-focused': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: '-2px',
        },
        '.cm-scroller': {
          fontFamily: CODE_FONT,
          lineHeight: `${CODE_LINE.lineHeight}px`,
        },
        '.cm-gutters': {
          backgroundColor: theme.palette.background.paper,
          color: theme.palette.text.secondary,
          borderRight: `1px solid ${theme.palette.divider}`,
        },
        '.cm-activeLine, .cm-activeLineGutter': {
          backgroundColor: theme.palette.action.hover,
        },
        // Drawn selections lie below the text; the line of the cursor must not hide them.
        '.cm-activeLine': {
          backgroundColor: isDark
            ? 'rgba(255,255,255,0.05)'
            : 'rgba(20,30,40,0.04)',
        },
        '.cm-cursor': { borderLeftColor: theme.palette.text.primary },
        '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
          {
            background: isDark
              ? 'rgba(94,200,184,0.28)'
              : 'rgba(11,110,102,0.18)',
          },
        '.cm-panels': {
          color: theme.palette.text.primary,
          backgroundColor: theme.palette.background.default,
        },
        '.cm-textfield, .cm-button': {
          color: theme.palette.text.primary,
          backgroundColor: theme.palette.background.paper,
          backgroundImage: 'none',
          borderColor: theme.palette.divider,
        },
        '.cm-diagnostic': { padding: '2px 6px', whiteSpace: 'pre-wrap' },
        '.cm-reason': {
          width: '14px',
          textAlign: 'center',
          color: theme.palette.primary.main,
          cursor: 'pointer',
        },
        '.cm-tooltip': {
          maxWidth: '480px',
          padding: '6px 10px',
          color: theme.palette.text.primary,
          backgroundColor: theme.palette.background.paper,
          border: `1px solid ${theme.palette.divider}`,
          borderRadius: '4px',
        },
        '.cm-insertedLine, &.cm-merge-b .cm-changedLine': {
          backgroundColor: `${diff.added} !important`,
          textDecoration: 'none',
        },
        '&.cm-merge-a .cm-changedLine': {
          backgroundColor: `${diff.removed} !important`,
          textDecoration: 'none',
        },
        '.cm-deletedChunk': {
          backgroundColor: `${diff.removed} !important`,
        },
        '.cm-deletedChunk .cm-deletedLine, .cm-deletedChunk del': {
          textDecoration: 'none',
        },
        '.cm-changedText': {
          background: `${
            isDark ? 'rgba(70,185,124,0.2)' : 'rgba(31,138,82,0.22)'
          } !important`,
        },
        '.cm-deletedText, &.cm-merge-a .cm-changedText': {
          background: `${
            isDark ? 'rgba(238,106,96,0.2)' : 'rgba(201,53,44,0.18)'
          } !important`,
        },
        '.cm-collapsedLines': {
          color: states.unknown.text,
          background: `${states.unknown.background} !important`,
          padding: '2px 12px',
          // The sign that the editor brings is missing in many fonts.
          '&:before, &:after': { content: '"⋯"' },
        },
        '.cm-collapsedLines:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: '-2px',
        },
      },
      { dark: isDark },
    ),
    syntaxHighlighting(
      HighlightStyle.define([
        {
          tag: [tags.propertyName, tags.definition(tags.propertyName)],
          color: key,
        },
        { tag: [tags.string, tags.content], color: text },
        { tag: [tags.number, tags.bool, tags.null], color: number },
        { tag: tags.comment, color: theme.palette.text.secondary },
      ]),
    ),
  ];
}
