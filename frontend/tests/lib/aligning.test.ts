import { expect, it } from "vitest";
import { untilAligned } from "../../src/lib/aligning";

async function asked(answers: number[]) {
  const told: number[] = [];
  let at = 0;
  const last = await untilAligned(
    async () => ({ to_align: answers[at++] ?? 0 }),
    (remaining) => told.push(remaining),
  );
  return { last: last.to_align, told, calls: at };
}

it("asks until no pair is left, telling how many are", async () => {
  expect(await asked([3, 1, 0])).toEqual({ last: 0, told: [3, 1, 0], calls: 3 });
});

it("asks once when everything is aligned", async () => {
  expect(await asked([0])).toEqual({ last: 0, told: [0], calls: 1 });
});

it("does not ask for ever when nothing moves", async () => {
  expect(await asked([2, 2, 2])).toMatchObject({ last: 2, calls: 2 });
});
