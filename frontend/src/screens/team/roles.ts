import type { MemberOut } from "../../api/types.gen";

/** What a member can be, in the order of the table. */
export const MEMBER_ROLES = ["owner", "lead", "reviewer", "adjudicator", "observer"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** Those of these names that are roles, in the order of the table. */
export const rolesOf = (names: readonly string[]): MemberRole[] =>
  MEMBER_ROLES.filter((role) => names.includes(role));

/** Members who are there, and those who left, each in the order in which they came. */
export function parted(members: readonly MemberOut[]): { there: MemberOut[]; left: MemberOut[] } {
  return {
    there: members.filter((member) => member.left_at === null),
    left: members.filter((member) => member.left_at !== null),
  };
}

/** Whether this member is the only owner who is there: they can neither leave nor be another role. */
export function isOnlyOwner(members: readonly MemberOut[], member: MemberOut): boolean {
  const owners = members.filter((one) => one.left_at === null && one.roles.includes("owner"));
  return owners.length === 1 && owners[0] === member;
}

/** The people of this installation who are no members now. */
export function addable<Person extends { id: number }>(
  people: readonly Person[],
  members: readonly MemberOut[],
): Person[] {
  const there = new Set(parted(members).there.map((member) => member.person.id));
  return people.filter((person) => !there.has(person.id));
}
