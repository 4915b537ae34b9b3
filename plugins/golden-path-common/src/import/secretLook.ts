/** Names of variables whose values are nobody's business but the vault's. */
const SECRET_NAME =
  /(^|[^a-z0-9])(password|passwd|passphrase|pass|pwd|token|secret|secret[-_]?key|api[-_]?key|private[-_]?key|access[-_]?key([-_]?id)?|credentials?)$/i;

/** A value that a reference stands for, and no value at all. */
const NOT_REFERRED = String.raw`(?!\$[({])[^\s"';&,$<>]`;

const SECRET_VALUES = [
  // Of an address: scheme://user:password@host.
  new RegExp(
    String.raw`[a-z][a-z0-9+.:-]{0,40}:\/\/[^\s/:@]{0,200}:(?!\$[({])[^\s/@]{1,300}@`,
    'i',
  ),
  // Of a connection string, a query or a flag: ;Password=…, ?token=…, --api-key=….
  new RegExp(
    String.raw`(^|[^a-z0-9])(password|passwd|passphrase|pwd|accountkey|account_key|sharedaccesskey|access[-_]?token|auth[-_]?token|token|api[-_]?key|apikey|secret|client[-_]?secret|secret[-_]?key|secret[-_]?access[-_]?key|private[-_]?key)"?\s{0,4}[=:]\s{0,4}["']?${NOT_REFERRED}`,
    'i',
  ),
  /-----BEGIN ([A-Z0-9]+ ){0,4}PRIVATE KEY( BLOCK)?-----/,
  // Keys of providers, which say themselves what they are.
  /(^|[^A-Za-z0-9])(AKIA|ASIA)[0-9A-Z]{16}($|[^A-Za-z0-9])/,
  /(^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[-\w]{20,}|xox[abeprs]-[-\w]{10,}|(sk|rk)_(live|test)_[A-Za-z0-9]{10,}|sk-[-\w]{20,}|AIza[-\w]{35}|npm_[A-Za-z0-9]{30,}|hv[bs]\.[-\w]{20,}|SG\.[-\w]{16,}\.[-\w]{16,}|dop_v1_[a-f0-9]{40,})/,
  /eyJ[-\w]{10,}\.eyJ[-\w]{10,}\.[-\w]+/,
  /(^|[^a-z0-9])(basic|bearer)\s+[a-z0-9+/_.=-]{16,}/i,
];

/** Longer texts are judged by their beginning: what searches them may not take long. */
const MAX_SEARCHED = 20_000;

/** Whether the name of a variable, a key or a flag says that its value is a secret. */
export function isSecretName(name: string): boolean {
  // The working directory, as shells name it.
  return name !== 'PWD' && SECRET_NAME.test(name);
}

/** Whether a text holds what looks like a credential, whatever its name is; references to secrets are none. */
export function holdsSecret(text: string): boolean {
  const searched = text.slice(0, MAX_SEARCHED);
  return SECRET_VALUES.some(pattern => pattern.test(searched));
}
