// A Passage: one answerable piece of knowledge, and where it comes from.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Prose} from '../chat/prose.ts'

/** A language that the counselor speaks. */
export type Language = 'en' | 'zh'

/** A work that facts come from. */
export interface Source {
  readonly work: string
  readonly part: string
  /** The year of publication, or `n.d.` where the work states none. */
  readonly year: number | 'n.d.'
  /** An SPDX licence id, or `none stated`. */
  readonly licence: string
  /** Where the work is to be found; undefined where it is not public. */
  readonly link: string | undefined
}

/** `chapter` and `scenario` answer; `coverage` names a topic that we do not answer, and whom to ask instead. */
export type PassageKind = 'chapter' | 'scenario' | 'coverage'

/** One heading of a knowledge document. */
export interface Passage {
  /** The stable name, unique in the whole knowledge base. */
  readonly id: string
  readonly kind: PassageKind
  readonly title: string
  /** The title in other languages. */
  readonly titles: Readonly<Partial<Record<Language, string>>>
  readonly text: Prose
  /** The text in other languages, where it was written. */
  readonly texts: Readonly<Partial<Record<Language, Prose>>>
  /** Names and abbreviations that people type. */
  readonly terms: readonly string[]
  /** The ways in which people ask for it. */
  readonly asks: Readonly<Record<Language, readonly string[]>>
  readonly sources: readonly Source[]
  /** Ids of passages to read next. */
  readonly related: readonly string[]
  /** The id of the passage that follows in a series, such as the next stage. */
  readonly next: string | undefined
  /** The ids of the passages that its list names, in the order of the list: "the second one" leads there. */
  readonly parts: readonly string[]
  /** The role that looks after the topic: a key of the owners. */
  readonly owner: string
  /** A passage that gives the background of a topic that is not covered. */
  readonly background: string | undefined
  readonly chapter: Chapter
  /** The day of the last review, `2026-11-20`; empty where the document states none. */
  readonly reviewed: string
  /** True where an organisation's own folder brought it: it wins ties. */
  readonly overlay: boolean
  /** The file, relative to its knowledge folder, and the line of the heading. */
  readonly path: string
  readonly line: number
}

/** The chapter that a passage belongs to. */
export interface Chapter {
  readonly id: string
  readonly title: string
  readonly titles: Readonly<Partial<Record<Language, string>>>
  /** Chapters are listed from small to large. */
  readonly order: number
}

/** The title in a language, or in English where there is none. */
export function titleIn(of: Passage | Chapter, language: Language): string {
  return of.titles[language] ?? of.title
}

/** The text in a language, or in English where it was not written. */
export function textIn(passage: Passage, language: Language): Prose {
  return passage.texts[language] ?? passage.text
}
