// Driver: what the contract of a platform needs from whoever runs it: people who talk, and what they see.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Form} from '../../src/chat/form.ts'
import {proseText} from '../../src/chat/prose.ts'
import {feedbackOf, labelsOf, spansOf} from '../doubles/card-parts.ts'

/** A message of ours as a person sees it now. */
export interface Seen {
  /** What a person reads, without the labels of buttons; nothing in it is markup any more. */
  readonly text: string
  /** The labels of the buttons that can be pressed now, thumbs as 👍 and 👎. */
  readonly buttons: readonly string[]
  /** The addresses that a click, or a look at the text, leads to. */
  readonly links: readonly string[]
  /** The thumb that is lit. */
  readonly thumb: 'up' | 'down' | undefined
}

/** A form as a person sees it. */
export interface SeenForm {
  /** Everything that can be read in it, its buttons included where it has some. */
  readonly text: string
  /** The labels of its fields. */
  readonly labels: readonly string[]
}

/** A person who talks with the counselor. Each deed is over when it has been dealt with. */
export interface Visitor {
  say(text: string): Promise<void>
  /** Says something that the platform delivers twice, as it does after a hiccup. */
  sayTwice(text: string): Promise<void>
  /** Presses the button with this label, on the newest message that shows one. */
  press(label: string): Promise<void>
  /** All our messages that this person can see, oldest first. */
  sees(): Promise<readonly Seen[]>
  /** The form that is open before this person. */
  form(): SeenForm | undefined
  /** Fills in the fields with these labels, and submits; the others stay as they are. */
  submit(typed: Readonly<Record<string, string>>): Promise<void>
}

/** A platform with the real counselor behind it. */
export interface Driver {
  /** True where what was shown stays, as on paper, so that a change of a message stands below it. */
  readonly paper: boolean
  /** True where there is nobody but the person and us, so that nothing can be brought to others. */
  readonly solitary: boolean
  /** A new person in a conversation of their own, who has been welcomed. */
  alone(): Promise<Visitor>
  /** Two new people who share as much of a conversation as the platform lets them. */
  together(): Promise<readonly [Visitor, Visitor]>
  close(): Promise<void>
}

/** A card as somebody sees it where cards stay data until they are looked at. */
export function seenCard(card: Card): Seen {
  const links = spansOf(card).flatMap(span => (span.kind === 'link' ? [span.href] : []))
  return {text: cardText(card), buttons: labelsOf(card), links, thumb: feedbackOf(card)?.chosen}
}

/** A form as somebody sees it where forms stay data until they are looked at. */
export function seenForm(form: Form): SeenForm {
  const labels = form.inputs.map(input => input.label)
  const fields = form.inputs.flatMap(({label, hint = '', initial = ''}) => [label, hint, initial])
  return {labels, text: [form.title, proseText(form.prose), ...fields, form.submit, form.cancel].join('\n')}
}

/** The values of a form's fields, by their ids, from what was typed under their labels. */
export function valuesOf(form: Form, typed: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(form.inputs.map(({id, label, initial = ''}) => [id, typed[label] ?? initial]))
}
