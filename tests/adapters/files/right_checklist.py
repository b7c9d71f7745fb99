"""The shortest checklist that is right, as text to break in one place at a time."""

RIGHT = """\
id: short
version: 1.2.3
title: A short checklist
description: >-
  First paragraph
  goes on.

  Second paragraph.
language: en
licence: Apache-2.0
sources:
  - id: statement
    title: The statement
    bullets: {call-1: Narrow the scope, call-2: Protect people}
scale:
  - {rating: met, key: "2", title: Met, points: 2}
  - {rating: partly, key: "1", title: Partly met, points: 1}
  - {rating: not_met, key: "0", title: Not met, points: 0}
  - {rating: silent, key: "s", title: Silent, points: 0}
  - {rating: not_applicable, key: "n", title: Not applicable, points: null}
categories:
  - {id: scope, title: Scope}
criteria:
  - id: narrow
    category: scope
    title: Narrow
    question: Is it narrow?
    why: It matters.
    guidance: Look closely.
    levels: {met: Yes., partly: Half., not_met: No., silent: Nothing., not_applicable: Cannot arise.}
    applies_to: [criminalization, procedure]
    red_line: true
    weight: 1.5
    source: {document: statement, bullets: [call-1]}
  - id: whole
    category: scope
    title: Whole
    question: Is it whole?
    why: It matters.
    guidance: Look closely.
    levels: {met: Yes., partly: Half., not_met: No., silent: Nothing., not_applicable: Cannot arise.}
    applies_to: whole-draft
    source: {document: statement, bullets: [call-1, call-2]}
demands:
  - id: first
    title: First
    text: The scope is narrow.
    criteria: [narrow, whole]
    source: {document: statement, bullets: [call-1]}
verdict:
  minimum_coverage: 0.8
  met_at: 0.75
  met: Met.
  not_met: Not met.
  undecided: Undecided.
"""


def line_of(words: str, text: str = RIGHT) -> int:
    """1-based line where these words first stand."""
    return text[: text.index(words)].count("\n") + 1
