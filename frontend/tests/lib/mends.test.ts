import { beforeAll, describe, expect, it } from "vitest";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { readCatalogue } from "../../scripts/compile-messages.mjs";
import { setMessages } from "../../src/lib/i18n.svelte";
import { linesLabel, mendText, reasonText, spokenPath } from "../../src/lib/mends";

beforeAll(() => {
  const messages = Object.entries(readCatalogue("en")).map(([key, text]) => [
    key,
    compileMessage(text as string),
  ]);
  setMessages("en", Object.fromEntries(messages) as never);
});

describe("a path in words", () => {
  it("reads like a label", () => {
    expect(spokenPath("art_3__para_2__point_b")).toBe("Art. 3, para. 2, point b");
    expect(spokenPath("chp_II__sec_1")).toBe("Chapter II, Section 1");
    expect(spokenPath("art_7__para_nn_2")).toBe("Art. 7, para. 2");
  });
  it("stays as it is where it is a format's own", () => {
    expect(spokenPath("GUID-1A2B")).toBe("GUID-1A2B");
  });
});

describe("a mend in words", () => {
  it("says what was done to what, by the label when it is known", () => {
    expect(mendText({ op: "merge", path: "art_3__para_2" }, "Art. 3(2)")).toBe(
      "Art. 3(2) joined to what stood before it",
    );
    expect(mendText({ op: "level", path: "art_3__para_2", by: -1 })).toBe("Art. 3, para. 2 one level out");
    expect(mendText({ op: "level", path: "art_3__para_2", by: 1 })).toBe("Art. 3, para. 2 one level in");
    expect(mendText({ op: "relabel", path: "art_3", kind: "chapter", number: "", heading: "Scope" })).toBe(
      "Art. 3 relabelled: chapter, no number, “Scope”",
    );
    expect(mendText({ op: "set_aside", lines: [0, 4], reason: "front matter" })).toBe(
      "Lines 1 to 5 set aside (front matter)",
    );
    expect(mendText({ op: "bring_back", lines: [2, 2] })).toBe("Line 3 brought back");
    expect(mendText({ op: "option", path: "art_3" })).toBe("Art. 3 marked as an option");
    expect(mendText({ op: "split", path: "art_3", at: 4 })).toBe("Art. 3 split in two");
  });
  it("says why words are set aside: reasons that are known in the interface's language, others as they are", () => {
    expect(reasonText("cover page or note")).toBe("cover page or note");
    expect(reasonText("facilitators' note")).toBe("facilitators’ note");
    expect(reasonText("in another language (French)")).toBe("in another language (French)");
    expect(reasonText("Spam {reason} constructor")).toBe("Spam {reason} constructor");
    expect(reasonText("constructor")).toBe("constructor");
  });
  it("counts lines from one", () => {
    expect(linesLabel([0, 0])).toBe("Line 1");
  });
});
