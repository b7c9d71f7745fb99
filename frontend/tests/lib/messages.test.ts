import { compileMessage } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { compose, type Message, type Values } from "../../src/lib/messages";

const said = (text: string, values: Values = {}, language = "en") =>
  compose(compileMessage(text) as Message, values, language);

describe("a message", () => {
  it("without arguments is its text", () => {
    expect(said("Saved")).toBe("Saved");
    expect(said("")).toBe("");
  });
  it("takes its arguments, and nothing for a missing one", () => {
    expect(said("{rated} of {total} scored", { rated: 3, total: "17" })).toBe("3 of 17 scored");
    expect(said("Account of {name}.")).toBe("Account of .");
  });
  it("does not read what an argument says as a message", () => {
    expect(said("Of {name}", { name: "{count, plural, other {#}}" })).toBe("Of {count, plural, other {#}}");
  });
});

describe("a plural", () => {
  const scores = "{count, plural, =0 {no scores} one {# score of {name}} other {# scores of {name}}}";
  it("takes the form of the language, and writes the number as the language does", () => {
    expect(said(scores, { count: 1, name: "Ana" })).toBe("1 score of Ana");
    expect(said(scores, { count: 1200, name: "Ana" })).toBe("1,200 scores of Ana");
    expect(said("{n, plural, one {# день} few {# дня} many {# дней} other {# дня}}", { n: 5 }, "ru")).toBe(
      "5 дней",
    );
  });
  it("takes an exact number first", () => {
    expect(said(scores, { count: 0 })).toBe("no scores");
  });
  it("takes its offset off, except from exact numbers", () => {
    const text = "{n, plural, offset:1 =1 {Ana} one {Ana and # other} other {Ana and # others}}";
    expect([1, 2, 3].map((n) => said(text, { n }))).toEqual(["Ana", "Ana and 1 other", "Ana and 2 others"]);
  });
  it("inside another keeps its own number", () => {
    const text = "{a, plural, other {# and {b, plural, other {#}} of #}}";
    expect(said(text, { a: 1, b: 2 })).toBe("1 and 2 of 1");
  });
  it("can be of ordinals", () => {
    const text = "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}";
    expect([1, 2, 3, 4].map((n) => said(text, { n }))).toEqual(["1st", "2nd", "3rd", "4th"]);
  });
});

it("chooses by a word, else takes the form for all others", () => {
  const text = "{kind, select, file {a file} other {something}}";
  expect([said(text, { kind: "file" }), said(text, { kind: "x" })]).toEqual(["a file", "something"]);
});
