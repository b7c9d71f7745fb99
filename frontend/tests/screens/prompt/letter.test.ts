import { expect, test } from "vitest";
import { framesOf, letterOf } from "../../../src/screens/prompt/letter";

test("headings, entries, the form of the answer and texts stand apart, in their order", () => {
  const text = "You judge.\n\n# How\n\n1. First\n   - inside\n2. Second\n\n```json\n{\n}\n```\n\nThe end.";
  expect(letterOf(text)).toEqual([
    { kind: "text", text: "You judge." },
    { kind: "heading", level: 1, text: "How" },
    { kind: "entry", mark: "1.", text: "First", deeper: false },
    { kind: "entry", mark: "-", text: "inside", deeper: true },
    { kind: "entry", mark: "2.", text: "Second", deeper: false },
    { kind: "form", text: "{\n}", lines: 2 },
    { kind: "text", text: "The end." },
  ]);
});

test("lines that follow each other keep their breaks; what is set in goes on with its entry", () => {
  expect(letterOf("<<< NAME >>>\n(words)\n\n- one\n  more of it\nnot of it")).toEqual([
    { kind: "text", text: "<<< NAME >>>\n(words)" },
    { kind: "entry", mark: "-", text: "one\nmore of it", deeper: false },
    { kind: "text", text: "not of it" },
  ]);
});

test("no word is lost, whatever the text is", () => {
  const text = "#no heading\n##### nor this\n```\nnever closed\n- a\n**b** <i>c</i>";
  const kept = letterOf(text).map((block) => block.text);
  expect(kept.join("\n")).toBe("#no heading\n##### nor this\nnever closed\n- a\n**b** <i>c</i>");
});

test("pieces of one fence stand in one frame", () => {
  const piece = (text: string | null, input: string | null, fence: string | null) => ({ text, input, fence });
  const pieces = [
    piece("Title: ", null, "criterion"),
    piece(null, "criterion_title", "criterion"),
    piece("Text: ", null, "provision"),
    piece("Answer.", null, null),
  ];
  expect(framesOf(pieces).map(({ fence, pieces: inside }) => [fence, inside.length])).toEqual([
    ["criterion", 2],
    ["provision", 1],
    [null, 1],
  ]);
});
