/** Gives the first value of reactive state that is not null. */
export function until<T>(look: () => T | null): Promise<T> {
  return new Promise((settle) => {
    const stop = $effect.root(() => {
      $effect(() => {
        const value = look();
        if (value === null) return;
        settle(value);
        queueMicrotask(stop);
      });
    });
  });
}
