/** Answers that need drafts to be aligned first, a few pairs a request. */

interface Coming {
  to_align: number;
}

/** Asks until everything is aligned, telling how many pairs of drafts remain; ends as well when that does not get less. */
export async function untilAligned<T extends Coming>(
  ask: () => Promise<T>,
  told: (remaining: number) => void,
): Promise<T> {
  let answer = await ask();
  while (answer.to_align > 0) {
    told(answer.to_align);
    const next = await ask();
    if (next.to_align >= answer.to_align) return next;
    answer = next;
  }
  told(0);
  return answer;
}
