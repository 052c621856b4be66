// What the fuzzer makes: any text, sound bodies with parts that are something else, and files of telling pieces.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import {anyText} from '../tests/doubles/any-text.ts'

/** Any text, up to some thousand characters: signs on which programs stumble, and pieces again and again. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  anyText(60),
  fc.string({maxLength: 300}),
  fc.tuple(anyText(6), fc.nat(1_500)).map(([piece, times]) => piece.repeat(times).slice(0, 12_000)),
)

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1e308, true, [], {}, [null], [[]], '__proto__', {__proto__: null}),
  fc.constantFrom<unknown>({constructor: {prototype: 1}}, '\0', '\ud800', {id: null}, {toString: 1}),
  fc.jsonValue({maxDepth: 3}),
  texts,
)

const path = fc.array(fc.nat(30), {maxLength: 6})

/** A sound body in which up to six parts, however deep, are something else; sometimes anything at all. */
export function brokenOf(sound: readonly unknown[]): fc.Arbitrary<unknown> {
  const broken = fc
    .tuple(fc.constantFrom(...sound), fc.array(fc.tuple(path, junk), {maxLength: 6}))
    .map(([body, changes]) => changes.reduce((whole, [steps, value]) => withOther(whole, steps, value), body))
  return fc.oneof({arbitrary: broken, weight: 6}, {arbitrary: junk, weight: 1})
}

function withOther(whole: unknown, [step, ...more]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof whole !== 'object' || whole === null) return value
  if (Array.isArray(whole))
    return whole.map((part, i) => (i === step % whole.length ? withOther(part, more, value) : part))
  const fields = whole as Readonly<Record<string, unknown>>
  const names = Object.keys(fields)
  const name = names[step % Math.max(1, names.length)] ?? 'event'
  return {...fields, [name]: withOther(fields[name], more, value)}
}

const pieces = fc.constantFrom(
  ...['---\n', '\n', '\r\n', '\t', '  ', '## A {#a}\n', '### 中文\n', '# T\n', '```yaml passage\n', '```\n', '````'],
  ...['text ', '- ', '1. ', '> ', '* ', '_', '**', '`', '[', '](', ')', '![', '<', '</b>', '&amp;', '|', '|-|\n'],
  ...[
    'asks: ',
    'kind: check\n',
    'kind: chapter\n',
    'title: ',
    ': ',
    '{',
    '}',
    ', ',
    '&a ',
    '*a ',
    '!!js ',
    '<<: ',
    '? ',
  ],
  ...['"', "'", '\\', '\u0000', '\ufeff', '🎉', '开源', '0x1f', '1e999', '2026-02-30', '~', '__proto__: {a: 1}\n'],
)

/** A file: one that is sound, cut at any place, with telling pieces put in, once or many times. */
export function filesLike(sound: readonly string[]): fc.Arbitrary<string> {
  const insertion = fc.tuple(
    fc.nat(),
    fc.array(fc.oneof(pieces, anyText(8)), {maxLength: 6}),
    fc.constantFrom(1, 1, 1, 40),
  )
  return fc
    .tuple(fc.constantFrom('', ...sound), fc.array(insertion, {maxLength: 6}), fc.nat())
    .map(([file, insertions, cut]) => {
      const start = cut % 4 === 0 ? file.slice(0, cut % (file.length + 1)) : file
      return insertions.reduce((text, [at, some, times]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + some.join('').repeat(times) + text.slice(place)
      }, start)
    })
}

/** Values for names, some of them sound, with names that nobody knows among them. */
export function environments(sound: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Record<string, string>> {
  const known = fc
    .constantFrom(...Object.keys(sound))
    .chain(name => fc.tuple(fc.constant(name), fc.oneof(fc.constantFrom(...(sound[name] ?? [''])), anyText(20))))
  const strange = fc.tuple(fc.constantFrom('PORTS', '__proto__', 'SLACK_TOKEN', 'constructor', ''), anyText(20))
  return fc
    .array(fc.oneof({arbitrary: known, weight: 8}, strange), {maxLength: 14})
    .map(pairs => Object.fromEntries(pairs))
}
