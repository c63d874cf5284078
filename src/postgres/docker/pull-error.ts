import { PlangateError } from '../../errors.ts';

interface Cause {
  readonly pattern: RegExp;
  /** The second half of a sentence that begins with the image. */
  readonly words: string;
  readonly remedy: string;
}

/** What daemon and registries say, in the order in which it is looked for: a refusal often speaks of several things. */
const causes: readonly Cause[] = [
  {
    pattern: /toomanyrequests|rate limit/i,
    words: 'the registry lets nobody pull as often without signing in',
    remedy: 'Sign in before (`docker login`, or docker/login-action), or name a mirror in postgres.image.',
  },
  {
    pattern: /no space left on device/i,
    words: 'the disk of the Docker daemon is full',
    remedy: 'Make room with `docker system prune`.',
  },
  {
    pattern: /no matching manifest|does not match the (specified|detected) platform/i,
    words: 'it is not made for the platform of the Docker daemon',
    remedy: 'Name an image for it in postgres.image.',
  },
  {
    pattern: /invalid reference|invalid (repository|tag)|cannot be empty|repository name must/i,
    words: 'that is no name of an image',
    remedy: 'Write it as docker pull takes it, such as postgis/postgis:17-3.5.',
  },
  {
    pattern: /manifest unknown|manifest for .* not found|no such image|repository .* not found|name unknown/i,
    words: 'there is no such image in the registry',
    remedy: 'Correct postgres.image, or postgres.version.',
  },
  {
    pattern: /denied|unauthorized|forbidden|authentication required|no basic auth/i,
    words: 'the registry refused: there is no such image, or it is not for everyone',
    remedy: 'Correct the name, or sign in before (`docker login`, or docker/login-action).',
  },
  {
    pattern:
      /no such host|dial tcp|i\/o timeout|timeout|connection refused|network is unreachable|server misbehaving|proxyconnect|x509|tls:|EOF/i,
    words: 'the registry cannot be reached',
    remedy: 'Look at the network of the Docker daemon, or pull the image before.',
  },
];

/** The daemon's own images are the quickest way, where one will do. */
function insteadOf(others: readonly string[]): string {
  const [first] = others;
  return first === undefined ? '' : ` Or take one that is here: postgres: {image: "${first}"}.`;
}

/** An image that could not be pulled. */
export class PullError extends PlangateError {
  /** Why not, as half a sentence: `the registry cannot be reached`. */
  readonly why: string;

  /**
   * `place` is where the image is named: `postgres.image`, or `PostgreSQL` when nobody named it. `others` are images that
   * the daemon has and that could be taken.
   */
  constructor(image: string, place: string, cause: unknown, others: readonly string[] = []) {
    const message = (cause instanceof Error ? cause.message : String(cause)).trim();
    const found = causes.find(({ pattern }) => pattern.test(message));
    const why = found?.words ?? 'the Docker daemon could not pull it';
    super({
      kind: 'server',
      place,
      problem: `The image ${image} is not here and could not be pulled: ${why}.`,
      remedy: `${found?.remedy ?? 'Its own message says why.'}${insteadOf(others)}`,
      details: [message, ...others.map(other => `found the image ${other}`)].join('\n'),
      cause,
    });
    this.why = why;
  }
}
