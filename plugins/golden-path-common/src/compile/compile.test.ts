import { compileShipped, paymentsApi } from './__testUtils__/shipped';

describe('smoke', () => {
  it('compiles', () => {
    const result = compileShipped(paymentsApi());
    console.log(JSON.stringify(result.findings, null, 1), result.notDerived, result.objects.map(o => o.path).join('\n'));
  });
});
