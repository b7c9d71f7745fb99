import type { PositionSubjectOut } from "../../api/types.gen";
import { folded } from "../../lib/folded";

/** What is said of one provision, result by result; the verdict stands by itself. */
export interface Group {
  key: string;
  label: string;
  subjects: PositionSubjectOut[];
}

/** A subject with the words it is found by, folded once. */
export interface Findable {
  subject: PositionSubjectOut;
  words: string;
  said: boolean;
}

export const findable = (subject: PositionSubjectOut): Findable => ({
  subject,
  words: folded(`${subject.label} ${subject.criterion_title}`),
  said: subject.positions.length > 0 || Object.keys(subject.counted).length > 0,
});

/** words: as somebody typed them. only: without the results of which nobody has said anything. */
export function found(all: readonly Findable[], words: string, only: boolean): PositionSubjectOut[] {
  const wanted = folded(words.trim());
  return all
    .filter((one) => (!only || one.said) && (!wanted || one.words.includes(wanted)))
    .map((one) => one.subject);
}

/** In the order of the subjects: the verdict, then provision by provision. */
export function grouped(subjects: readonly PositionSubjectOut[]): Group[] {
  const groups = new Map<string, Group>();
  for (const subject of subjects) {
    const key = subject.criterion ? `of-${subject.provision}` : "";
    const group = groups.get(key);
    if (group) group.subjects.push(subject);
    else groups.set(key, { key, label: subject.label, subjects: [subject] });
  }
  return [...groups.values()];
}
