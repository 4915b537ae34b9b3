import { missingByPage } from './missing';

const places: Record<string, { title: string; page?: number }> = {
  '/metadata/owner': { title: 'Owner', page: 0 },
  '/metadata/system': { title: 'System', page: 0 },
  '/spec/containers/app/image': { title: 'Image', page: 1 },
  '/spec/stateful/quorum': { title: 'Store: Quorum', page: 2 },
  '/spec/stateful/storage/storageClass': {
    title: 'Store: Volume: Storage class',
    page: 2,
  },
};
const titles = ['Identity', 'Workload', 'Store'];
const placeOf = (pointer: string) => {
  const { title, page } = places[pointer] ?? { title: pointer };
  return {
    title,
    ...(page !== undefined && { page: { index: page, title: titles[page] } }),
  };
};
const lines = (shown?: number, pointers = Object.keys(places)) =>
  missingByPage({
    missing: pointers.map(at => ({ at, title: `the answer of ${at}` })),
    placeOf,
    shown,
  }).map(
    ({ title, answers }) =>
      `${title}: ${answers.map(({ name }) => name).join(', ')}`,
  );

describe('answers that are still to come', () => {
  it('are told page by page in the order of the form, and each page and group once', () => {
    expect(lines(0, Object.keys(places).reverse())).toEqual([
      'On this page: System, Owner',
      'Workload: Image',
      'Store: Volume: Storage class, Quorum',
    ]);
  });

  it('are told with what the compiler calls them where no field asks for them', () => {
    expect(lines(undefined, ['/spec/other', '/metadata/owner'])).toEqual([
      'Identity: Owner',
      'Elsewhere: the answer of /spec/other',
    ]);
  });
});
