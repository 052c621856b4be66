// Text as Slack sends it, in plain readable words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The longest text that is read, in characters; nobody asks a longer question. */
const longest = 12_000

const crowd: Readonly<Record<string, string>> = {here: '@here', channel: '@channel', everyone: '@everyone'}

/**
 * Text in plain words: people, channels and links as a person reads them, and signs as they were typed.
 * docs.slack.dev/messaging/formatting-message-text, "Retrieving messages".
 */
export function toWords(text: string): string {
  return text
    .slice(0, longest)
    .replace(/<([^<>\n]*)>/g, (_, inner: string) => wordsFor(inner))
    .replace(/&(amp|lt|gt);/g, (_, name: string) => ({amp: '&', lt: '<', gt: '>'})[name] ?? '')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** The text without any mention of a person. */
export function withoutMention(text: string, userId: string): string {
  return text.replace(mentionOf(userId, 'g'), ' ')
}

/** True where a person is mentioned. */
export function mentions(text: string, userId: string): boolean {
  return mentionOf(userId).test(text)
}

function mentionOf(userId: string, flags = ''): RegExp {
  return new RegExp(`<@${userId.replace(/\W/g, '\\$&')}(?:\\|[^<>]*)?>`, flags)
}

function wordsFor(inner: string): string {
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? '' : inner.slice(bar + 1)
  if (target.startsWith('@')) return label === '' ? '@someone' : withSign('@', label)
  if (target.startsWith('#')) return label === '' ? '#channel' : withSign('#', label)
  if (target.startsWith('!')) return crowd[target.slice(1)] ?? (label === '' ? '' : label)
  if (/^[a-z][a-z+.-]*:/i.test(target)) return label === '' ? target.replace(/^mailto:/, '') : label
  // Somebody wrote "a < b > c" and Slack did not escape it.
  return `<${inner}>`
}

function withSign(sign: string, label: string): string {
  return label.startsWith(sign) ? label : sign + label
}
