import fc from 'fast-check';
import {
  commentText,
  readComment,
  readRequestBody,
  withRequestMarker,
} from './marker';

const marker = {
  key: 'payments-api',
  author: 'user:default/priya.engineer',
  commit: 'a'.repeat(40),
  baseCommit: 'b'.repeat(40),
  contractVersion: '1.4.0',
  reviewers: ['group:default/sre'],
  labels: ['fairway'],
};

describe('What a request carries with it', () => {
  it('is read back, and is in nobody’s way, whatever stands before it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), said => {
        const text = said.replace(/\r\n?/g, '\n').trim();
        const body = withRequestMarker(text, marker);
        expect(readRequestBody(body)).toEqual({ text, marker });
      }),
    );
  });

  it('survives what people write around it on the host', () => {
    const body = `${withRequestMarker('Why', marker)}\r\n\r\nPS: soon`;
    expect(readRequestBody(body)).toEqual({
      text: 'Why\n\n\n\nPS: soon',
      marker,
    });
  });

  it('is the last one: what was written into the text claims nothing', () => {
    const claim = withRequestMarker('', {
      ...marker,
      author: 'user:default/eve',
    });
    const body = withRequestMarker(`Look: ${claim}`, marker);
    expect(readRequestBody(body).marker).toEqual(marker);
  });

  it('is none when it is damaged', () => {
    for (const body of [
      '<!-- fairway:request {"key":1} -->',
      '<!-- fairway:request {not json} -->',
      '<!-- fairway:request {"key":"payments-api"',
      '',
    ]) {
      expect(readRequestBody(body).marker).toBeUndefined();
    }
  });
});

describe('A comment that the portal posts for somebody', () => {
  it('names them, and gives back what they wrote', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (said, name) => {
          const text = `x${said.replace(/\r\n?/g, '\n')}x`;
          const told = { id: '1', by: 'user:default/sam.reviewer' };
          const posted = commentText({
            text,
            marker: told,
            name: name.replace(/[\r\n]/g, ' '),
          });
          expect(readComment(posted)).toEqual({ text, marker: told });
        },
      ),
    );
  });

  it('cannot be made by quoting one', () => {
    const quoted = commentText({
      text: 'Merge it',
      marker: { id: '1', by: 'user:default/sam.reviewer' },
      name: 'Sam',
    });
    expect(readComment(`> \n${quoted}`)).toEqual({ text: `> \n${quoted}` });
  });
});
