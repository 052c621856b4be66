// Reads Adaptive Cards as people see them, and has Microsoft's own renderer look for what is wrong with them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createRequire} from 'node:module'
import {isWithinLimits} from '../../../adapters/teams/guard.ts'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {isPayload, partOf, partsIn, textOf} from '../../../adapters/teams/payload.ts'
import type {Seen, SeenForm} from '../../contracts/driver.ts'

interface Renderer {
  readonly AdaptiveCard: new () => {
    parse(card: unknown, context: Context): void
    validateProperties(): {readonly validationEvents: readonly {readonly message: string}[]}
  }
  readonly SerializationContext: new () => Context
}

interface Context {
  readonly eventCount: number
  getEventAt(i: number): {readonly message: string}
}

// Its main entry cannot be loaded in Node.js.
const renderer = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Renderer

/**
 * What the renderer says of cards that are sound: Teams draws charts and every other client takes the fallback; and of a
 * language it says so every second time, since its pattern remembers where it was (3.0.6).
 */
const expected =
  /^(?:Unknown element type "Chart\.[\w.]+"\. Fallback will be used|Invalid value "(?:en|zh)" for property "lang")/

/** What the renderer has to say against a card, and whether it is too large; nothing where all is well. */
export function complaintsOf(card: Payload): string[] {
  const context = new renderer.SerializationContext()
  const parsed = new renderer.AdaptiveCard()
  parsed.parse(JSON.parse(JSON.stringify(card)), context)
  const events = Array.from({length: context.eventCount}, (_, i) => context.getEventAt(i).message)
  const invalid = parsed.validateProperties().validationEvents.map(({message}) => message)
  // Whom Teams looks up itself stands in no list beforehand.
  const looksUp = partsWithin(card).some(part => 'choices.data' in part)
  const wrong = invalid.filter(message => !(looksUp && message.includes('must have at least one choice')))
  const own = events.filter(message => !expected.test(message))
  return [...own, ...wrong, ...(isWithinLimits(card) ? [] : ['larger than Teams takes'])]
}

/**
 * All parts of a card, those within others included; of a part with a fallback only itself, and of text that can be
 * pressed only the button that it is.
 */
export function partsWithin(part: Payload): Payload[] {
  const pressed = part['type'] === 'Container' ? part['selectAction'] : undefined
  if (isPayload(pressed)) return [part, pressed]
  const inner = ['body', 'items', 'actions', 'inlines'].flatMap(name => partsIn(part, name))
  return [part, ...inner.flatMap(partsWithin)]
}

/** The buttons of a card by their labels, as long as they can be pressed. */
export function buttonsIn(card: Payload): Map<string, Payload> {
  const actions = partsWithin(card).filter(({type}) => String(type).startsWith('Action.'))
  return new Map(actions.map(action => [textOf(action, 'title') ?? '', action]))
}

/** What a person reads in a card, a line for each of its texts. */
export function linesIn(card: Payload): string[] {
  return partsWithin(card).flatMap(part => {
    if (part['type'] === 'TextBlock') return [textOf(part, 'text') ?? '']
    // The title stands in the picture; a client that draws none shows the fallback in its place.
    if (String(part['type']).startsWith('Chart.')) return linesIn(partOf(part, 'fallback'))
    if (part['type'] !== 'RichTextBlock') return []
    return [
      partsIn(part, 'inlines')
        .map(run => textOf(run, 'text') ?? '')
        .join(''),
    ]
  })
}

/** A message as a person sees it. */
export function seenActivity(activity: Payload, card: Payload = cardIn(activity)): Seen {
  const lines = linesIn(card)
  const thumb = lines.map(line => /^(👍|👎) /u.exec(line)?.[1]).find(each => each !== undefined)
  const files = partsIn(activity, 'attachments').flatMap(({name}) => (typeof name === 'string' ? [name] : []))
  const runs = partsWithin(card).filter(({type}) => type === 'TextRun')
  return {
    text: [...lines.filter(line => !/^(?:👍|👎) /u.test(line)), ...files].join('\n'),
    buttons: [...buttonsIn(card).keys(), ...(hasOwnThumbs(activity) ? ['👍', '👎'] : [])],
    links: runs.flatMap(run => textOf(partOf(run, 'selectAction'), 'url') ?? []),
    thumb: thumb === undefined ? undefined : thumb === '👍' ? 'up' : 'down',
  }
}

/** A form as a person sees it. */
export function seenForm(title: string, card: Payload): SeenForm {
  const inputs = partsWithin(card).filter(({type}) => String(type).startsWith('Input.'))
  const fields = inputs.flatMap(input => [input['label'], input['placeholder'], input['value']]).filter(each => each)
  const labels = inputs.map(input => textOf(input, 'label') ?? '')
  return {labels, text: [title, ...linesIn(card), ...fields, ...buttonsIn(card).keys()].join('\n')}
}

/** What is submitted when somebody fills in the fields with these labels and presses the button. */
export function filledIn(card: Payload, typed: Readonly<Record<string, string>>): Payload {
  const inputs = partsWithin(card).filter(({type}) => String(type).startsWith('Input.'))
  const values = inputs.map(input => {
    const value = typed[textOf(input, 'label') ?? ''] ?? textOf(input, 'value') ?? ''
    return [String(input['id']), value]
  })
  const [button] = buttonsIn(card).values()
  return {...partOf(button ?? {}, 'data'), ...Object.fromEntries(values)}
}

/** The card in a message; an empty one where there is none. */
export function cardIn(activity: Payload): Payload {
  const [card] = partsIn(activity, 'attachments').filter(({contentType}) =>
    String(contentType).includes('card.adaptive'),
  )
  const content = card?.['content']
  return isPayload(content) ? content : {}
}

/** True where Teams draws thumbs below the message. */
export function hasOwnThumbs(activity: Payload): boolean {
  return isPayload(partOf(activity, 'channelData')['feedbackLoop'])
}
