/** Reproducible noise for simulations: mulberry32, uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A latency in ms as runners give it: log-normal around `center`; `spikes` is the share hit by something else. */
export function noisyLatency(random: () => number, center: number, spikes = 0.1): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const spike = random() < spikes ? 1 + 4 * random() : 1;
  return Math.round(center * Math.exp(0.15 * normal) * spike * 1000) / 1000;
}

export function samples(random: () => number, center: number, n: number, spikes = 0.1): number[] {
  return Array.from({ length: n }, () => noisyLatency(random, center, spikes));
}
