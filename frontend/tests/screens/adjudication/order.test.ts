import { describe, expect, it } from "vitest";
import {
  arranged,
  cellAddress,
  isOpenToMe,
  nextAfter,
  orderOf,
  orderQuery,
} from "../../../src/screens/adjudication/order";

const PLAIN = { sort: "text", criterion: "" } as const;
const line = (provision: string, more: object = {}) => ({
  provision,
  criterion: "legality",
  apart: 1 as number | null,
  obstacle: null as string | null,
  lock: null as { person: never; until: string; mine: boolean } | null,
  ...more,
});
const held = (mine: boolean) => ({ lock: { person: undefined as never, until: "", mine } });

describe("the order of conflicts", () => {
  it("is read from the address and written to it", () => {
    const query = new URLSearchParams("sort=apart&criterion=legality");
    expect(orderQuery(orderOf(query))).toBe("?sort=apart&criterion=legality");
    expect(orderQuery(orderOf(new URLSearchParams("sort=nonsense")))).toBe("");
  });

  it("keeps equal distances as in the draft, and puts what has no points first", () => {
    const lines = [line("a"), line("b", { apart: 2 }), line("c"), line("d", { apart: null })];
    const found = arranged(lines, { sort: "apart", criterion: "" });
    expect(found.map((one) => one.provision)).toEqual(["d", "b", "a", "c"]);
  });

  it("can hold one criterion only", () => {
    const lines = [line("a"), line("b", { criterion: "necessity" })];
    expect(arranged(lines, { sort: "text", criterion: "necessity" })).toEqual([lines[1]]);
  });
});

describe("the next conflict", () => {
  it("is one that the reader may decide and nobody else does", () => {
    const lines = [
      line("a"),
      line("b", { obstacle: "party" }),
      line("c", held(false)),
      line("d", held(true)),
    ];
    expect(lines.map(isOpenToMe)).toEqual([true, false, false, true]);
    expect(nextAfter(lines, line("a"), 1)?.provision).toBe("d");
  });

  it("goes round at both ends and ends when there is no other", () => {
    const lines = [line("a"), line("b"), line("c")];
    expect(nextAfter(lines, line("c"), 1)?.provision).toBe("a");
    expect(nextAfter(lines, line("a"), -1)?.provision).toBe("c");
    expect(nextAfter([line("a")], line("a"), 1)).toBeNull();
  });

  it("is found from the place where a decided cell stood", () => {
    const before = [line("a"), line("b"), line("c")];
    const after = [before[0]!, before[2]!];
    expect(nextAfter(after, before[1]!, 1, before)?.provision).toBe("c");
    expect(nextAfter(after, before[1]!, -1, before)?.provision).toBe("a");
  });

  it("has an address of its own, whatever its path is made of", () => {
    expect(cellAddress(3, { provision: "art/1", criterion: "a b" }, PLAIN)).toBe(
      "/assessments/3/conflicts/art%2F1/a%20b",
    );
  });
});
