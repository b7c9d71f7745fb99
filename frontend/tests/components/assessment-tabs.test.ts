import { expect, it } from "vitest";
import { tabsOf, TABS } from "../../src/components/assessment-tabs";

const all = Object.fromEntries(TABS.map(({ route }) => [route, `/assessments/:id/${route}`]));

it("leads everybody to what they may do only", () => {
  const observer = { id: 7, may: ["read", "see_team", "see_agreement"] };
  expect(tabsOf(observer, all).map(({ name }) => name)).toEqual([
    "matrix",
    "team",
    "agreement",
    "positions",
    "signOff",
  ]);
});
it("names the assessment in every address", () => {
  expect(tabsOf({ id: 7, may: ["score"] }, all)[0]).toEqual({
    name: "workbench",
    href: "/assessments/7/workbench",
  });
});
it("leaves out screens that are not there", () => {
  expect(tabsOf({ id: 7, may: ["score", "read"] }, { matrix: "/assessments/:id/matrix" })).toHaveLength(1);
});
