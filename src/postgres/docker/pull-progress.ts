/** What the daemon tells of a pull, line by line: https://docs.docker.com/reference/api/engine/ (ImageCreate). */
export interface PullEvent {
  readonly status?: string;
  /** Of the layer. */
  readonly id?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

/** Adds up what the events say of each layer: `34 of 152 MB, 5 of 14 layers`. */
export function pullProgress(): (event: PullEvent) => string {
  const layers = new Map<string, { done: boolean; loaded: number; size: number }>();
  return ({ status = '', id, progressDetail = {} }) => {
    if (id !== undefined && /^(Pulling fs layer|Waiting|Already exists)/.test(status))
      layers.set(id, { done: status.startsWith('Already'), loaded: 0, size: 0 });
    const layer = layers.get(id ?? '');
    if (layer !== undefined && status.startsWith('Downloading')) {
      layer.loaded = progressDetail.current ?? layer.loaded;
      layer.size = Math.max(progressDetail.total ?? 0, layer.size);
    }
    // Unpacking tells bytes of its own, which are the layer's once more.
    if (layer !== undefined && /^(Download complete|Verifying|Extracting|Pull complete)/.test(status))
      layer.loaded = layer.size;
    if (layer !== undefined && status.startsWith('Pull complete')) layer.done = true;
    const all = [...layers.values()];
    const sum = (of: 'loaded' | 'size') => all.reduce((bytes, each) => bytes + each[of], 0) / 1e6;
    const [loaded, size] = [sum('loaded'), sum('size')];
    const done = all.filter(layer => layer.done).length;
    if (all.length === 0) return status;
    return `${loaded.toFixed(0)} of ${size.toFixed(0)} MB, ${done} of ${all.length} layers`;
  };
}
