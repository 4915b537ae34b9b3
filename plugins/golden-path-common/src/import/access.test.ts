import { imported, intentCalled } from './__testUtils__/manifests';

const web = (more = '', pod = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [ { name: main, image: "registry.example.com/web:1", ports: [ { containerPort: 8080 } ], ${pod} } ] } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [ { port: 80, targetPort: 8080 } ] }
---
${more}`;

const ingress = (annotations = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { rules: [ { host: web.example.com, http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } } ] } } ] }
---`;

describe('What only some addresses may call is not opened to everyone', () => {
  it.each([
    [
      'a load balancer with source ranges',
      `apiVersion: v1
kind: Service
metadata: { name: out, namespace: shop }
spec: { type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], selector: { app: web }, ports: [ { port: 80, targetPort: 8080 } ] }`,
      'loadBalancerSourceRanges of Service out',
    ],
    [
      'an Ingress of nginx with a list of addresses',
      ingress('nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8'),
      'nginx.ingress.kubernetes.io/whitelist-source-range of Ingress web',
    ],
    [
      'an Ingress of HAProxy with one',
      ingress('haproxy.org/allow-list: "10.0.0.0/8"'),
      'haproxy.org/allow-list of Ingress web',
    ],
    [
      'an Ingress of AWS with one',
      ingress('alb.ingress.kubernetes.io/inbound-cidrs: 10.0.0.0/8'),
      'alb.ingress.kubernetes.io/inbound-cidrs of Ingress web',
    ],
    [
      'an Ingress of Traefik whose middleware is one',
      ingress(
        'traefik.ingress.kubernetes.io/router.middlewares: shop-ip-allowlist@kubernetescrd',
      ),
      'traefik.ingress.kubernetes.io/router.middlewares of Ingress web',
    ],
    [
      'a NetworkPolicy that lets addresses in, behind an open Ingress',
      `${ingress()}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: office, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [ { from: [ { ipBlock: { cidr: 203.0.113.0/24 } } ] } ] }`,
      'ipBlock of NetworkPolicy office',
    ],
  ])('%s drafts it as internal, and asks', (_, text, from) => {
    const result = imported(web(text));
    const { spec } = intentCalled(result, 'web');
    expect(spec).toMatchObject({
      workloadType: 'internal-api',
      exposure: 'internal',
    });
    expect(spec.route).toBeUndefined();
    expect(
      result.questions.find(({ at }) => at === '/spec/exposure'),
    ).toMatchObject({ basis: 'placeholder', value: 'internal', from });
    expect(
      result.notCarriedOver.filter(
        ({ urgent, why }) => urgent && /restricts access/.test(why),
      ),
    ).not.toEqual([]);
  });

  it('but what is open to every address is public', () => {
    for (const annotation of [
      '',
      'nginx.ingress.kubernetes.io/whitelist-source-range: 0.0.0.0/0',
    ]) {
      const { spec } = intentCalled(imported(web(ingress(annotation))), 'web');
      expect(spec.exposure).toBe('public');
    }
  });

  it('a load balancer inside of a cloud is not public either', () => {
    const result = imported(
      web(`apiVersion: v1
kind: Service
metadata: { name: out, namespace: shop, annotations: { service.beta.kubernetes.io/azure-load-balancer-internal: "true" } }
spec: { type: LoadBalancer, selector: { app: web }, ports: [ { port: 80, targetPort: 8080 } ] }`),
    );
    expect(intentCalled(result, 'web').spec.exposure).toBe('internal');
  });

  it('and of several hosts, only the paths of the one that stays are opened', () => {
    const rule = (host: string, path: string) =>
      `{ host: ${host}, http: { paths: [ { path: ${path}, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } } ] } }`;
    const result = imported(
      web(`apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { rules: [ ${rule('a.example.com', '/one')}, ${rule(
        'b.example.com',
        '/',
      )} ] }`),
    );
    expect(intentCalled(result, 'web').spec.route).toMatchObject({
      host: 'a.example.com',
      paths: ['/one'],
    });
    expect(result.notCarriedOver.map(({ what }) => what)).toContain(
      'Ingress web: spec.rules[1].host b.example.com',
    );
  });
});

describe('No credential gets from a manifest into Git', () => {
  it.each([
    ['an address with a password', 'postgres://shop:hunter2@db:5432/shop'],
    ['an address with a password alone', 'redis://:hunter2@cache:6379'],
    ['JDBC', 'jdbc:postgresql://db/shop?user=shop&password=hunter2'],
    ['a connection string', 'Server=db;Database=shop;Password=hunter2;'],
    ['Azure storage', 'AccountName=shop;AccountKey=aHVudGVyMg==hunter2'],
    ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE hunter2'],
    ['a token of GitHub', `ghp_${'hunter2'.repeat(6)}`],
    ['a key of Stripe', 'sk_live_hunter2hunter2'],
    [
      'a token in three parts',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.hunter2-hunter2',
    ],
    ['a private key', '-----BEGIN RSA PRIVATE KEY----- hunter2'],
    ['a header', 'Authorization: Bearer hunter2hunter2hunter2'],
    ['JSON', '{"user":"shop","password":"hunter2"}'],
  ])('as in %s', (_, text) => {
    const result = imported(
      web('', `env: [ { name: SETTING, value: ${JSON.stringify(text)} } ]`),
    );
    const { containers, secrets } = intentCalled(result, 'web').spec;
    expect(containers.app.env).toEqual({
      SETTING: '${secrets.web-env.setting}',
    });
    expect(secrets).toEqual({ 'web-env': { keys: ['setting'] } });
    expect(JSON.stringify(result)).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
    expect(result.changed.map(({ what }) => what)).toContain(
      'variable SETTING',
    );
  });

  it.each([
    'postgres://shop@db:5432/shop',
    'postgres://$(USER):$(PASSWORD)@db:5432/shop',
    'jdbc:postgresql://db/shop?user=shop&ssl=true',
    'http://cart:7070/a:b@c',
    'passwordless=true',
    'tokens and keys',
  ])('but %s is none', text => {
    const result = imported(
      web('', `env: [ { name: SETTING, value: ${JSON.stringify(text)} } ]`),
    );
    expect(intentCalled(result, 'web').spec.secrets).toBeUndefined();
  });

  it('nor as an argument, nor by a setting; and the host in a secret is still one that is called', () => {
    const result = imported(
      web(
        `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { DSN: "postgres://shop:hunter2@db.example.org:5432/shop" }`,
        'envFrom: [ { configMapRef: { name: settings } } ], args: [serve, "--password=hunter2", --api-key, hunter2, --port, "80"]',
      ),
    );
    const { containers, dependencies } = intentCalled(result, 'web').spec;
    expect(containers.app).toMatchObject({
      args: ['serve', '--api-key', '--port', '80'],
      env: { DSN: '${secrets.settings.dsn}' },
    });
    expect(dependencies).toMatchObject([{ external: 'db.example.org:5432' }]);
    expect(JSON.stringify(result)).not.toMatch(/hunter2/);
  });

  it('and what is composed of a variable that is left out is left out too', () => {
    const result = imported(
      web(
        '',
        'env: [ { name: POD_IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }, { name: SELF, value: "$(POD_IP):80" }, { name: ALSO, value: "http://$(SELF)" }, { name: PRICE, value: "$$(POD_IP)" } ]',
      ),
    );
    expect(intentCalled(result, 'web').spec.containers.app.env).toEqual({
      PRICE: '$$(POD_IP)',
    });
    expect(result.notCarriedOver.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'variable POD_IP',
        'variable SELF',
        'variable ALSO',
      ]),
    );
  });
});

describe('What runs without a Deployment is drafted too', () => {
  it.each([
    ['v1', 'ReplicationController'],
    ['apps/v1', 'ReplicaSet'],
  ])('%s %s', (apiVersion, kind) => {
    const result = imported(`
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: old }
spec: { replicas: 4, template: { metadata: { labels: { app: old } }, spec: { containers: [ { name: main, image: "registry.example.com/old:1", ports: [ { containerPort: 80 } ] } ] } } }`);
    expect(intentCalled(result, 'old').spec).toMatchObject({
      workloadType: 'internal-api',
      scaling: { min: 4, max: 4 },
    });
  });

  it('a Pod alone by whether it is started anew, and no test of a chart', () => {
    const pod = (name: string, more: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, ${more} }
spec: { restartPolicy: ${
      name === 'once' ? 'Never' : 'Always'
    }, containers: [ { name: main, image: "registry.example.com/${name}:1" } ] }
---`;
    const result = imported(
      pod('lone', '') +
        pod('once', '') +
        pod('probe', 'annotations: { helm.sh/hook: test }'),
    );
    expect(
      result.services.map(({ intent }) => [
        intent.metadata.name,
        intent.spec.workloadType,
      ]),
    ).toEqual([
      ['lone', 'internal-api'],
      ['once', 'migration-job'],
    ]);
    expect(result.notCarriedOver.map(({ what }) => what)).toContain(
      'Pod probe',
    );
  });
});
