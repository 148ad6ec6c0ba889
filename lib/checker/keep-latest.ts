/** Remembers what was made last for each key, up to so many: the same key gets the same value without making it again. */
export function keepLatest<Value>(most: number): (key: string, make: () => Value) => Value {
  const kept = new Map<string, { readonly value: Value }>();
  return (key, make) => {
    const { value } = kept.get(key) ?? { value: make() };
    // A Map keeps the order of setting, so its first key is the one that was asked for longest ago.
    kept.delete(key);
    kept.set(key, { value });
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return value;
  };
}
