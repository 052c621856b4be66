// A message as plain data: a closed union of block kinds, with builders.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {List, Paragraph, Span} from './prose.ts'
import {text} from './prose.ts'

/** A button: pressing it comes back as a Press with this action and value, or opens `url` in the browser. */
export interface Button {
  readonly label: string
  readonly action: string
  readonly value: string
  readonly style?: 'primary' | 'plain'
  /** 'form' where pressing it opens a form: some platforms have to know. */
  readonly opens?: 'form'
}

/** One line of a heading. */
export interface Heading {
  readonly kind: 'heading'
  readonly text: string
}

/** Small print below the text: source, licence, hints. */
export interface Note {
  readonly kind: 'note'
  readonly spans: readonly Span[]
}

/** What somebody said, set apart. */
export interface Quote {
  readonly kind: 'quote'
  readonly spans: readonly Span[]
}

/** Buttons in a row, with a label for all of them where they need one. */
export interface Buttons {
  readonly kind: 'buttons'
  readonly label?: string
  readonly buttons: readonly Button[]
}

/**
 * Thumbs up and down for the answer that `value` names; `chosen` once the person has pressed one.
 * A press comes back with this action and the value `up:VALUE` or `down:VALUE`.
 */
export interface Feedback {
  readonly kind: 'feedback'
  readonly action: string
  readonly value: string
  readonly chosen?: 'up' | 'down'
}

/** A file to take away; the text is all of it. */
export interface File {
  readonly kind: 'file'
  readonly name: string
  readonly type: 'text/csv' | 'text/markdown' | 'application/json'
  readonly text: string
}

/** One row of numbers of a chart: one for each label, null where there is none. */
export interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
}

/**
 * Numbers as a picture, from 0 to `most`: a bar for each label, or a line over the labels for each series. What is
 * shown is also told in words wherever a picture cannot be seen.
 */
export interface Chart {
  readonly kind: 'chart'
  readonly form: 'bars' | 'lines'
  readonly title: string
  /** What the numbers count, such as `of 100`; empty where they count nothing in particular. */
  readonly unit: string
  readonly most: number
  readonly labels: readonly string[]
  readonly series: readonly Series[]
}

/** Everything that can stand in a card. A new kind breaks the compile in each renderer, where it must be added. */
export type Block = Heading | Paragraph | List | Note | Quote | Buttons | Feedback | File | Chart

/** A message as plain data. */
export interface Card {
  readonly blocks: readonly Block[]
  /** The language of its sentences, as a BCP 47 tag, for screen readers. */
  readonly language: 'en' | 'zh'
}

/** A heading. */
export function heading(value: string): Heading {
  return {kind: 'heading', text: value}
}

/** A paragraph of plain text or of spans. */
export function paragraph(content: string | readonly Span[]): Paragraph {
  return {kind: 'paragraph', spans: typeof content === 'string' ? [text(content)] : content}
}

/** A note of plain text or of spans. */
export function note(content: string | readonly Span[]): Note {
  return {kind: 'note', spans: typeof content === 'string' ? [text(content)] : content}
}

/** Buttons, with a label above them where one is given. */
export function buttons(row: readonly Button[], label?: string): Buttons {
  return label === undefined ? {kind: 'buttons', buttons: row} : {kind: 'buttons', label, buttons: row}
}
